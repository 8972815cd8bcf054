import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { makeFolder } from '../../platform/disk.js'
import { isAlive, processName } from '../../platform/processes.js'
import { field } from './platform.js'
import type { ImagePorts } from './request.js'

/** An image that is in an engine only as long as we need it. */
export interface ImageClaim {
  /** Removes the image, unless something uses it. */
  release(): Promise<void>
}

/**
 * Notes that an image is going to be pulled for us alone, before it is. What runs that are dead have left in engines is
 * removed first. Notes are files `PID-STARTTIME.RANDOM` in the folder `images` of the cache.
 */
export async function claimImage(engine: string, name: string, ports: ImagePorts): Promise<ImageClaim> {
  const folder = join(ports.paths.cache, 'images')
  await makeFolder(folder)
  await removeAbandoned(folder, ports)
  const note = join(folder, `${processName(process.pid)}.${randomUUID()}`)
  await writeFile(note, JSON.stringify({ engine, name }))
  return { release: () => removeImage(note, ports) }
}

async function removeAbandoned(folder: string, ports: ImagePorts): Promise<void> {
  const abandoned = (await readdir(folder)).filter((note) => !isAlive(note))
  for (const note of abandoned) await removeImage(join(folder, note), ports)
}

/** The note goes in every case: an image that is in use by now is somebody's. */
async function removeImage(note: string, { exec, engines, log }: ImagePorts): Promise<void> {
  const { engine, name } = await readNote(note)
  if ((engine === 'podman' || engine === 'docker') && typeof name === 'string') {
    const command = { argv: [engine, 'rmi', name] as const, why: `remove the image ${name}`, env: engines }
    const { status, stderr } = await exec.attempt({ ...command, always: true }).catch(() => NOT_THERE)
    if (status !== 0) log.debug(`${engine} has not removed ${name}: ${stderr.trim()}`)
  }
  await rm(note, { force: true })
}

const NOT_THERE = { status: null, stderr: 'it is not there' }

async function readNote(note: string): Promise<{ engine: unknown; name: unknown }> {
  try {
    const value: unknown = JSON.parse(await readFile(note, 'utf8'))
    return { engine: field(value, 'engine'), name: field(value, 'name') }
  } catch {
    return { engine: undefined, name: undefined }
  }
}
