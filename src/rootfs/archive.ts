import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Ports } from '../platform/ports.js'
import { cachedFile } from '../cache/file.js'
import { explain } from '../report/errors.js'
import { packRoot, unpackPacked } from './packed.js'
import { asManifest, type Building, type Manifest } from './store.js'

/**
 * Unpacks a root that an earlier job has packed. One that is damaged is thrown away with a warning.
 * @returns what is known of it, or undefined where there is none
 */
export async function restoreArchive(
  key: string,
  building: Building,
  ports: Ports,
): Promise<Manifest | undefined> {
  if (!ports.remote) return undefined
  const archive = cachedFile(key, ports.paths)
  await mkdir(dirname(archive), { recursive: true })
  if (!existsSync(archive)) {
    ports.remote.note(key, false)
    if (!(await ports.remote.restore(key, archive))) return undefined
  }
  try {
    const manifest = asManifest(await unpackPacked(archive, building.folder, ports))
    await building.describe(manifest)
    return manifest
  } catch (error) {
    ports.log.warning(`the cached root ${key} is damaged, a new one is built: ${explain(error).join(' ')}`)
    await rm(archive, { force: true })
    await building.empty()
    return undefined
  }
}

/** Packs a root that was just built, for `post` to save. What goes wrong is a warning: the root itself is there. */
export async function keepArchive(key: string, building: Building, ports: Ports): Promise<void> {
  if (!ports.remote) return
  const archive = cachedFile(key, ports.paths)
  try {
    await mkdir(dirname(archive), { recursive: true })
    ports.remote.note(key, true)
    await packRoot(building.folder, await building.manifest(), archive, ports)
  } catch (error) {
    ports.log.warning(`the root could not be packed for the cache: ${explain(error).join(' ')}`)
  }
}
