import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Ports, RemoteCache } from '../platform/ports.js'
import { cachedFile } from '../cache/file.js'
import { duration } from '../report/duration.js'
import { explain } from '../report/errors.js'
import { parseManifest, type Manifest } from './manifest.js'
import { packRoot, unpackPacked } from './packed.js'
import { readPacked } from './read-packed.js'
import type { Building } from './store.js'

/**
 * Unpacks a root that an earlier job has packed. One that is damaged is thrown away with a warning; one that is too old
 * is not taken.
 * @param notBeforeMs milliseconds since 1970
 * @returns what is known of it, or undefined where there is none
 */
export async function restoreArchive(
  key: string,
  notBeforeMs: number,
  building: Building,
  ports: Ports,
): Promise<Manifest | undefined> {
  const { remote, log, paths } = ports
  if (!remote) return undefined
  const archive = cachedFile(key, paths)
  await mkdir(dirname(archive), { recursive: true })
  if (!existsSync(archive)) {
    remote.note(key, undefined)
    if ((await remote.restore(key, archive)) === undefined) return undefined
  }
  try {
    const manifest = parseManifest((await readPacked(archive)).manifest)
    const ageMs = Date.now() - Date.parse(manifest.created)
    if (Date.parse(manifest.created) < notBeforeMs) {
      log.info(`the cached root ${key} is ${duration(ageMs)} old, a new one is built (cache-max-age)`)
      await rm(archive, { force: true })
      return undefined
    }
    await unpackPacked(archive, building.folder, ports)
    return manifest
  } catch (error) {
    log.warning(`the cached root ${key} is damaged, a new one is built: ${explain(error).join(' ')}`)
    await rm(archive, { force: true })
    await building.empty()
    return undefined
  }
}

/** Packs a root that was just built, for `post` to save. What goes wrong is a warning: the root itself is there. */
export async function keepArchive(
  key: string,
  manifest: Manifest,
  { folder }: Building,
  ports: Ports,
): Promise<void> {
  const { remote, log, paths } = ports
  if (!remote) return
  const archive = cachedFile(key, paths)
  try {
    await mkdir(dirname(archive), { recursive: true })
    remote.note(key, await freeKey(key, archive, remote))
    await packRoot(folder, manifest, archive, ports)
  } catch (error) {
    log.warning(`the root could not be packed for the cache: ${explain(error).join(' ')}`)
    await rm(archive, { force: true })
  }
}

/**
 * Entries of the cache cannot be replaced. So each has the day behind its key, and the newest is taken; where today's is
 * there already, and was of no use, the second too.
 */
async function freeKey(key: string, archive: string, remote: RemoteCache): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000)
  const today = `${key}-${Math.floor(seconds / (24 * 3600))}`
  return (await remote.newest(today, archive)) === undefined ? today : `${today}-${seconds}`
}
