import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Exec, Paths, Ports } from '../platform/ports.js'
import { cachedFile, partialFile } from '../cache/file.js'
import { explain } from '../report/errors.js'
import type { Building, Manifest } from './store.js'

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
    await ports.exec.run({
      argv: ['bash', join(ports.paths.assets, 'rootfs/unpack.sh'), 'packed', archive, building.folder],
      why: 'unpack the cached root',
      privileged: true,
    })
    return await building.manifest()
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
  const partial = partialFile(key, ports.paths)
  try {
    await mkdir(dirname(archive), { recursive: true })
    ports.remote.note(key, true)
    await pack(building.folder, partial, ports)
    await rename(partial, archive)
  } catch (error) {
    ports.log.warning(`the root could not be packed for the cache: ${explain(error).join(' ')}`)
    await rm(partial, { force: true })
  }
}

async function pack(
  folder: string,
  file: string,
  { exec, paths }: { exec: Exec; paths: Paths },
): Promise<void> {
  const command = {
    argv: ['bash', join(paths.assets, 'rootfs/pack.sh'), folder] as const,
    why: 'pack the root',
    privileged: true,
  }
  const running = exec.start(command, { kind: 'file', path: file })
  const { status } = await running.exit
  if (status !== 0)
    throw new Error(`pack.sh ended with status ${status ?? 'unknown'}: ${running.stderr().trim()}`)
}
