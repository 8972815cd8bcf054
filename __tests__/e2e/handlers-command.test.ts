import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { registerLine } from '../../src/binfmt/entry.js'
import { canaryElf, CANARY_STATUS } from '../../src/qemu/canary.js'
import type { TriedHandler } from '../../src/binfmt/list.js'
import { architecture } from '../support/builders.js'
import { fakeEmulator, NO_FAKES } from '../support/fake-emulator.js'
import { startHost, type Host } from '../support/host.js'
import { storeEmulator } from '../support/store-emulator.js'
import { placeOfFile, type Ended } from '../support/xarch.js'

const place = placeOfFile()

/** A folder of emulators, so that none is searched: real ones of ppc and aarch64. */
let emulators: string
beforeEach(async () => {
  emulators = path.join(place.workspace, 'emulators')
  await mkdir(emulators, { recursive: true })
  for (const cpu of ['ppc', 'aarch64'])
    await copyFile(await storeEmulator(place, cpu), path.join(emulators, `qemu-${cpu}`))
})

/** Runs `xarch handlers ARGS` on a host. */
const handlersOn = ({ within }: Host, ...args: string[]): Promise<Ended> =>
  place.run(['handlers', ...args], { within })
const add = (host: Host, ...args: string[]): Promise<Ended> =>
  handlersOn(host, 'add', ...args, '--qemu', emulators)
const remove = (host: Host, ...args: string[]): Promise<Ended> => handlersOn(host, 'remove', ...args)

async function listed(host: Host): Promise<TriedHandler[]> {
  const { status, stdout, stderr } = await handlersOn(host, 'list', '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout) as TriedHandler[]
}

const nothingLeft = (host: Host): void => {
  expect([host.entry('qemu-ppc'), host.entry('qemu-aarch64'), host.journal()]).toEqual([
    undefined,
    undefined,
    [],
  ])
}

/** The status of a program of that architecture, started by nothing but the kernel. */
async function statusOf(arch: string): Promise<number | null> {
  const program = path.join(place.workspace, `canary-${arch}`)
  await writeFile(program, canaryElf(architecture(arch)), { mode: 0o755 })
  const { status } = await place.run([], { program })
  return status
}

describe('handlers add', () => {
  it('registers with the flags P and F, by hand, until handlers remove', async () => {
    await using host = await startHost()
    const added = await add(host, 'ppc', 'arm64')
    expect({ status: added.status, stdout: added.stdout }).toEqual({ status: 0, stdout: '' })
    expect(host.entry('qemu-ppc')).toContain(`interpreter ${emulators}/qemu-ppc\nflags: PF\n`)
    expect(await statusOf('ppc')).toBe(CANARY_STATUS)
    expect(await statusOf('aarch64')).toBe(CANARY_STATUS)
    expect(await listed(host)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'qemu-ppc',
          architectures: ['ppc'],
          enabled: true,
          flags: 'PF',
          interpreter: `${emulators}/qemu-ppc`,
          holders: ['by-hand'],
          works: true,
        }),
      ]),
    )
    const { stdout } = await handlersOn(host)
    expect(stdout).toMatch(/^entry +programs +state +flags +emulator +registered by\n/)
    expect(stdout).toMatch(/^qemu-ppc +ppc +works +PF +\/\S+\/qemu-ppc +xarch \(by hand\)$/m)

    const removed = await remove(host, 'powerpc')
    expect(removed).toMatchObject({ status: 0, stdout: '', stderr: 'xarch: removed qemu-ppc\n' })
    expect([host.entry('qemu-ppc'), host.entry('qemu-aarch64') !== undefined]).toEqual([undefined, true])
    expect((await remove(host, 'all')).stderr).toContain('removed qemu-aarch64')
    nothingLeft(host)
  })

  it('says what runs now, also where Docker has no name for it', async () => {
    await using host = await startHost()
    const { stderr } = await add(host, 'ppc', 'aarch64')
    const said = stderr.split('\n').filter((line) => line.includes('run now'))
    expect(said).toEqual([expect.stringContaining('ppc, aarch64')])
    expect(said[0]).toContain('ppc')
    await remove(host, 'all')
  })

  it('again changes nothing, and one removal is enough', async () => {
    await using host = await startHost()
    await add(host, 'ppc')
    const before = host.entry('qemu-ppc')
    expect((await add(host, 'ppc')).status).toBe(0)
    expect(host.entry('qemu-ppc')).toBe(before)
    expect((await remove(host, 'ppc')).stderr).toBe('xarch: removed qemu-ppc\n')
    nothingLeft(host)
  })

  it('--setuid gives setuid programs their rights, and warns of it', async () => {
    await using host = await startHost()
    const { status, stderr } = await add(host, 'ppc', '--setuid')
    expect(status).toBe(0)
    expect(stderr).toContain('warning: setuid is on')
    expect(host.entry('qemu-ppc')).toContain('flags: POCF')
    await remove(host, 'ppc')
    nothingLeft(host)
  })

  it('mounts binfmt_misc where it is not, until the last is removed', async () => {
    await using host = await startHost({ mounted: false })
    expect((await add(host, 'ppc')).status).toBe(0)
    expect(host.isMounted()).toBe(true)
    expect((await listed(host)).map(({ name }) => name)).toContain('qemu-ppc')
    await remove(host, 'ppc')
    expect(host.isMounted()).toBe(false)
    nothingLeft(host)
  })

  it('of what this machine runs by itself registers nothing', async () => {
    await using host = await startHost()
    const { status } = await add(host, 'x86_64')
    expect([status, host.entry('qemu-x86_64'), host.journal()]).toEqual([0, undefined, []])
  })

  it('of what there is no emulator for is one error, and registers nothing of the rest', async () => {
    await using host = await startHost()
    const { status, stderr } = await add(host, 'ppc', 's390x')
    expect(status).toBe(125)
    expect(stderr).toMatch(/error: there is no static qemu-s390x \(input "qemu": path\)/)
    expect(stderr.match(/error: do: /g)).toHaveLength(1)
    nothingLeft(host)
  })

  if (NO_FAKES) it.skip(NO_FAKES, () => undefined)
  const itHere = NO_FAKES ? it.skip : it
  itHere('of loongarch64 registers the name that abuild looks for too', async () => {
    await writeFile(path.join(emulators, 'qemu-loongarch64'), fakeEmulator('loongarch64', '10.0.2'), {
      mode: 0o755,
    })
    await using host = await startHost()
    expect((await add(host, 'loong64')).status).toBe(0)
    const names = ['qemu-loongarch64', 'qemu-loongarch']
    for (const name of names) expect(host.entry(name)).toContain('qemu-loongarch64\nflags: PF')
    expect((await remove(host, 'loongarch')).stderr).toMatch(
      /removed qemu-loongarch(64)?, qemu-loongarch(64)?\n/,
    )
    expect(names.map((name) => host.entry(name))).toEqual([undefined, undefined])
    expect(host.journal()).toEqual([])
  })
})

describe('an entry of somebody else', () => {
  const line = (flags: string): string =>
    registerLine('qemu-ppc', { arch: architecture('ppc'), setuid: false }, `${emulators}/qemu-ppc`).replace(
      /:PF$/,
      `:${flags}`,
    )

  it('that serves is used, listed as not ours, and never removed', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', line('OPF'))
    const before = host.entry('qemu-ppc')
    expect((await add(host, 'ppc')).status).toBe(0)
    expect(host.journal()).toEqual([])
    expect((await handlersOn(host, 'list')).stdout).toMatch(/^qemu-ppc +ppc +works +POF +\S+ +not xarch$/m)
    expect((await remove(host, 'ppc')).stderr).toContain('qemu-ppc: not registered by xarch, left alone')
    expect(host.entry('qemu-ppc')).toBe(before)
  })

  it('that does not is left as it was; ours is beside it until it is removed', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', line('PF'))
    host.write('qemu-ppc', '0')
    const before = host.entry('qemu-ppc')
    const { status, stderr } = await add(host, 'ppc')
    expect([status, stderr.includes('it is disabled; xarch-ppc is registered')]).toEqual([0, true])
    expect(await statusOf('ppc')).toBe(CANARY_STATUS)
    const { stdout } = await handlersOn(host)
    expect(stdout).toMatch(/^qemu-ppc +ppc +disabled +PF +\S+ +not xarch$/m)
    expect(stdout).toMatch(/^xarch-ppc +ppc +works +PF +\S+ +xarch \(by hand\)$/m)
    const removed = await remove(host, 'ppc')
    expect(removed.stderr).toBe(
      'xarch: removed xarch-ppc\nxarch: qemu-ppc: not registered by xarch, left alone\n',
    )
    expect([host.entry('qemu-ppc'), host.entry('xarch-ppc'), host.journal()]).toEqual([before, undefined, []])
  })
})

describe('handlers remove', () => {
  it('of nothing is no error', async () => {
    await using host = await startHost()
    expect(await remove(host, 'ppc', 's390x')).toMatchObject({
      status: 0,
      stderr: 'xarch: there was nothing to remove\n',
    })
    nothingLeft(host)
  })

  it('forgets what was added and somebody has unregistered since', async () => {
    await using host = await startHost({ mounted: false })
    await add(host, 'ppc')
    host.write('qemu-ppc', '-1')
    expect((await remove(host, 'ppc')).status).toBe(0)
    expect(host.isMounted()).toBe(false)
    nothingLeft(host)
  })

  it('leaves to a run what it uses, which removes it at its end', async () => {
    await using host = await startHost()
    const { within } = host
    await add(host, 'aarch64')
    const options = ['--qemu', emulators]
    const run = place.startSh('aarch64', 'echo up; sleep 4; uname -m', { within, options })
    await run.saying('up')
    const { stderr } = await remove(host, 'aarch64')
    expect(stderr).toContain('qemu-aarch64: other runs use it still, and remove it at their end')
    expect(host.entry('qemu-aarch64')).toBeDefined()
    expect((await handlersOn(host)).stdout).toMatch(/^qemu-aarch64 .* xarch \(process \d+\)$/m)
    expect(await run.ended).toMatchObject({ status: 0, stdout: 'up\naarch64\n' })
    nothingLeft(host)
  })

  it('leaves what was added by hand when a run beside it ends', async () => {
    await using host = await startHost()
    const { within } = host
    await add(host, 'aarch64')
    const options = ['--qemu', emulators]
    expect(await place.sh('aarch64', 'uname -m', { within, options })).toMatchObject({ stdout: 'aarch64\n' })
    expect((await listed(host)).find(({ name }) => name === 'qemu-aarch64')?.holders).toEqual(['by-hand'])
    await remove(host, 'aarch64')
    nothingLeft(host)
  })
})
