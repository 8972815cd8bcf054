import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { processName } from '../../src/platform/processes.js'
import type { Manifest } from '../../src/rootfs/manifest.js'
import { allKept, beginRoot, findRoot, removeKept, type Building } from '../../src/rootfs/store.js'
import { enginePorts } from '../support/engine.js'
import { temporaryFolders } from '../support/temporary.js'

const newFolder = temporaryFolders()
const CREATED = Date.parse('2026-01-02T03:04:05.678Z')
const MANIFEST: Manifest = {
  source: 'a test',
  version: '3.20.3',
  created: new Date(CREATED).toISOString(),
  ingredients: { arch: 'ppc' },
  fetched: [],
  environment: {},
}
const KEY = 'xarch-1-ppc-0123456789abcdef01234567'

/** Names in the folder of roots. */
const rootsIn = (folder: string): Promise<string[]> => readdir(path.join(folder, 'store/roots'))

/** Makes the root of a building: one file that says who made it. */
async function build(building: Building, maker: string): Promise<void> {
  await mkdir(building.root)
  await writeFile(path.join(building.root, 'maker'), maker)
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
    expect(await findRoot(KEY, 0, ports.paths)).toBeUndefined()
    const stored = await building.commit(MANIFEST)
    expect(await findRoot(KEY, 0, ports.paths)).toMatchObject({ root: stored.root, ...MANIFEST })
    expect(await rootsIn(folder)).toEqual([KEY])
  })

  it("is in a folder that its maker alone can enter: setuid programs in it are nobody else's", async () => {
    const folder = await newFolder()
    const building = await beginRoot(KEY, enginePorts(folder))
    await build(building, 'one')
    const { root } = await building.commit(MANIFEST)
    expect((await stat(path.dirname(root))).mode & 0o777).toBe(0o700)
  })

  it('that is older than asked for is not taken', async () => {
    const folder = await newFolder()
    const ports = enginePorts(folder)
    const building = await beginRoot(KEY, ports)
    await build(building, 'one')
    await building.commit(MANIFEST)
    expect(await findRoot(KEY, CREATED + 1, ports.paths)).toBeUndefined()
    expect(await findRoot(KEY, CREATED, ports.paths)).toBeDefined()
  })

  it('gives way to a newer one, but stays as long as somebody uses it', async () => {
    const folder = await newFolder()
    const ports = enginePorts(folder)
    const make = async (maker: string) => {
      const building = await beginRoot(KEY, ports)
      await build(building, maker)
      return building.commit(MANIFEST)
    }
    const old = await make('old')
    const middle = await make('middle')
    expect(await readFile(path.join(old.root, 'maker'), 'utf8')).toBe('old')
    await old.release()
    await middle.release()
    const last = await make('last')
    expect(await allKept(ports.paths)).toHaveLength(1)
    const found = await findRoot(KEY, 0, ports.paths)
    expect(found?.root).toBe(last.root)
  })

  it('that is in use is not removed; a user that is dead does not count', async () => {
    const folder = await newFolder()
    const dead = enginePorts(folder, await deadProcess())
    const building = await beginRoot(KEY, dead)
    await build(building, 'one')
    await building.commit(MANIFEST) // used, and never released
    const ports = enginePorts(folder)
    const [kept] = await allKept(ports.paths)
    if (!kept) throw new Error('nothing is kept')
    const used = await findRoot(KEY, 0, ports.paths)
    expect(await removeKept(kept, ports)).toBe(false)
    await used?.release()
    expect(await removeKept(kept, ports)).toBe(true)
    expect(await findRoot(KEY, 0, ports.paths)).toBeUndefined()
  })

  it('that is given up leaves nothing', async () => {
    const folder = await newFolder()
    const building = await beginRoot(KEY, enginePorts(folder))
    await build(building, 'one')
    await building.discard()
    expect(await rootsIn(folder)).toEqual([])
  })

  it.each(['', '{', 'null', '{"source":1,"version":null}'])('with the manifest %j is none', async (text) => {
    const folder = await newFolder()
    const { paths } = enginePorts(folder)
    const kept = path.join(folder, 'store/roots', KEY, '1700000000000')
    await mkdir(path.join(kept, 'root'), { recursive: true })
    await writeFile(path.join(kept, 'manifest.json'), text)
    expect(await findRoot(KEY, 0, paths)).toBeUndefined()
  })

  it('that is damaged in its place gives way to the next one that is built', async () => {
    const folder = await newFolder()
    const ports = enginePorts(folder)
    await mkdir(path.join(folder, 'store/roots', KEY, '1700000000000', 'root'), { recursive: true })
    const building = await beginRoot(KEY, ports)
    await build(building, 'new')
    const stored = await building.commit(MANIFEST)
    expect(await readFile(path.join(stored.root, 'maker'), 'utf8')).toBe('new')
    expect(await allKept(ports.paths)).toHaveLength(1)
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
  it('do not disturb each other, in one run or in two: the newest is kept, and both get a whole one', async () => {
    const folder = await newFolder()
    const living = spawn('sleep', ['60'])
    const theirs = await beginRoot(KEY, enginePorts(folder, processName(living.pid ?? 0)))
    const mine = await beginRoot(KEY, enginePorts(folder))
    await build(theirs, 'theirs')
    await build(mine, 'mine')
    const first = await theirs.commit(MANIFEST)
    const second = await mine.commit(MANIFEST)
    expect(await readFile(path.join(first.root, 'maker'), 'utf8')).toBe('theirs')
    expect(await readFile(path.join(second.root, 'maker'), 'utf8')).toBe('mine')
    expect(await rootsIn(folder)).toEqual([KEY])
    living.kill()
    await once(living, 'exit')
  })
})
