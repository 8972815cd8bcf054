import { existsSync } from 'node:fs'
import { chmod, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writing } from '../platform/disk.js'
import { PIPE_FOLDERS } from '../platform/pipes.js'
import { withTemporaryFolder } from '../platform/temporary.js'
import { sizeText } from '../report/kept.js'
import { neededCheck, said, type Check, type DoctorPorts } from './check.js'

/** A small root with its emulator: less than this, and nothing can be made. */
const LEAST_BYTES = 64_000_000
/** A root with compilers, its packages and what a build makes in it. */
const WANTED_BYTES = 2_000_000_000

/** What was found of a folder's file system. */
export interface Room {
  readonly freeBytes: number
  /** Undefined where it does not count files. */
  readonly freeFiles: number | undefined
  readonly runsPrograms: boolean
}

const ELSEWHERE = 'or have it elsewhere (the variable XDG_CACHE_HOME)'

/** @param folder the cache folder */
export function judgeStore(folder: string, { freeBytes, freeFiles, runsPrograms }: Room): Check {
  const name = 'cache-folder'
  const says = `${folder}: ${sizeText(freeBytes)} free`
  if (!runsPrograms) {
    const mend = `mount -o remount,exec "$(findmnt -n -o TARGET --target ${folder})", ${ELSEWHERE}`
    return neededCheck(name, 'missing', `${folder} runs no programs (noexec); emulators are kept there`, mend)
  }
  const few = freeFiles !== undefined && freeFiles < 1000
  const room = `Make room there (xarch cache prune, df ${few ? '-i' : '-h'} ${folder}), ${ELSEWHERE}`
  if (few) return neededCheck(name, 'missing', `${folder}: room for ${freeFiles} more files`, room)
  if (freeBytes < LEAST_BYTES) return neededCheck(name, 'missing', says, room)
  if (freeBytes < WANTED_BYTES) return neededCheck(name, 'limited', `${says}; large roots need more`, room)
  return neededCheck(name, 'ok', says)
}

/** The nearest folder on the way to a path that is there. */
export function nearestFolder(path: string): string {
  let nearest = path
  while (!existsSync(nearest)) nearest = dirname(nearest)
  return nearest
}

/**
 * What is to be tried where files are kept gets a folder on the same file system, that goes afterwards; where there can be
 * none, that is what is wrong.
 */
export async function inStore<T>(
  ports: DoctorPorts,
  work: (ports: DoctorPorts) => Promise<T>,
): Promise<{ readonly tried: T } | { readonly failed: Check }> {
  const { store } = ports.paths
  const inside = async (folder: string): Promise<T> => {
    await chmod(folder, 0o755) // who is not root tries canaries there, too
    return work({ ...ports, paths: { ...ports.paths, temporary: folder } })
  }
  return withTemporaryFolder(nearestFolder(store), inside).then(
    (tried) => ({ tried }),
    (error: unknown) => {
      const { what, todo } = said(error)
      return { failed: neededCheck('cache-folder', 'missing', what, todo) }
    },
  )
}

/** The cache folder: whether files can be written there, programs run, and how much room there is. */
export async function storeCheck({ exec, paths }: DoctorPorts): Promise<Check> {
  const program = join(paths.temporary, 'program')
  const room = await roomOf(paths.temporary)
  try {
    await writing(program, writeFile(program, '#!/bin/sh\nexit 0\n', { mode: 0o755 }))
  } catch (error) {
    const { what, todo } = said(error)
    return neededCheck('cache-folder', 'missing', what, todo)
  }
  const runsPrograms = await exec.attempt({ argv: [program], why: 'run a program' }).then(
    ({ status }) => status === 0,
    () => false,
  )
  return judgeStore(paths.store, { ...room, runsPrograms })
}

async function roomOf(folder: string): Promise<Pick<Room, 'freeBytes' | 'freeFiles'>> {
  const { bavail, bsize, files, ffree } = await statfs(folder)
  return { freeBytes: bavail * bsize, freeFiles: files > 0 ? ffree : undefined }
}

/** TMPDIR: pipes of the output are made there, which take no room; or where else they can be. */
export async function temporaryCheck([folder, ...others]: readonly [
  string,
  ...string[],
] = PIPE_FOLDERS): Promise<Check> {
  const name = 'temporary-folder'
  const what = await faultOf(folder)
  if (what === undefined) {
    const { freeBytes } = await roomOf(folder)
    return neededCheck(name, 'ok', `${folder}: ${sizeText(freeBytes)} free`)
  }
  const mend = 'Have the variable TMPDIR name a folder that takes files.'
  for (const other of others)
    if ((await faultOf(other)) === undefined)
      return neededCheck(name, 'limited', `${what}; ${other} takes its place`, mend)
  return neededCheck(name, 'missing', what, mend)
}

/** Why a folder takes no files; undefined where it does. */
async function faultOf(folder: string): Promise<string | undefined> {
  if (!existsSync(folder)) return `${folder} is not there`
  return withTemporaryFolder(folder, () => Promise.resolve(undefined)).catch(
    (error: unknown) => said(error).what,
  )
}
