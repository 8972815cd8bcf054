import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec, Paths } from '../platform/ports.js'
import { isAlive } from '../platform/processes.js'

/** What is known of a built root; stands beside it as manifest.json. */
export interface Manifest {
  /** One line: where it came from. */
  readonly source: string
  /** Alpine's version where the source has one: `3.20.3`. */
  readonly version: string | null
}

/** A root in the store: whole, unpacked, ready. */
export interface StoredRoot extends Manifest {
  /** The root itself. */
  readonly root: string
  /** The empty folder beside it, for a sandbox's overlay. */
  readonly scratch: string
}

/** A root being built, in a folder beside its place that only this run knows. */
export interface Building {
  /** Has the root, and the manifest. */
  readonly folder: string
  /** Where the root is to be made; not there yet. */
  readonly root: string
  /** Writes down what is known of the root. */
  describe(manifest: Manifest): Promise<void>
  /** What was written down. Throws where that is nothing, or no manifest. */
  manifest(): Promise<Manifest>
  /** Takes away what was begun, to begin again. */
  empty(): Promise<void>
  /** Puts it in its place. Where another run was faster, theirs is taken. */
  commit(): Promise<StoredRoot>
  /** Leaves it where it is, for this run alone: `discard` ends it, or a later run when this one is dead. */
  keepForNow(): Promise<StoredRoot>
  /** Takes away what there is of it. */
  discard(): Promise<void>
}

interface StorePorts {
  readonly exec: Exec
  readonly paths: Paths
}

const MANIFEST = 'manifest.json'

/** The root kept under a key, where there is one. */
export async function findRoot(key: string, paths: Paths): Promise<StoredRoot | undefined> {
  const folder = join(rootsFolder(paths), key)
  try {
    return { ...(await readManifest(folder)), ...places(folder) }
  } catch {
    return undefined
  }
}

/** Begins a root. What runs that are dead have left half-built is removed first. */
export async function beginRoot(key: string, ports: StorePorts): Promise<Building> {
  const roots = rootsFolder(ports.paths)
  await mkdir(roots, { recursive: true })
  await removeAbandoned(roots, ports)
  const folder = await mkdtemp(join(roots, `${PARTIAL}${key}.${ports.paths.holder}.`))
  const { root, scratch } = places(folder)
  await mkdir(scratch, { recursive: true })
  return {
    folder,
    root,
    describe: (manifest) => writeFile(join(folder, MANIFEST), JSON.stringify(manifest)),
    manifest: () => readManifest(folder),
    empty: () => removeTree(root, ports.exec),
    discard: () => removeTree(folder, ports.exec),
    keepForNow: async () => ({ ...(await readManifest(folder)), root, scratch }),
    commit: () => putInPlace(folder, join(roots, key), ports),
  }
}

/** What stands in its place and is no root (the machine has crashed there) is taken away. */
async function putInPlace(folder: string, final: string, { exec }: StorePorts): Promise<StoredRoot> {
  await chmod(folder, 0o755) // a temporary folder is its maker's alone
  try {
    await rename(folder, final)
  } catch {
    const theirs = await readManifest(final).catch(() => undefined)
    await removeTree(theirs === undefined ? final : folder, exec)
    if (theirs === undefined) await rename(folder, final)
  }
  return { ...(await readManifest(final)), ...places(final) }
}

async function readManifest(folder: string): Promise<Manifest> {
  return asManifest(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')))
}

/** The fields of a manifest out of what was read. Throws where it is none. */
export function asManifest(value: unknown): Manifest {
  if (!isManifest(value)) throw new Error('what stands beside the root is no manifest')
  return { source: value.source, version: value.version }
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

/** Half-built roots are `.part.KEY.PID-STARTTIME.…`. */
const PARTIAL = '.part.'

async function removeAbandoned(roots: string, { exec }: StorePorts): Promise<void> {
  const partial = (await readdir(roots)).filter((name) => name.startsWith(PARTIAL))
  await Promise.all(
    partial
      .filter((name) => !isAlive(name.slice(PARTIAL.length + name.slice(PARTIAL.length).indexOf('.') + 1)))
      .map((name) => removeTree(join(roots, name), exec)),
  )
}

function rootsFolder(paths: Paths): string {
  return join(paths.store, 'roots')
}

function places(folder: string): { root: string; scratch: string } {
  return { root: join(folder, 'root'), scratch: join(folder, 'scratch') }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false
  const { source, version } = value as Record<string, unknown>
  return typeof source === 'string' && (version === null || typeof version === 'string')
}
