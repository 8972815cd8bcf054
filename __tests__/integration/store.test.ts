import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { processName } from '../../src/platform/processes.js'
import { beginRoot, findRoot, type Building } from '../../src/rootfs/store.js'
import { enginePorts } from '../support/engine.js'
import { temporaryFolders } from '../support/temporary.js'

const newFolder = temporaryFolders()
const MANIFEST = { source: 'a test', version: '3.20.3' }
const KEY = 'xarch-1-ppc-0123456789abcdef01234567'

/** Names in the folder of roots. */
const rootsIn = (folder: string): Promise<string[]> => readdir(path.join(folder, 'store/roots'))

/** Makes the root of a building: one file that says who made it. */
async function build(building: Building, maker: string): Promise<void> {
  await mkdir(building.root)
  await writeFile(path.join(building.root, 'maker'), maker)
  await building.describe(MANIFEST)
}

/** The name of a process that has ended. */
async function deadProcess(): Promise<string> {
  const child = spawn('sleep', ['60'])
  const name = processName(child.pid ?? 0)
  child.kill()
  await once(child, 'exit')
  return name
}

describe('a root', () => {
  it('is found once it is committed, and not before', async () => {
    const folder = await newFolder()
    const ports = enginePorts(folder)
    const building = await beginRoot(KEY, ports)
    await build(building, 'one')
    expect(await findRoot(KEY, ports.paths)).toBeUndefined()
    const stored = await building.commit()
    expect(await findRoot(KEY, ports.paths)).toEqual(stored)
    expect(stored).toMatchObject(MANIFEST)
    expect(await rootsIn(folder)).toEqual([KEY])
  })

  it('that is given up leaves nothing', async () => {
    const folder = await newFolder()
    const building = await beginRoot(KEY, enginePorts(folder))
    await build(building, 'one')
    await building.discard()
    expect(await rootsIn(folder)).toEqual([])
  })

  it('without a manifest is none, and cannot be committed', async () => {
    const folder = await newFolder()
    const ports = enginePorts(folder)
    await mkdir(path.join(folder, 'store/roots', KEY, 'root'), { recursive: true })
    expect(await findRoot(KEY, ports.paths)).toBeUndefined()
    const building = await beginRoot('other', ports)
    await expect(building.commit()).rejects.toThrow()
    expect(await findRoot('other', ports.paths)).toBeUndefined()
  })

  it.each(['', '{', 'null', '{"source":1,"version":null}'])('with the manifest %j is none', async (text) => {
    const folder = await newFolder()
    const { paths } = enginePorts(folder)
    const kept = path.join(folder, 'store/roots', KEY)
    await mkdir(path.join(kept, 'root'), { recursive: true })
    await writeFile(path.join(kept, 'manifest.json'), text)
    expect(await findRoot(KEY, paths)).toBeUndefined()
  })

  it('that is damaged in its place is replaced by the next one that is built', async () => {
    const folder = await newFolder()
    const ports = enginePorts(folder)
    await mkdir(path.join(folder, 'store/roots', KEY, 'root'), { recursive: true })
    const building = await beginRoot(KEY, ports)
    await build(building, 'new')
    const stored = await building.commit()
    expect(await readFile(path.join(stored.root, 'maker'), 'utf8')).toBe('new')
  })
})

describe('half-built roots', () => {
  it('of dead processes are removed by the next build, those of living ones stay', async () => {
    const folder = await newFolder()
    const living = spawn('sleep', ['60'])
    const [alive, dead] = [processName(living.pid ?? 0), await deadProcess()]
    const theirs = await beginRoot('one', enginePorts(folder, alive))
    await build(theirs, 'alive')
    const abandoned = await beginRoot('two', enginePorts(folder, dead))
    await build(abandoned, 'dead')

    const mine = await beginRoot('three', enginePorts(folder))
    expect((await rootsIn(folder)).sort()).toEqual(
      [path.basename(theirs.folder), path.basename(mine.folder)].sort(),
    )
    living.kill()
    await once(living, 'exit')
  })

  it('of a process whose number another has now are removed too', async () => {
    const folder = await newFolder()
    const reused = `${process.pid}-1`
    await beginRoot('one', enginePorts(folder, reused))
    const mine = await beginRoot('two', enginePorts(folder))
    expect(await rootsIn(folder)).toEqual([path.basename(mine.folder)])
  })
})

describe('two builds of the same key', () => {
  it('in two runs: the first committed is kept, and both get it', async () => {
    const folder = await newFolder()
    const living = spawn('sleep', ['60'])
    const theirs = await beginRoot(KEY, enginePorts(folder, processName(living.pid ?? 0)))
    const mine = await beginRoot(KEY, enginePorts(folder))
    await build(theirs, 'theirs')
    await build(mine, 'mine')
    const first = await theirs.commit()
    const second = await mine.commit()
    expect(second).toEqual(first)
    expect(await readFile(path.join(second.root, 'maker'), 'utf8')).toBe('theirs')
    expect(await rootsIn(folder)).toEqual([KEY])
    living.kill()
    await once(living, 'exit')
  })

  it('in one run do not disturb each other: the native root may be a target and the installer', async () => {
    const folder = await newFolder()
    const ports = enginePorts(folder)
    const one = await beginRoot(KEY, ports)
    await build(one, 'one')
    const two = await beginRoot(KEY, ports)
    await build(two, 'two')
    await one.commit()
    await two.commit()
    expect(await rootsIn(folder)).toEqual([KEY])
  })
})
