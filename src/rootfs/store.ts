import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder, writing } from '../platform/disk.js'
import type { Exec, Paths } from '../platform/ports.js'
import { isAlive } from '../platform/processes.js'
import { MANIFEST, readManifest, type Manifest } from './manifest.js'
import { releaseDeadMounts, unmountBelow } from './root-mounts.js'

/** A root in the store: whole, unpacked, ready. It is never changed, and not removed while it is in use. */
export interface StoredRoot extends Manifest {
  /** The root itself. */
  readonly root: string
  /** The empty folder beside it, for a sandbox's overlay. */
  readonly scratch: string
  /** Says that it is not in use any more. */
  release(): Promise<void>
}

/** A root being built, in a folder that only this run knows. */
export interface Building {
  /** Has the root, and the manifest. */
  readonly folder: string
  /** Where the root is to be made; not there yet. */
  readonly root: string
  /** The empty folder beside it, for a sandbox. */
  readonly scratch: string
  /** Takes away what was begun, to begin again. */
  empty(): Promise<void>
  /** Puts it in its place, as the newest of its key, with what is known of it. */
  commit(manifest: Manifest): Promise<StoredRoot>
  /** Leaves it where it is, for this run alone: `release` removes it, or a later run when this one is dead. */
  keepForNow(manifest: Manifest): Promise<StoredRoot>
  /** Takes away what there is of it. */
  discard(): Promise<void>
}

interface StorePorts {
  readonly exec: Exec
  readonly paths: Paths
}

/** One of the roots kept under a key: `roots/KEY/TIME/`, the time that of its making in milliseconds since 1970. */
export interface Kept {
  readonly key: string
  readonly folder: string
  readonly createdMs: number
}

/**
 * The newest root kept under a key that is not older than asked for, now in use until it is released.
 * @param notBeforeMs milliseconds since 1970
 */
export async function findRoot(
  key: string,
  notBeforeMs: number,
  paths: Paths,
): Promise<StoredRoot | undefined> {
  for (const { folder } of await keptUnder(key, paths)) {
    const found = await use(folder, paths)
    if (found && Date.parse(found.created) >= notBeforeMs) return found
    await found?.release()
  }
  return undefined
}

/** All that is kept under a key, newest first. */
async function keptUnder(key: string, paths: Paths): Promise<Kept[]> {
  const times = (await namesIn(join(rootsFolder(paths), key))).filter((name) => /^\d+$/.test(name))
  return times
    .map((time) => ({ key, createdMs: Number(time), folder: join(rootsFolder(paths), key, time) }))
    .sort((left, right) => right.createdMs - left.createdMs)
}

/** All roots kept. */
export async function allKept(paths: Paths): Promise<Kept[]> {
  const keys = (await namesIn(rootsFolder(paths))).filter((name) => !name.startsWith('.'))
  return (await Promise.all(keys.map((key) => keptUnder(key, paths)))).flat()
}

/** Whether a run that still lives uses a kept root. */
export async function isInUse(folder: string): Promise<boolean> {
  return (await namesIn(join(folder, USERS))).some(isAlive)
}

/** Begins a root. What runs that are dead have left half-built is removed first. */
export async function beginRoot(key: string, ports: StorePorts): Promise<Building> {
  const roots = rootsFolder(ports.paths)
  await writing(join(roots, key), makeFolder(roots))
  await removeAbandoned(roots, ports)
  await releaseDeadMounts(ports).catch(later) // another run tries again
  const start = join(roots, `${PARTIAL}${key}.${ports.paths.holder}.`)
  const folder = await writing(start, mkdtemp(start)) // its maker's alone: 0700
  const { root, scratch } = places(folder)
  const remove = async (...trees: string[]): Promise<void> => {
    await unmountBelow(folder, ports)
    for (const tree of trees) await removeTree(tree, ports.exec)
  }
  const discard = (): Promise<void> => remove(folder)
  const made = Promise.all([mkdir(scratch), mkdir(join(folder, USERS))])
  await writing(folder, made).catch(async (error: unknown) => {
    await discard()
    throw error
  })
  const describe = (manifest: Manifest): Promise<void> =>
    writing(folder, writeFile(join(folder, MANIFEST), JSON.stringify(manifest)))
  return {
    folder,
    root,
    scratch,
    discard,
    empty: () => remove(root, join(folder, IMAGE)),
    keepForNow: async (manifest) => {
      await describe(manifest)
      return { ...manifest, root, scratch, release: discard }
    },
    commit: async (manifest) => {
      await describe(manifest)
      return putInPlace(folder, key, Date.parse(manifest.created), ports)
    },
  }
}

/** Older ones of the same key go, where nobody uses them. */
async function putInPlace(
  folder: string,
  key: string,
  createdMs: number,
  ports: StorePorts,
): Promise<StoredRoot> {
  const older = await keptUnder(key, ports.paths)
  const newest = older[0]?.createdMs ?? 0
  const final = join(rootsFolder(ports.paths), key, String(Math.max(createdMs, newest + 1)))
  await writing(folder, makeFolder(join(rootsFolder(ports.paths), key)))
  await writing(final, rename(folder, final))
  const root = await use(final, ports.paths)
  if (!root) throw new Error(`${final} is no root although it was just put there`)
  for (const kept of older) await removeKept(kept, ports).catch(later)
  return root
}

/**
 * Removes a kept root unless it is in use. Returns whether it is gone.
 * @param within the folder that it goes to while it is removed, from which `removeAbandoned` takes what is left
 */
export async function removeKept(
  { folder, key }: Pick<Kept, 'folder' | 'key'>,
  ports: StorePorts,
  within = rootsFolder(ports.paths),
): Promise<boolean> {
  if (await isInUse(folder)) return false
  const aside = join(within, `${PARTIAL}${key}.${ports.paths.holder}.${randomUUID()}`)
  await writing(aside, rename(folder, aside)) // nobody finds half of it
  if (await isInUse(aside)) {
    await rename(aside, folder) // somebody has come between the look and the removal
    return false
  }
  await removeTree(aside, ports.exec)
  return true
}

/** Runs that use a kept root are files `PID-STARTTIME.RANDOM` here: the dead can be told from the living. */
export const USERS = 'users'

/** Says that this run uses a kept root. Returns what says that it does not any more. */
export async function markUse(folder: string, paths: Paths): Promise<() => Promise<void>> {
  const mark = join(folder, USERS, `${paths.holder}.${randomUUID()}`)
  try {
    writeFileSync(mark, '')
  } catch {
    // where nothing can be written, nothing can be removed either
  }
  return Promise.resolve(() => rm(mark, { force: true }).catch(() => undefined))
}

async function use(folder: string, paths: Paths): Promise<StoredRoot | undefined> {
  const release = await markUse(folder, paths) // before the look
  try {
    return { ...(await readManifest(folder)), ...places(folder), release }
  } catch {
    await release()
    return undefined
  }
}

/** Removes a folder that has root's files in it; never reaches into anything mounted below it. */
export async function removeTree(folder: string, exec: Pick<Exec, 'run'>): Promise<void> {
  if (!existsSync(folder)) return
  await exec.run({
    argv: ['rm', '-rf', '--one-file-system', '--', folder],
    why: `remove ${folder}`,
    privileged: true,
    always: true,
  })
}

/** What cannot be removed now is for a later run. */
const later = (): void => undefined

/** What root-mount.sh keeps beside a root that is an image. */
const IMAGE = 'image'

/** Half-built roots, and half-removed ones, are `.part.KEY.PID-STARTTIME.…`. */
export const PARTIAL = '.part.'

/** Removes what runs that are dead have left, half-built or half-removed. */
export async function removeAbandoned(roots: string, { exec }: StorePorts): Promise<void> {
  const partial = (await readdir(roots)).filter((name) => name.startsWith(PARTIAL))
  await Promise.all(
    partial
      .filter((name) => !isAlive(name.slice(PARTIAL.length + name.slice(PARTIAL.length).indexOf('.') + 1)))
      .map(async (name) => {
        if (await isInUse(join(roots, name))) return // by whom its remover has not seen, before it died
        await removeTree(join(roots, name), exec).catch(later) // a program of theirs may still write there
      }),
  )
}

/** Whether some root of this key is kept; one that is too old counts too. A look that costs nothing. */
export function isKept(key: string, paths: Paths): boolean {
  return existsSync(join(rootsFolder(paths), key))
}

export function rootsFolder(paths: Paths): string {
  return join(paths.store, 'roots')
}

function places(folder: string): { root: string; scratch: string } {
  return { root: join(folder, 'root'), scratch: join(folder, 'scratch') }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await Promise.resolve(readdirSync(folder))
  } catch {
    return []
  }
}
