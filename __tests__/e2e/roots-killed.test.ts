import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { halfBuilt } from '../support/kept-roots.js'
import { describeDifference, snapshotMachine, type Machine } from '../support/machine.js'
import { startMirror, type Mirror } from '../support/mirror-server.js'
import { NATIVE_FILE, NATIVE_TARBALL } from '../support/tarballs.js'
import { places, until, type Place, type Started } from '../support/xarch.js'

/** SIGKILL at each step of a build leaves nothing but what lies in the store, which the next run removes. */

const newPlace = places()

/** What the kernel may take to end all processes of a sandbox. */
const SECOND = 1000

async function expectGone(before: Machine): Promise<void> {
  const left = (): string[] => describeDifference(before, snapshotMachine())
  await until(() => left().length === 0, SECOND).catch(() => {
    expect(left()).toEqual([])
  })
}

interface Case {
  readonly step: string
  readonly arch: string
  readonly slow: string
  readonly options: readonly string[]
  /** Resolves in the middle of the step. */
  readonly reached: (started: Started, mirror: Mirror) => Promise<void>
}

const requested = (start: string) => (_: Started, mirror: Mirror) =>
  until(() => mirror.requests.some(({ method, path: name }) => method === 'GET' && name.startsWith(start)))

const CASES: readonly Case[] = [
  {
    step: 'the tarball downloads',
    arch: 'x86_64',
    slow: NATIVE_TARBALL,
    options: [],
    reached: requested(NATIVE_TARBALL),
  },
  {
    step: 'apk of another architecture’s root is fetched',
    arch: 'ppc',
    slow: NATIVE_TARBALL,
    options: [],
    reached: requested(NATIVE_TARBALL),
  },
  {
    step: 'apk makes the base',
    arch: 'ppc',
    slow: '/v3.20/main/ppc/busybox*',
    options: [],
    reached: requested('/v3.20/main/ppc/busybox'),
  },
  {
    step: 'apk adds packages',
    arch: 'ppc',
    slow: '/v3.20/main/ppc/lua*',
    options: ['-p', 'lua5.4'],
    reached: requested('/v3.20/main/ppc/lua'),
  },
  {
    step: 'setup runs',
    arch: 'x86_64',
    slow: '/none',
    options: ['--setup', 'trap "" TERM HUP; echo up; sleep 1.5'],
    reached: (started) => started.saying('setup: up'),
  },
]

describe('SIGKILL of xarch', () => {
  it.each(CASES)('while $step leaves a half-built root, which the next run removes', async (given) => {
    const { arch, slow, options, reached } = given
    const faults = { [slow]: { kind: 'slow', bytesPerSecond: 20_000 } as const }
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults })
    const place = await newPlace()
    const before = snapshotMachine()
    const started = place.startSh(arch, 'uname -m', { mirror: mirror.url, options })
    await reached(started, mirror)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await killed(started, before, place)

    Reflect.deleteProperty(mirror.faults, slow)
    const next = await place.sh(arch, 'uname -m', { mirror: mirror.url, options })
    expect(next).toMatchObject({ status: 0, stdout: `${arch}\n` })
    await expectClean(place)
  })

  it('while a tarball is unpacked, too', async () => {
    const place = await newPlace({ emulators: false })
    const big = path.join(place.workspace, 'big')
    const script = `mkdir tree && tar -xzf "$1" -C tree && truncate -s 300M tree/big && tar -cf - -C tree --sort=name . | gzip -1 >big.tar.gz && rm -r tree`
    execFileSync('sh', ['-ec', script, 'sh', NATIVE_FILE], { cwd: place.workspace })
    const before = snapshotMachine()
    const args = ['run', '-a', 'x86_64', '--rootfs', `${big}.tar.gz`, '--', 'cat', '/etc/alpine-release']
    const started = place.start(args)
    const isUnpacking = async (): Promise<boolean> => {
      const [name = 'none'] = await halfBuilt(place)
      const root = path.join(place.cache, 'xarch/roots', name, 'root')
      const [within = 'none'] = await readdir(root).catch(() => [])
      return existsSync(path.join(root, within, 'big'))
    }
    await until(isUnpacking)
    await killed(started, before, place)
    expect(await place.run(args)).toMatchObject({ status: 0, stdout: '3.20.3\n' })
    await expectClean(place)
  })
})

async function killed(started: Started, before: Machine, place: Place): Promise<void> {
  started.child.kill('SIGKILL')
  await expectGone(before)
  expect(await started.ended).toMatchObject({ status: null, signal: 'SIGKILL', stdout: '' })
  expect((await halfBuilt(place)).length).toBeGreaterThan(0)
}

async function expectClean(place: Place): Promise<void> {
  expect(await halfBuilt(place)).toEqual([])
  expect(await readdir(path.join(place.cache, 'xarch/tmp')).catch(() => [])).toEqual([])
  expect(await readdir(place.temporary)).toEqual([])
}
