import { existsSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { emulatorVersion } from '../support/emulator-version.js'
import { startHost } from '../support/host.js'
import { expectFaultsSaid } from '../support/known-faults.js'
import { NEWER_EMULATORS, NO_NEWER_EMULATORS } from '../support/newer-emulators.js'
import { TEST_TOOLS } from '../support/runner-environment.js'
import { storeEmulator } from '../support/store-emulator.js'
import { placeOfFile } from '../support/xarch.js'

const place = placeOfFile()

/** A folder with emulators, and with what is none. */
let folder: string
const at = (...names: string[]): string => path.join(folder, ...names)
beforeEach(async () => {
  folder = path.join(place.workspace, 'q')
  for (const name of ['plain', 'static', 'empty']) await mkdir(at(name), { recursive: true })
  const real = await storeEmulator(place, 'aarch64')
  await copyFile(real, at('plain/qemu-aarch64'))
  await copyFile(real, at('static/qemu-aarch64-static'))
  await copyFile(real, at('my emulator'))
  await copyFile(await storeEmulator(place, 'ppc'), at('other'))
  await copyFile(process.execPath, at('dynamic'))
  await writeFile(at('script'), `#!/bin/sh\nexec ${real} "$@"\n`, { mode: 0o755 })
  await writeFile(at('data'), 'hello\n')
})

const uname = (qemu: string, ...options: string[]) =>
  place.sh('aarch64', 'uname -m', { options: ['--qemu', qemu, ...options] })

describe('--qemu PATH', () => {
  it.each(['plain/qemu-aarch64', 'my emulator', 'plain', 'plain/', 'static'])('%s serves', async (name) => {
    const { status, stdout, stderr } = await uname(`${folder}/${name}`)
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'aarch64\n' })
    expectFaultsSaid(stderr, 'aarch64', at('my emulator'))
  })

  it('may be relative to the current folder; the handler has it absolute', async () => {
    await using host = await startHost()
    const within = [...host.within, 'env', '-C', place.workspace]
    const options = ['--qemu', './q/plain/qemu-aarch64']
    const run = place.startSh('aarch64', 'echo up; sleep 1; uname -m', { within, options })
    await run.saying('up')
    const entry = host.entry('qemu-aarch64')
    expect(await run.ended).toMatchObject({ status: 0, stdout: 'up\naarch64\n' })
    expect(entry).toContain(`interpreter ${at('plain/qemu-aarch64')}\n`)
  })

  it.each<[name: string, says: RegExp]>([
    [
      'dynamic',
      /q\/dynamic \(at .*\) is no static emulator that runs a aarch64 program here; it is passed over/,
    ],
    ['other', /q\/other \(at .*\) is no static emulator that runs a aarch64 program here/],
    ['script', /q\/script \(at .*\) is no static emulator/],
    ['data', /q\/data \(at .*\) is no static emulator/],
    ['empty', /there is no static qemu-aarch64/],
  ])('%s is refused', async (name, says) => {
    const { status, stdout, stderr } = await uname(at(name))
    expect({ status, stdout }).toEqual({ status: 125, stdout: '' })
    expect(stderr).toMatch(says)
    expect(stderr).toMatch(/^xarch: error: there is no static qemu-aarch64 \(input "qemu": path\)$/m)
    expect(stderr.match(/error: do: /g)).toHaveLength(1)
    expect(stderr).not.toMatch(/bug in xarch/)
  })

  it('that is not there is a wrong use', async () => {
    const { status, stderr } = await uname(at('none'))
    expect(status).toBe(2)
    expect(stderr).toContain(`qemu: got "${at('none')}"; there is no such file or folder`)
  })

  it('in another version than was asked for is refused, and says which it has', async () => {
    const { status, stderr } = await uname(at('plain'), '--qemu-version', '99')
    expect(status).toBe(125)
    expect(stderr).toMatch(/error: there is no static qemu-aarch64 of version 99 \(input "qemu": path\)/)
    expect(stderr).toContain(emulatorVersion(at('plain/qemu-aarch64')))
  })

  it('in the version that was asked for serves', async () => {
    const [major = '', minor = ''] = emulatorVersion(at('plain/qemu-aarch64')).split('.')
    expect(await uname(at('plain'), '--qemu-version', `${major}.${minor}`)).toMatchObject({
      status: 0,
      stdout: 'aarch64\n',
    })
  })
})

describe('--qemu FOLDER', () => {
  const distribution = path.join(TEST_TOOLS, 'qemu')
  const itNewer = NEWER_EMULATORS === undefined ? it.skip : it
  const itOfDistribution = existsSync(distribution) ? it : it.skip

  itNewer(
    `of newer emulators is used without a warning${NO_NEWER_EMULATORS && `: ${NO_NEWER_EMULATORS}`}`,
    async () => {
      const folder = NEWER_EMULATORS ?? ''
      const { status, stdout, stderr } = await uname(folder, '-v')
      expect({ status, stdout }).toEqual({ status: 0, stdout: 'aarch64\n' })
      expect(stderr).toContain(`emulator: qemu-aarch64 ${emulatorVersion(path.join(folder, 'qemu-aarch64'))}`)
      expect(stderr).not.toContain('warning')
    },
  )

  itOfDistribution('of the distribution’s emulators is used; of known faults it is warned', async () => {
    const { status, stdout, stderr } = await uname(distribution)
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'aarch64\n' })
    expectFaultsSaid(stderr, 'aarch64', path.join(distribution, 'qemu-aarch64-static'))
  })
})

/** Words that run a command where this folder's files lie over /usr/local/bin. */
const withLocalBin = (files: string): string[] => [
  ...['unshare', '--mount', '--propagation', 'private', 'sh', '-ec'],
  'mount -n -t overlay -o "lowerdir=$1:/usr/local/bin" overlay /usr/local/bin; shift; exec "$@"',
  ...['sh', files],
]

describe('--qemu system', () => {
  const has = ['/usr/bin', '/usr/local/bin']
    .flatMap((bin) => [`${bin}/qemu-aarch64`, `${bin}/qemu-aarch64-static`])
    .find((file) => existsSync(file))
  const itWithout = has === undefined ? it : it.skip

  itWithout(
    `without an emulator of this machine is one error${has === undefined ? '' : ` (it has ${has})`}`,
    async () => {
      const { status, stdout, stderr } = await uname('system')
      expect({ status, stdout }).toEqual({ status: 125, stdout: '' })
      expect(stderr).toMatch(/^xarch: error: there is no static qemu-aarch64 \(input "qemu": system\)$/m)
      expect(stderr.match(/error: do: /g)).toHaveLength(1)
    },
  )

  it('uses the one that the machine has; one with known faults never in silence', async () => {
    const within = withLocalBin(at('static'))
    const ended = await place.sh('aarch64', 'uname -m', { within, options: ['--qemu', 'system', '-v'] })
    expect(ended).toMatchObject({ status: 0, stdout: 'aarch64\n' })
    expect(ended.stderr).toContain('/usr/local/bin/qemu-aarch64-static')
    expectFaultsSaid(ended.stderr, 'aarch64', at('static/qemu-aarch64-static'))
  })
})
