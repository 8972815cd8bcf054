import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { FOREIGN } from './embedded-mirror.js'
import { type KeyedMirror, mirrorWithGiven, sharedFolder } from './given-emulators.js'
import { linkFiles } from './linked-files.js'
import { noteSearched } from './searched-emulators.js'
import { type TemporaryFolder, temporaryFolder } from './temporary.js'

const SHARED = sharedFolder('emulators')

/**
 * Puts emulators where the command keeps them. They are got once, by the command itself, not for each test.
 * @param cache the XDG_CACHE_HOME of a place
 * @param fill gets them for the first time
 */
export async function shareEmulators(
  cache: string,
  fill: (architectures: string, source: KeyedMirror) => Promise<TemporaryFolder>,
): Promise<void> {
  if (!existsSync(SHARED)) await (filling ??= fillShared(fill))
  await linkFiles(SHARED, path.join(cache, 'xarch/tools'))
  await noteSearched(path.join(cache, 'xarch'), SHARED)
}

/** Of those who need them at the same time, one gets them. */
let filling: Promise<void> | undefined

async function fillShared(fill: Parameters<typeof shareEmulators>[1]): Promise<void> {
  await using folder = await temporaryFolder()
  await using tools = await fill(FOREIGN.join(','), await mirrorWithGiven(folder.path))
  await keep(tools.path)
}

/** Puts it in its place whole; another run of the tests may have been faster. */
async function keep(tools: string): Promise<void> {
  const partial = `${SHARED}.${process.pid}`
  await mkdir(partial, { recursive: true })
  try {
    await linkFiles(tools, partial)
    await rename(partial, SHARED)
  } catch (error) {
    if (!existsSync(SHARED)) throw error
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}
