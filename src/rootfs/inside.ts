import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open, readdir, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Reads a small file of a root that may be hostile: no link is followed, since it could lead out of it, nothing but a
 * plain file is opened. At most 16 MiB.
 * @returns undefined where it is not there, or is something else
 */
export async function readInside(root: string, path: string): Promise<string | undefined> {
  return withPlainFile(root, path, async (file) => {
    return (await file.stat()).size > MOST_BYTES ? undefined : file.readFile('utf8')
  })
}

/** The sha256 of a file of a folder that hostile programs could write to, in hex; undefined where it is no plain file. */
export async function digestInside(root: string, path: string): Promise<string | undefined> {
  return withPlainFile(root, path, async (file) => {
    const hash = createHash('sha256')
    for await (const chunk of file.createReadStream({ autoClose: false })) hash.update(chunk as Buffer)
    return hash.digest('hex')
  })
}

async function withPlainFile<T>(
  root: string,
  path: string,
  work: (file: FileHandle) => Promise<T>,
): Promise<T | undefined> {
  if (!(await isPlainPath(root, path))) return undefined
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const file = await open(join(root, path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined)
  try {
    return file && (await file.stat()).isFile() ? await work(file) : undefined
  } finally {
    await file?.close()
  }
}

const MOST_BYTES = 16 * 1024 * 1024

/** The names in a folder of a root; none where it is no folder, or has a link on its way. */
export async function namesInside(root: string, path: string): Promise<string[]> {
  if (!(await isPlainPath(root, `${path}/.`))) return []
  return readdir(join(root, path)).catch(() => [])
}

/** Whether something is there, with no link on the way to it. */
export async function isInside(root: string, path: string): Promise<boolean> {
  if (!(await isPlainPath(root, path))) return false
  return lstat(join(root, path)).then(
    (found) => !found.isSymbolicLink(),
    () => false,
  )
}

/** Whether all folders on the way are folders and no links. */
async function isPlainPath(root: string, path: string): Promise<boolean> {
  let at = root
  for (const part of path.split('/').slice(0, -1)) {
    at = join(at, part)
    const isFolder = await lstat(at).then(
      (found) => found.isDirectory(),
      () => false,
    )
    if (!isFolder) return false
  }
  return true
}
