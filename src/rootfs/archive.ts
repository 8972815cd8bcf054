import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '../platform/disk.js'
import type { RootPlan, Step } from '../plan/roots.js'
import type { Ports, RemoteCache } from '../platform/ports.js'
import { cachedFile } from '../cache/file.js'
import { duration } from '../report/duration.js'
import { explain } from '../report/errors.js'
import { sizeText } from '../report/kept.js'
import { notBefore } from './keep.js'
import { parseManifest, type Manifest } from './manifest.js'
import { packRoot, unpackPacked, verifyPacked, type Packing } from './packed.js'
import { readPacked, ROOT_NAMES, type Packed } from './read-packed.js'
import { chooseImage, useImage, type Choice } from './root-image.js'
import type { Building } from './store.js'

/** What of a plan says whether an archive will do, and how it is used. */
type Wanted = Pick<RootPlan, 'arch' | 'image' | 'maxAgeMs'>

/**
 * Brings back a root that an earlier job has packed. One that is damaged, or that this machine cannot use, is thrown
 * away with a warning; one that is too old is not taken.
 * @returns what is known of it, or undefined where there is none
 */
export async function restoreArchive(
  { key }: Pick<Step, 'key'>,
  plan: Wanted,
  building: Building,
  ports: Ports,
): Promise<Manifest | undefined> {
  const { remote, log, paths } = ports
  if (!remote) return undefined
  const archive = cachedFile(key, paths)
  await makeFolder(dirname(archive))
  if (!existsSync(archive)) {
    remote.note(key, undefined)
    const asked = ports.progress.during(`${plan.arch.name}: the cache of the workflow`, () =>
      remote.restore(key, archive),
    )
    if ((await asked) === undefined) return undefined
  }
  try {
    const packed = await readPacked(archive)
    const manifest = parseManifest(packed.manifest)
    const ageMs = Date.now() - Date.parse(manifest.created)
    if (Date.parse(manifest.created) < notBefore(plan)) {
      log.info(`the cached root ${key} is ${duration(ageMs)} old, a new one is built (cache-max-age)`)
      await rm(archive, { force: true })
      return undefined
    }
    await bring(archive, packed, plan, building, ports)
    return manifest
  } catch (error) {
    log.warning(`the cached root ${key} cannot be used, a new one is built: ${explain(error).join(' ')}`)
    await rm(archive, { force: true })
    await building.empty()
    return undefined
  }
}

/** Makes the root. Nothing of an image is looked at before its digest is known to be right. */
async function bring(
  file: string,
  packed: Packed,
  { arch, image }: Wanted,
  building: Building,
  ports: Ports,
): Promise<void> {
  const { form: kind, part } = packed
  if (kind === 'zstd' || kind === 'gzip') {
    await unpackPacked(file, building.folder, ports)
    return
  }
  const begunMs = ports.now()
  const done = await ports.progress.during(`${arch.name}: the kept root`, async (piece) => {
    await verifyPacked(file, packed, piece)
    return useImage({ kind, file, part }, building.folder, image, () => building.empty(), ports)
  })
  ports.log.info(`${arch.name}: ${done}, ${duration(ports.now() - begunMs)}`)
}

/** Packs a root that was just built, for `post` to save. What goes wrong is a warning: the root itself is there. */
export async function keepArchive(
  { key }: Pick<Step, 'key'>,
  plan: Wanted,
  manifest: Manifest,
  { folder }: Building,
  ports: Ports,
): Promise<void> {
  const { remote, log, now, paths } = ports
  if (!remote) return
  const archive = cachedFile(key, paths)
  try {
    await makeFolder(dirname(archive))
    remote.note(key, await freeKey(key, archive, remote))
    const begunMs = now()
    const choice = await chooseImage(plan.image, folder, ports)
    const packing = await packRoot(folder, manifest, archive, ports, choice.kind)
    log.info(`${plan.arch.name}: ${keptText(choice, packing, now() - begunMs)}`)
  } catch (error) {
    log.warning(`the root could not be packed for the cache: ${explain(error).join(' ')}`)
    await rm(archive, { force: true })
  }
}

/** What the root is kept as, and why: one line. */
function keptText({ sizeBytes, why }: Choice, packing: Packing, tookMs: number): string {
  const sizes = `${sizeBytes === undefined ? '' : `${sizeText(sizeBytes)} in `}${sizeText(packing.sizeBytes)}`
  const text = `kept as ${ROOT_NAMES[packing.form]}: ${sizes}, ${duration(tookMs)}`
  return why === undefined ? text : `${text} (${why})`
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
