import { existsSync, mkdirSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failed } from '../report/errors.js'

/** A disk that takes no more: what systems say, and how programs say it (LC_ALL is C). */
const FULL: Readonly<Record<string, string>> = {
  ENOSPC: 'No space left on device',
  EDQUOT: 'Disk quota exceeded',
}

/** What else systems say of a place that cannot be written to, and how it is told; one's quota is not the disk's. */
const REASONS: Readonly<Record<string, string>> = {
  EDQUOT: 'the quota of this user is used up',
  EROFS: 'it is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  ENOENT: 'it is not there',
  EIO: 'the disk has an error',
  ENOTDIR: 'a part of its path is no folder',
}

const ELSEWHERE =
  'or have the files elsewhere: the variable XDG_CACHE_HOME moves those of the command, RUNNER_TEMP of the runner those of the action.'

/** Whether an error, or what a program has printed, says that a disk is full. */
export function isDiskFull(said: unknown): boolean {
  if (typeof said === 'string') return Object.values(FULL).some((words) => said.includes(words))
  return Object.hasOwn(FULL, (said as NodeJS.ErrnoException).code ?? '')
}

/** The error of a root that has no room. @param what could not be done @param place where the disk is full */
export function noSpace(what: string, place: string): Failed {
  return new Failed({
    what: `could not ${what}: no space left on the disk of ${place}`,
    source: place,
    todo: `Make room there, or choose another place: \`df -h ${place}\` shows how much there is.`,
  })
}

/**
 * The error of a file that could not be written, for who does not know errno; undefined where the cause is none of the
 * disk's.
 */
export async function diskError(cause: unknown, path: string): Promise<Failed | undefined> {
  const folder = dirname(path)
  const code = await codeOf(cause, folder)
  if (code === 'ENOSPC') return full(folder)
  const reason = REASONS[code]
  if (reason === undefined) return undefined
  return new Failed({
    what: `could not write to the folder ${folder}: ${reason} (${code})`,
    source: path,
    todo: `Have it writable, ${ELSEWHERE}`,
  })
}

/** Node's mkdir says ENOENT of a folder that takes none: the nearest one that is there tells why. */
async function codeOf(cause: unknown, folder: string): Promise<string> {
  const { code = '' } = cause as NodeJS.ErrnoException
  if (code !== 'ENOENT') return code
  let nearest = folder
  while (!existsSync(nearest)) nearest = dirname(nearest)
  return access(nearest, constants.W_OK).then(
    () => code,
    (error: unknown) => (error as NodeJS.ErrnoException).code ?? code,
  )
}

/** What some writing gives; what the disk has against it becomes `Failed`. @param path what is written */
export async function writing<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw (await diskError(cause, path)) ?? cause
  }
}

/** Makes a folder, with all on the way to it that is not there yet; what the disk has against it becomes `Failed`. */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  try {
    makeFolderNow(path, mode)
  } catch (cause) {
    throw (await diskError(cause, join(path, 'file'))) ?? cause
  }
}

/**
 * The same at once, with the errors of the system. Node's own (`recursive`) tries for ever where the kernel says ENOENT although all on
 * the way is there, as it does below /proc.
 */
export function makeFolderNow(path: string, mode = 0o777): void {
  const missing: string[] = []
  for (let nearest = path; !existsSync(nearest); nearest = dirname(nearest)) missing.unshift(nearest)
  if (missing.length === 0) mkdirSync(path, { recursive: true }) // says so where it is no folder
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another process has made it meanwhile
    }
  }
}

/** A file system may have room for bytes and none for another file: the system has one errno for both. */
async function full(folder: string): Promise<Failed> {
  const found = await statfs(folder).catch(() => undefined)
  const free = found === undefined ? '' : ` (${found.bavail * found.bsize} bytes are free there)`
  const noInodes = found !== undefined && found.files > 0 && found.ffree === 0
  const reason = noInodes ? 'its disk takes no more files, no inode is free' : 'its disk is full'
  return new Failed({
    what: `could not write to the folder ${folder}: ${reason}${free}`,
    todo: `Remove what is not needed there, ${ELSEWHERE}`,
  })
}
