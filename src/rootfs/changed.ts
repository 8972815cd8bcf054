import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../platform/disk.js'
import { resolveArchitecture } from '../arch/resolve.js'
import type { RootPlan } from '../plan/roots.js'
import { withLock } from '../platform/lock.js'
import type { Paths, Ports } from '../platform/ports.js'
import { Refused } from '../report/errors.js'
import type { RootContext } from './context.js'
import { copyTree } from './copy.js'
import { MANIFEST, readManifest } from './manifest.js'
import { provideRoot, type Root } from './provide.js'
import { markUse, PARTIAL, removeAbandoned, removeTree, USERS } from './store.js'

/** A root that keeps what is changed in it, under a name of the user's. */
export interface Keep {
  readonly name: string
  /** It has to be there: its architecture and its origin are its own. */
  readonly isThere: boolean
}

const KEY = 'key'

/** The architecture of a root that was kept, by its name. Throws `Refused` where there is none. */
export async function changedArchitecture(name: string, paths: Paths): Promise<string> {
  const folder = join(changedFolder(paths), name)
  const arch = existsSync(folder) ? (await readManifest(folder)).ingredients['arch'] : undefined
  if (arch !== undefined && resolveArchitecture(arch)) return arch
  const names = await changedRoots(paths)
  throw new Refused({
    what: `no root is kept under the name "${name}"`,
    source: changedFolder(paths),
    todo: `${names.length > 0 ? `Kept are: ${names.join(', ')}. ` : ''}Keep one with: xarch run --keep ${name} … -- COMMAND`,
  })
}

/** The names of all roots whose changes are kept. */
export async function changedRoots(paths: Paths): Promise<string[]> {
  const names = await readdir(changedFolder(paths)).catch(() => [])
  return names.filter((name) => !name.startsWith('.')).sort()
}

/**
 * The root of a name; a new one is a copy of that of the plan. Throws `Refused` where the name is that of another root.
 */
export async function provideChanged(keep: Keep, plan: RootPlan, context: RootContext): Promise<Root> {
  const { ports } = context
  const folder = join(changedFolder(ports.paths), keep.name)
  const waiting = (by: string): void => {
    ports.log.info(`waiting for ${by}, which makes the root "${keep.name}"`)
  }
  return withLock(join(ports.paths.store, 'locks', `keep-${keep.name}`), ports, waiting, async () => {
    if (!existsSync(folder)) {
      const base = await provideRoot(plan, context)
      await copyBase(base, plan, folder, ports).finally(() => base.release())
    } else if (!keep.isThere && (await readFile(join(folder, KEY), 'utf8')) !== plan.key) {
      throw new Refused({
        what: `keep: got "${keep.name}", which is the name of another root: ${(await readManifest(folder)).source}`,
        source: folder,
        todo: `Take another name, or remove that one: xarch cache clear ${keep.name}`,
      })
    }
    const release = await markUse(folder, ports.paths)
    const root = { root: join(folder, 'root'), scratch: join(folder, 'scratch') }
    return { ...(await readManifest(folder)), ...root, release, origin: 'reused' as const }
  })
}

async function copyBase(base: Root, { arch, key }: RootPlan, folder: string, ports: Ports): Promise<void> {
  const all = changedFolder(ports.paths)
  await makeFolder(all)
  await removeAbandoned(all, ports)
  const partial = await mkdtemp(join(all, `${PARTIAL}kept.${ports.paths.holder}.`))
  try {
    await Promise.all([mkdir(join(partial, 'scratch')), mkdir(join(partial, USERS))])
    await copyTree(base.root, join(partial, 'root'), arch.name, ports)
    const { source, version, created, ingredients, fetched, environment } = base
    await writeFile(
      join(partial, MANIFEST),
      JSON.stringify({ source, version, created, ingredients, fetched, environment }),
    )
    await writeFile(join(partial, KEY), key)
    await rename(partial, folder)
  } catch (error) {
    await removeTree(partial, ports.exec)
    throw error
  }
}

export function changedFolder(paths: Paths): string {
  return join(paths.store, 'kept')
}
