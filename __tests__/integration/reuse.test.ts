import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { registerLine } from '../../src/binfmt/entry.js'
import { faultsOf } from '../../src/qemu/faults.js'
import { architecture } from '../support/builders.js'
import { startHost, type Host } from '../support/host.js'
import { places, type Ended, type Place } from '../support/xarch.js'

/** Entries of somebody else: a good one is used, and none is ever changed. */

const newPlace = places()
const PPC = architecture('ppc')

let place: Place
/** Somebody else's emulator: a copy of the one that is kept, and its version. */
let emulator: string
let version: string
beforeEach(async () => {
  place = await newPlace()
  const tool = path.join(place.cache, 'xarch/tools/xarch-qemu-ppc')
  const [kept = ''] = await readdir(tool) // VERSION-DIGEST
  version = kept.split('-')[0] ?? ''
  emulator = path.join(place.workspace, 'of-somebody')
  await copyFile(path.join(tool, kept, 'qemu-ppc'), emulator)
})

const line = (flags = 'PF', file = emulator): string =>
  registerLine('qemu-ppc', { arch: PPC, setuid: false }, file).replace(/:PF$/, `:${flags}`)

/** How a run on that host ended, and the entries for ppc that were there while it ran. */
async function run(host: Host): Promise<Ended & { entries: string[] }> {
  const started = place.startSh('ppc', 'echo inside; sleep 0.5; uname -m', {
    within: host.within,
    options: ['-v'],
  })
  await started.saying('inside\n')
  const entries = ['qemu-ppc', 'xarch-ppc'].filter((name) => host.entry(name) !== undefined)
  return { ...(await started.ended), entries }
}

/** What is remembered of entries that were tried: names, contents and times of files. */
async function proofs(): Promise<string[]> {
  const folder = path.join(place.cache, 'xarch/proved-handlers')
  const names = await readdir(folder).catch(() => [])
  return Promise.all(
    names.map(async (name) => {
      const { ino, mtimeMs } = await stat(path.join(folder, name))
      return `${name} ${ino} ${mtimeMs} ${await readFile(path.join(folder, name), 'utf8')}`
    }),
  )
}

describe('a good entry', () => {
  it('is used, tried once, and remembered: the second run starts nothing to try it', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', line())
    const first = await run(host)
    expect(first).toMatchObject({ status: 0 })
    expect(first.stderr).toContain(`qemu ${version} of the handler qemu-ppc of this machine (${emulator})`)
    const remembered = await proofs()
    expect(remembered).toHaveLength(1)
    const second = await run(host)
    expect(second.stdout).toBe(first.stdout)
    expect(await proofs()).toEqual(remembered)
    expect(second.stderr).toContain(`qemu ${version} of the handler qemu-ppc`)
  })

  it('is the only one while it is used: nothing of ours is registered, and no emulator is got', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', line())
    await rm(path.join(place.cache, 'xarch/tools'), { recursive: true })
    const { status, stdout, entries } = await run(host)
    expect({ status, stdout, entries }).toEqual({ status: 0, stdout: 'inside\nppc\n', entries: ['qemu-ppc'] })
    expect(await readdir(path.join(place.cache, 'xarch/tools')).catch(() => [])).toEqual([])
    expect(host.journal()).toEqual([])
  })

  it('is tried again where its emulator is another file', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', line())
    await run(host)
    const [before] = await proofs()
    host.write('qemu-ppc', '-1')
    await copyFile(emulator, `${emulator}.new`)
    await rm(emulator)
    await copyFile(`${emulator}.new`, emulator)
    host.registerForeign('qemu-ppc', line())
    await run(host)
    const after = await proofs()
    expect(after).toHaveLength(2)
    expect(after).toContain(before)
  })

  it('has the known faults of its version named in a warning', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', line())
    const warnings = (await run(host)).stderr.split('\n').filter((said) => said.includes('warning: '))
    const faults = faultsOf({ version, cpu: 'ppc' })
    expect(warnings).toHaveLength(faults.length > 0 ? 1 : 0)
    for (const fault of faults) expect(warnings[0]).toContain(fault)
    if (faults.length > 0) expect(warnings[0]).toContain(`qemu-ppc of this machine runs qemu ${version}`)
  })

  it('serves although its emulator’s file is gone: the kernel has it open', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', line())
    await rm(emulator)
    const before = host.entry('qemu-ppc')
    const { status, stdout, stderr, entries } = await run(host)
    expect({ status, stdout, entries }).toEqual({ status: 0, stdout: 'inside\nppc\n', entries: ['qemu-ppc'] })
    expect(stderr).toContain('qemu of unknown version of the handler qemu-ppc')
    expect(host.entry('qemu-ppc')).toBe(before)
  })
})

describe.each<{ why: string; make: () => Promise<string> | string; change?: string; says: string }>([
  { why: 'is disabled', make: () => line(), change: '0', says: 'it is disabled' },
  { why: 'has no F', make: () => line('P'), says: 'no flag F' },
  { why: 'has no P', make: () => line('F'), says: 'no flag P' },
  {
    why: 'has another magic',
    make: () => `:qemu-ppc:M::XARCHTEST-magic::${emulator}:PF`,
    says: 'its magic or mask is another',
  },
  {
    why: 'has a mask of fewer bits',
    make: () => line().replace(/(?:\\x[\da-f]{2})+(?=:[^:]*:PF$)/, (mask) => mask.replace(/\\xff$/, '\\xfe')),
    says: 'its magic or mask is another',
  },
  {
    why: 'runs nothing: its interpreter is of another cpu',
    make: async () => {
      const tool = path.join(place.cache, 'xarch/tools/xarch-qemu-mips64')
      await copyFile(path.join(tool, (await readdir(tool))[0] ?? '', 'qemu-mips64'), emulator)
      return line()
    },
    says: 'a program did not run through it',
  },
  {
    why: 'runs nothing: its interpreter ends with status 0',
    make: async () => {
      await copyFile('/bin/true', emulator)
      return line()
    },
    says: 'a program did not run through it',
  },
  {
    why: 'runs nothing: its interpreter is no program',
    make: async () => {
      await writeFile(emulator, 'no program', { mode: 0o755 })
      return line()
    },
    says: 'a program did not run through it',
  },
])('an entry that $why', ({ make, change, says }) => {
  it('stays as it was; the log says why xarch-ppc is registered beside it', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', await make())
    if (change !== undefined) host.write('qemu-ppc', change)
    const before = host.entry('qemu-ppc')
    const { status, stdout, stderr, entries } = await run(host)
    expect({ status, stdout, entries }).toEqual({
      status: 0,
      stdout: 'inside\nppc\n',
      entries: ['qemu-ppc', 'xarch-ppc'],
    })
    expect(stderr).toMatch(new RegExp(`the handler qemu-ppc .*${says}.*xarch-ppc is registered`))
    expect(host.entry('qemu-ppc')).toBe(before)
    expect(host.entry('xarch-ppc')).toBeUndefined()
    expect(host.journal()).toEqual([])
    if (says.includes('did not run')) expect(await proofs()).toEqual([])
  })
})

describe('an emulator that was asked for', () => {
  const beside = async (): Promise<string> => {
    const own = path.join(place.workspace, 'own')
    await mkdir(own)
    await copyFile(emulator, path.join(own, 'qemu-ppc'))
    return path.join(own, 'qemu-ppc')
  }

  it('by its path is not replaced by the machine’s entry', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', line())
    const own = await beside()
    const options = ['-v', '--qemu', own]
    const { status, stderr } = await place.sh('ppc', 'uname -m', { within: host.within, options })
    expect({ status, emulator: /emulator: .*/.exec(stderr)?.[0] }).toEqual({
      status: 0,
      emulator: expect.stringContaining(own) as unknown,
    })
  })

  it('by a version that nobody has is not replaced by the machine’s entry of another', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', line())
    const options = ['--qemu-version', '99.1']
    const { status, stderr } = await place.sh('ppc', 'uname -m', { within: host.within, options })
    expect({ status, says: stderr.includes('99.1') }).toEqual({ status: 125, says: true })
  })

  it.each([true, false])('is the one that runs beside a run with another (mounted: %s)', async (mounted) => {
    await using host = await startHost({ mounted })
    const { within } = host
    const own = await beside()
    await place.sh('ppc', 'true', { within })
    const other = place.startSh('ppc', 'echo up; sleep 3', { within })
    await other.saying('up')
    const script = 'sleep 1 & sleep 0.2; readlink /proc/$!/exe'
    const { stdout } = await place.sh('ppc', script, { within, options: ['--qemu', own] })
    await other.ended
    expect(stdout).toContain('/own/qemu-ppc\n')
  })
})

describe('what was added by hand and is removed by somebody else', () => {
  it('is forgotten by `xarch handlers remove`', async () => {
    await using host = await startHost()
    const { within } = host
    expect(await place.run(['handlers', 'add', 'ppc'], { within })).toMatchObject({ status: 0 })
    host.write('qemu-ppc', '-1')
    expect(await place.run(['handlers', 'remove', 'ppc'], { within })).toMatchObject({ status: 0 })
    expect(host.journal()).toEqual([])
  })
})

describe('an entry that is seen only once binfmt_misc is mounted', () => {
  it('serves as well: a machine’s handlers are those of its containers', async () => {
    await using machine = await startHost()
    await using container = await startHost({ mounted: false })
    machine.registerForeign('qemu-ppc', line())
    const before = machine.entry('qemu-ppc')
    const { status, stdout, stderr } = await place.sh('ppc', 'uname -m', { within: container.within })
    expect({ status, stdout, stderr: status === 0 ? '' : stderr }).toEqual({
      status: 0,
      stdout: 'ppc\n',
      stderr: '',
    })
    expect(machine.entry('qemu-ppc')).toBe(before)
  })
})
