import { copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { faultsOf } from '../../src/qemu/faults.js'
import { foreignEmulator } from '../support/foreign-emulator.js'
import { startHost, type Host } from '../support/host.js'
import { temporaryFolders } from '../support/temporary.js'
import { inWorkspace, waitFor } from '../support/waiting-guest.js'
import { placeOfFile, places, type Ended, type Place } from '../support/xarch.js'

/** Entries of somebody else: a good one is used, and none is ever changed. All runs but one have the same root. */

const PROOFS = 'xarch/proved-handlers'

const newFolder = temporaryFolders()
const newPlace = places()
const place = placeOfFile() // as the last: it looks whether the others are gone
const theirs = foreignEmulator(place, newFolder)
beforeEach(() => rm(path.join(place.cache, PROOFS), { recursive: true, force: true }))

/** How a run on that host ended, and the entries for ppc that were there while it ran. */
async function run(host: Host, at: Place = place): Promise<Ended & { entries: string[] }> {
  const started = at.startSh('ppc', `${waitFor('seen', 'inside')}; uname -m`, {
    within: inWorkspace(host, at),
    options: ['-v'],
  })
  await started.saying('inside\n')
  const entries = ['qemu-ppc', 'xarch-ppc'].filter((name) => host.entry(name) !== undefined)
  await writeFile(path.join(at.workspace, 'seen'), '')
  return { ...(await started.ended), entries }
}

/** What is remembered of entries of others that were tried: names, contents and times of files. Of ours it is a text, when the machine was started. */
async function proofs(): Promise<string[]> {
  const folder = path.join(place.cache, PROOFS)
  const names = await readdir(folder).catch(() => [])
  const all = await Promise.all(
    names.map(async (name) => {
      const { ino, mtimeMs } = await stat(path.join(folder, name))
      return `${name} ${ino} ${mtimeMs} ${await readFile(path.join(folder, name), 'utf8')}`
    }),
  )
  return all.filter((line) => !line.endsWith('"'))
}

describe('a good entry', () => {
  it('is used, tried once, and remembered: the second run starts nothing to try it', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', theirs.line())
    const first = await run(host)
    expect(first).toMatchObject({ status: 0 })
    expect(first.stderr).toContain(
      `qemu ${theirs.version} of the handler qemu-ppc of this machine (${theirs.file})`,
    )
    const remembered = await proofs()
    expect(remembered).toHaveLength(1)
    const second = await run(host)
    expect(second.stdout).toBe(first.stdout)
    expect(await proofs()).toEqual(remembered)
    expect(second.stderr).toContain(`qemu ${theirs.version} of the handler qemu-ppc`)
  })

  it('is the only one while it is used: nothing of ours is registered, and no emulator is got', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', theirs.line())
    const without = await newPlace({ emulators: false })
    const { status, stdout, entries } = await run(host, without)
    expect({ status, stdout, entries }).toEqual({ status: 0, stdout: 'inside\nppc\n', entries: ['qemu-ppc'] })
    expect(await readdir(path.join(without.cache, 'xarch/tools')).catch(() => [])).toEqual([])
    expect(host.journal()).toEqual([])
  })

  it('is tried again where its emulator is another file', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', theirs.line())
    await run(host)
    const [before] = await proofs()
    host.write('qemu-ppc', '-1')
    await copyFile(theirs.file, `${theirs.file}.new`)
    await rm(theirs.file)
    await copyFile(`${theirs.file}.new`, theirs.file)
    host.registerForeign('qemu-ppc', theirs.line())
    await run(host)
    const after = await proofs()
    expect(after).toHaveLength(2)
    expect(after).toContain(before)
  })

  it('has the known faults of its version named in a warning', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', theirs.line())
    const warnings = (await run(host)).stderr.split('\n').filter((said) => said.includes('warning: '))
    const faults = faultsOf({ version: theirs.version, cpu: 'ppc' })
    expect(warnings).toHaveLength(faults.length > 0 ? 1 : 0)
    for (const fault of faults) expect(warnings[0]).toContain(fault)
    if (faults.length > 0)
      expect(warnings[0]).toContain(`qemu-ppc of this machine runs qemu ${theirs.version}`)
  })

  it('serves although its emulator’s file is gone: the kernel has it open', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', theirs.line())
    await rm(theirs.file)
    const before = host.entry('qemu-ppc')
    const { status, stdout, stderr, entries } = await run(host)
    expect({ status, stdout, entries }).toEqual({ status: 0, stdout: 'inside\nppc\n', entries: ['qemu-ppc'] })
    expect(stderr).toContain('qemu of unknown version of the handler qemu-ppc')
    expect(host.entry('qemu-ppc')).toBe(before)
  })
})

describe.each<{ why: string; make: () => Promise<string> | string; change?: string; says: string }>([
  { why: 'is disabled', make: () => theirs.line(), change: '0', says: 'it is disabled' },
  { why: 'has no F', make: () => theirs.line('P'), says: 'no flag F' },
  { why: 'has no P', make: () => theirs.line('F'), says: 'no flag P' },
  {
    why: 'has another magic',
    make: () => `:qemu-ppc:M::XARCHTEST-magic::${theirs.file}:PF`,
    says: 'its magic or mask is another',
  },
  {
    why: 'has a mask of fewer bits',
    make: () =>
      theirs.line().replace(/(?:\\x[\da-f]{2})+(?=:[^:]*:PF$)/, (mask) => mask.replace(/\\xff$/, '\\xfe')),
    says: 'its magic or mask is another',
  },
  {
    why: 'runs nothing: its interpreter is of another cpu',
    make: async () => {
      const tool = path.join(place.cache, 'xarch/tools/xarch-qemu-mips64')
      await copyFile(path.join(tool, (await readdir(tool))[0] ?? '', 'qemu-mips64'), theirs.file)
      return theirs.line()
    },
    says: 'a program did not run through it',
  },
  {
    why: 'runs nothing: its interpreter ends with status 0',
    make: async () => {
      await copyFile('/bin/true', theirs.file)
      return theirs.line()
    },
    says: 'a program did not run through it',
  },
  {
    why: 'runs nothing: its interpreter is no program',
    make: async () => {
      await writeFile(theirs.file, 'no program', { mode: 0o755 })
      return theirs.line()
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
