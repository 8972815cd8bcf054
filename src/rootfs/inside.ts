import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
} from 'node:fs'
import { join } from 'node:path'

// A few small files of the disk are looked at at once: what waits its turn in the pool of threads, beside a sandbox that opens in
// milliseconds, would take longer.

/**
 * Reads a small file of a root that may be hostile: no link is followed, since it could lead out of it, nothing but a
 * plain file is opened. At most 16 MiB.
 * @returns undefined where it is not there, or is something else
 */
export async function readInside(root: string, path: string): Promise<string | undefined> {
  const file = openPlainFile(root, path)
  if (file === undefined) return undefined
  try {
    return await Promise.resolve(fstatSync(file).size > MOST_BYTES ? undefined : readFileSync(file, 'utf8'))
  } finally {
    closeSync(file)
  }
}

/** The sha256 of a file of a folder that hostile programs could write to, in hex; undefined where it is no plain file. */
export async function digestInside(root: string, path: string): Promise<string | undefined> {
  const file = openPlainFile(root, path)
  if (file === undefined) return undefined
  const hash = createHash('sha256')
  for await (const chunk of createReadStream('', { fd: file })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Its descriptor. */
function openPlainFile(root: string, path: string): number | undefined {
  if (!isPlainPath(root, path)) return undefined
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const file = orUndefined(() => openSync(join(root, path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK))
  if (file === undefined || fstatSync(file).isFile()) return file
  closeSync(file)
  return undefined
}

const MOST_BYTES = 16 * 1024 * 1024

/** The names in a folder of a root; none where it is no folder, or has a link on its way. */
export async function namesInside(root: string, path: string): Promise<string[]> {
  const names = isPlainPath(root, `${path}/.`) ? orUndefined(() => readdirSync(join(root, path))) : undefined
  return Promise.resolve(names ?? [])
}

/** Whether something is there, with no link on the way to it. */
export async function isInside(root: string, path: string): Promise<boolean> {
  const found = isPlainPath(root, path) ? orUndefined(() => lstatSync(join(root, path))) : undefined
  return Promise.resolve(found !== undefined && !found.isSymbolicLink())
}

/** Whether all folders on the way are folders and no links. */
function isPlainPath(root: string, path: string): boolean {
  let at = root
  for (const part of path.split('/').slice(0, -1)) {
    at = join(at, part)
    if (orUndefined(() => lstatSync(at))?.isDirectory() !== true) return false
  }
  return true
}

/** What a look came to; undefined where it could not be had. */
export function orUndefined<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
