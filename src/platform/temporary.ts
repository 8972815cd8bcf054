import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder, diskError } from './disk.js'
import { isAlive, processName } from './processes.js'

/** Temporary folders are `xarch-tmp-PID-STARTTIME-RANDOM`: those of processes that are gone can be told. */
const PREFIX = 'xarch-tmp-'

let swept: Promise<void> | undefined

/**
 * Gives some work a folder that is removed after it. What killed runs have left is removed at the first use.
 * @param temporary the folder to make it in
 */
export async function withTemporaryFolder<T>(
  temporary: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await newFolder(temporary)
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function newFolder(temporary: string): Promise<string> {
  const prefix = join(temporary, `${PREFIX}${processName(process.pid)}-`)
  try {
    await makeFolder(temporary)
    swept ??= sweep(temporary)
    await swept
    return await mkdtemp(prefix)
  } catch (cause) {
    throw (await diskError(cause, prefix)) ?? cause
  }
}

async function sweep(temporary: string): Promise<void> {
  const names = await readdir(temporary).catch(() => [])
  const abandoned = names.filter((name) => name.startsWith(PREFIX) && !isAlive(owner(name)))
  // Another user's cannot be removed, and are his.
  await Promise.all(
    abandoned.map((name) =>
      rm(join(temporary, name), { recursive: true, force: true }).catch(() => undefined),
    ),
  )
}

function owner(name: string): string {
  const [pid = '', started = ''] = name.slice(PREFIX.length).split('-')
  return `${pid}-${started}`
}
