import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { ARCHITECTURES, type Architecture } from '../../src/arch/architectures.js'
import { registerLine } from '../../src/binfmt/entry.js'
import { enginePorts } from '../support/engine.js'
import { execOn, startHost, type Host } from '../support/host.js'
import { registerHandlers } from '../../src/binfmt/registry.js'
import { placeOfFile } from '../support/xarch.js'

const place = placeOfFile()

const PPC = ARCHITECTURES.find(({ name }) => name === 'ppc') as Architecture

/** The emulator that lies in the place's store. */
let emulator: string
beforeEach(async () => {
  const tool = path.join(place.cache, 'xarch/tools/xarch-qemu-ppc')
  const [version = ''] = await readdir(tool)
  emulator = path.join(tool, version, 'qemu-ppc')
})

/** A line for the register file with other flags than ours. */
const lineWith = (flags: string): string =>
  registerLine('qemu-ppc', { arch: PPC, setuid: false }, emulator).replace(/:PF$/, `:${flags}`)

/** What a run on that host says, and that it ended well. */
async function runOn({ within }: Host): Promise<string> {
  const { status, stdout, stderr } = await place.sh('ppc', 'uname -m', { within, options: ['-v'] })
  expect({ status, stdout, stderr: status === 0 ? '' : stderr }).toEqual({
    status: 0,
    stdout: 'ppc\n',
    stderr: '',
  })
  return stderr
}

describe('a machine with binfmt_misc mounted', () => {
  it('has no entry more after a run, and none of the journal', async () => {
    await using host = await startHost()
    expect(await runOn(host)).toContain('registering qemu-ppc')
    expect(host.entry('qemu-ppc')).toBeUndefined()
    expect(host.journal()).toEqual([])
    expect(host.isMounted()).toBe(true)
  })

  it('tries what was registered once; again when the emulator is another file, or the machine was started again', async () => {
    const proofs = path.join(place.cache, 'xarch/proved-handlers')
    const isTried = async (): Promise<boolean> => (await runOn(host)).includes('/canary-ppc')
    await using host = await startHost()
    await rm(proofs, { recursive: true, force: true })
    expect([await isTried(), await isTried()]).toEqual([true, false])
    await copyFile(emulator, `${emulator}.new`) // the file itself is shared with other tests
    await rename(`${emulator}.new`, emulator)
    expect([await isTried(), await isTried()]).toEqual([true, false])
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    for (const name of await readdir(proofs)) {
      const file = path.join(proofs, name)
      expect(JSON.parse(await readFile(file, 'utf8'))).toBe(boot.trim())
      await writeFile(file, JSON.stringify('another'))
    }
    expect([await isTried(), await isTried()]).toEqual([true, false])
  })

  it.each(['PF', 'OPF', 'POCF'])('keeps an entry with the flags %s, which serves', async (flags) => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', lineWith(flags))
    const before = host.entry('qemu-ppc')
    expect(await runOn(host)).toMatch(/emulator: qemu \S+ of the handler qemu-ppc of this machine/)
    expect(host.entry('qemu-ppc')).toBe(before)
    expect(host.journal()).toEqual([])
  })

  it.each<{ why: string; flags: string; change?: string; says: string }>([
    { why: 'without F', flags: 'P', says: 'no flag F' },
    { why: 'without P', flags: 'F', says: 'no flag P' },
    { why: 'that is disabled', flags: 'PF', change: '0', says: 'disabled' },
  ])('keeps an entry $why as it was; xarch-ppc is registered beside it and removed', async (given) => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', lineWith(given.flags))
    if (given.change !== undefined) host.write('qemu-ppc', given.change)
    const before = host.entry('qemu-ppc')
    const stderr = await runOn(host)
    expect(stderr).toContain(given.says)
    expect(stderr).toContain('xarch-ppc')
    expect(host.entry('qemu-ppc')).toBe(before)
    expect(host.entry('xarch-ppc')).toBeUndefined()
    expect(host.journal()).toEqual([])
  })

  it('has an entry that a killed job has left taken away by the next run', async () => {
    await using host = await startHost()
    const ports = enginePorts(place.temporary, '4194303-1') // no process of that number, or not of that time
    const handler = { name: 'qemu-ppc', file: emulator, line: lineWith('PF') }
    await registerHandlers([handler], 'job', { ...ports, exec: execOn(host, ports.exec) })
    expect(host.entry('qemu-ppc')).toBeDefined()
    await runOn(host)
    expect(host.entry('qemu-ppc')).toBeUndefined()
    expect(host.journal()).toEqual([])
  })
})

describe.each([
  { why: 'mounted', mounted: true },
  { why: 'not mounted', mounted: false },
])('two runs at once, with binfmt_misc $why', ({ mounted }) => {
  it('do not take the handler from each other: the one that ends first leaves it to the other', async () => {
    await using host = await startHost({ mounted })
    const { within } = host
    await place.sh('ppc', 'true', { within }) // the root is there
    const short = place.startSh('ppc', 'echo up; sleep 1', { within })
    await short.saying('up')
    const long = place.startSh('ppc', 'echo up; sleep 2; uname -m', { within })
    expect(await short.ended).toMatchObject({ status: 0, stdout: 'up\n' })
    expect(await long.ended).toMatchObject({ status: 0, stdout: 'up\nppc\n' })
    expect(host.entry('qemu-ppc')).toBeUndefined()
    expect(host.journal()).toEqual([])
  })
})

describe('ten runs at once', () => {
  it('all end well and leave nothing', async () => {
    await using host = await startHost({ mounted: false })
    const { within } = host
    const runs = [...Array(10).keys()].map(async (number) => {
      const arch = ['ppc', 'aarch64', 'mips64'][number % 3] ?? ''
      const { status, stdout, stderr } = await place.sh(arch, 'uname -m', { within })
      return { arch, status, stdout, stderr: status === 0 ? '' : stderr }
    })
    for (const { arch, ...ended } of await Promise.all(runs))
      expect(ended).toEqual({ status: 0, stdout: `${arch}\n`, stderr: '' })
    expect((await place.roots()).filter((name) => name.startsWith('.'))).toEqual([])
    expect(host.journal()).toEqual([])
  })
})
