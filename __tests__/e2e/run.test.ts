import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { saidBy } from '../support/labels.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { testsAtOnce } from '../support/tests-at-once.js'
import { embedded, type Place, placeOfCase, placeOfFile } from '../support/xarch.js'

/** What `printf '\1\2\3\4' | od -An -tx4` prints tells the byte order. */
const FACTS = "uname -m && printf '\\1\\2\\3\\4' | od -An -tx4"

const ARCHITECTURES = [
  { arch: 'mips64', order: 'big', word: '01020304' },
  { arch: 'ppc', order: 'big', word: '01020304' },
  { arch: 'ppc64', order: 'big', word: '01020304' },
  { arch: 'aarch64', order: 'little', word: '04030201' },
  { arch: 'x86_64', order: 'little', word: '04030201' },
]

/** A test for each: how it is called, and what it does. */
const RUN_TWICE = Object.fromEntries(
  ARCHITECTURES.map(({ arch, order, word }) => [
    `${arch}: runs, is ${order} endian, and the second run downloads nothing`,
    (place: Place) => expectKept(arch, word, place),
  ]),
)

testsAtOnce(placeOfCase, {
  'each architecture': {
    'gets its emulator from apt where there is none, keeps it, and keeps nothing else': async () => {
      await using place = await placeOfCase({ emulators: false })
      const first = await place.sh('ppc', 'uname -m', { options: ['-v'] })
      expect(first).toMatchObject({ status: 0, stdout: 'ppc\n' })
      const second = await place.sh('ppc', 'uname -m', { options: ['-v'] })
      expect(second).toMatchObject({ status: 0, stdout: 'ppc\n' })
      expect(second.stderr).toMatch(/emulator: qemu-ppc \S+ \((kept from before|of this machine)\)/)
      const tools = await readdir(path.join(place.cache, 'xarch/tools'), { recursive: true }).catch(() => [])
      expect(tools.filter((name) => !name.startsWith('xarch-qemu-ppc'))).toEqual([])
      expect(tools.filter((name) => path.basename(name).startsWith('qemu-')).length).toBeLessThanOrEqual(1)
    },

    ...RUN_TWICE,

    'has packages that were asked for, and the bare root beside it has not': async (place) => {
      const withMake = await place.sh('ppc64', 'make --version | head -n 1', {
        options: ['-p', 'make lua5.4'],
      })
      expect(withMake).toMatchObject({ status: 0, stdout: 'GNU Make 4.3\n' })
      expect(await place.sh('ppc64', 'command -v make || echo none')).toMatchObject({ stdout: 'none\n' })
    },

    'names the reason where it cannot be had, though the native root is a target at the same time': async (
      place,
    ) => {
      const { status, stdout, stderr } = await place.sh('x86_64,ppc', 'echo run', { keys: [] })
      expect({ status, said: saidBy('ppc', stdout) }).toEqual({ status: 125, said: '' })
      expect(stderr).toContain('UNTRUSTED')
      expect((await place.roots()).filter((name) => name.startsWith('.'))).toEqual([])
    },

    'with --cache false builds each time and keeps no root of the target': async (place) => {
      for (const run of ['first', 'second']) {
        const { status, stdout, stderr } = await place.sh('aarch64', 'uname -m', {
          options: ['-v', '--cache', 'false'],
        })
        expect({ run, status, stdout, built: stderr.includes('(built)') }).toEqual({
          run,
          status: 0,
          stdout: 'aarch64\n',
          built: true,
        })
        expect(await place.roots()).toEqual([])
      }
    },
  },
})

async function expectKept(arch: string, word: string, place: Place): Promise<void> {
  await using mirror = await startMirror(EMBEDDED_MIRROR)
  const args = ['run', '-v', '-a', arch, ...embedded({ mirror: mirror.url })]
  const command = ['--', 'sh', '-c', FACTS]

  const first = await place.run([...args, ...command])
  expect(first).toMatchObject({ status: 0, signal: null, stdout: `${arch}\n ${word}\n` })
  expect(first.stderr).toContain('(built)')
  expect(mirror.requests.length).toBeGreaterThan(0)

  mirror.requests.length = 0
  const second = await place.run([...args, ...command])
  expect(second).toMatchObject({ status: 0, signal: null, stdout: first.stdout })
  expect(second.stderr).toContain('(reused)')
  expect(mirror.requests).toEqual([])
}

describe('several architectures', () => {
  const place = placeOfFile()
  const MANY = 'mips64,ppc,aarch64,x86_64'

  it('have whole lines, each with its architecture before it', async () => {
    const { status, stdout } = await place.sh(MANY, "printf 'one\\ntwo'; echo three >&2")
    expect(status).toBe(0)
    for (const arch of MANY.split(',')) expect(saidBy(arch, stdout)).toBe('one\ntwo')
    expect(stdout.trim().split('\n')).toHaveLength(8)
  })

  it('end with a table of what came of each, and the first status that is not 0', async () => {
    const { status, stdout, stderr } = await place.sh(MANY, 'case $(uname -m) in ppc) exit 7 ;; esac', {
      options: ['--fail-fast=false'],
    })
    expect({ status, stdout }).toEqual({ status: 7, stdout: '' })
    for (const arch of MANY.split(',')) {
      expect(stderr).toMatch(new RegExp(`${arch} +status ${arch === 'ppc' ? 7 : 0}:`))
    }
    expect(stderr).toContain('ppc: the command ended with status 7')
  })

  it('have stderr by line as well, and no standard input', async () => {
    const { status, stderr } = await place.sh('ppc,aarch64', 'cat; echo said >&2', { input: 'unread' })
    expect(status).toBe(0)
    expect([saidBy('ppc', stderr), saidBy('aarch64', stderr)]).toEqual(['said', 'said'])
  })

  it('may have their streams opened by name: tee /dev/stderr works as it does for one', async () => {
    const { status, stdout } = await place.sh('ppc,aarch64', 'echo named >/dev/stdout; echo >/dev/stderr')
    expect({ status, said: [saidBy('ppc', stdout), saidBy('aarch64', stdout)] }).toEqual({
      status: 0,
      said: ['named', 'named'],
    })
  })

  it('given twice by different names are one', async () => {
    const { status, stdout } = await place.sh('arm64,aarch64,linux/arm64', 'uname -m')
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'aarch64\n' })
  })
})
