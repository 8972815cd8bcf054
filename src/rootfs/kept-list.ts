import { readdir, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec, Log, Paths } from '../platform/ports.js'
import { changedFolder, changedRoots } from './changed.js'
import { readManifest } from './manifest.js'
import { allKept, isInUse, removeAbandoned, removeKept, removeTree, rootsFolder, type Kept } from './store.js'

/** Something that the command keeps on this machine. */
export interface Item {
  readonly kind: 'root' | 'changed root' | 'packages' | 'emulator' | 'code'
  /** A key, a name, an architecture, a cpu, a verb. */
  readonly name: string
  readonly folder: string
  readonly createdMs: number
  readonly sizeBytes: number
  readonly isInUse: boolean
  /** One line: what it is. */
  readonly about: string
}

interface ListPorts {
  readonly exec: Exec
  readonly log: Log
  readonly paths: Paths
}

type Found = Omit<Item, 'sizeBytes'>

/** Everything that is kept, with sizes. */
export async function listKept(ports: ListPorts): Promise<Item[]> {
  const { paths } = ports
  const found = [
    ...(await Promise.all((await allKept(paths)).map(root))),
    ...(await Promise.all((await changedRoots(paths)).map((name) => changed(name, paths)))),
    ...(await folders(join(paths.store, 'apk'), 'packages', 'packages that were downloaded')),
    ...(await folders(join(paths.store, 'tools'), 'emulator', '')),
    ...(await folders(join(paths.store, 'code'), 'code', 'what node has compiled of xarch')), // by bin/xarch
  ]
  const sizes = await sizesOf(
    found.map(({ folder }) => folder),
    ports,
  )
  return found.map((item) => ({ ...item, sizeBytes: sizes.get(item.folder) ?? 0 }))
}

async function root({ key, folder, createdMs }: Kept): Promise<Found> {
  const manifest = await readManifest(folder).catch(() => undefined)
  const packages = manifest?.ingredients['packages'] ?? ''
  return {
    ...{ kind: 'root', name: key, folder, createdMs, isInUse: await isInUse(folder) },
    about: manifest ? `${manifest.source}${packages === '' ? '' : ` + ${packages}`}` : 'not whole',
  }
}

async function changed(name: string, paths: Paths): Promise<Found> {
  const folder = join(changedFolder(paths), name)
  const manifest = await readManifest(folder).catch(() => undefined)
  const { mtimeMs } = await stat(folder)
  return {
    ...{ kind: 'changed root', name, folder, createdMs: mtimeMs, isInUse: await isInUse(folder) },
    about: manifest ? `${manifest.ingredients['arch'] ?? ''}: ${manifest.source}` : 'not whole',
  }
}

async function folders(parent: string, kind: Item['kind'], about: string): Promise<Found[]> {
  const names = await readdir(parent).catch(() => [])
  return Promise.all(
    names.map(async (name) => {
      const folder = join(parent, name)
      const { mtimeMs } = await stat(folder)
      return { kind, name, folder, createdMs: mtimeMs, isInUse: false, about }
    }),
  )
}

/** What they take on the disk. */
async function sizesOf(all: readonly string[], { exec }: ListPorts): Promise<ReadonlyMap<string, number>> {
  if (all.length === 0) return new Map()
  const { stdout } = await exec.attempt({
    argv: ['du', '-s', '-x', '-l', '--block-size=1', '--', ...all],
    why: 'measure what is kept',
    privileged: true,
  })
  const lines = stdout.split('\n').map((line) => /^(\d+)\t(.*)$/.exec(line))
  return new Map(lines.flatMap((line) => (line ? [[line[2] ?? '', Number(line[1])] as const] : [])))
}

/** What was removed, and what is still in use. */
export interface Removed {
  readonly gone: readonly Item[]
  readonly inUse: readonly Item[]
}

/**
 * Removes what is chosen, unless it is in use, and what dead builds have left.
 * @param isChosen tells which
 */
export async function removeItems(isChosen: (item: Item) => boolean, ports: ListPorts): Promise<Removed> {
  const chosen = (await listKept(ports)).filter(isChosen)
  const gone: Item[] = []
  for (const item of chosen) if (await removeItem(item, ports)) gone.push(item)
  for (const parent of [rootsFolder(ports.paths), changedFolder(ports.paths)])
    await removeAbandoned(parent, ports).catch(() => undefined) // there is no such folder yet
  await removeEmpty(rootsFolder(ports.paths))
  return { gone, inUse: chosen.filter((item) => !gone.includes(item)) }
}

async function removeItem(item: Item, ports: ListPorts): Promise<boolean> {
  const { kind, name: key, folder } = item
  if (kind === 'root') return removeKept({ key, folder }, ports)
  if (kind === 'changed root') return removeKept({ key: 'kept', folder }, ports, changedFolder(ports.paths))
  await removeTree(folder, ports.exec)
  return true
}

/** Keys that have no root any more. */
async function removeEmpty(roots: string): Promise<void> {
  const names = await readdir(roots).catch(() => [])
  await Promise.all(names.map((name) => rmdir(join(roots, name)).catch(() => undefined)))
}
