import { existsSync } from 'node:fs'
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { FOREIGN } from './embedded-mirror.js'
import { type KeyedMirror, mirrorWithGiven, sharedFolder } from './given-emulators.js'
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
  await copyFiles(SHARED, path.join(cache, 'xarch/tools'))
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
    await copyFiles(tools, partial)
    await rename(partial, SHARED)
  } catch (error) {
    if (!existsSync(SHARED)) throw error
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

/** The files of a tree, linked where that can be; nothing where there is none (the machine has emulators of its own). */
async function copyFiles(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const target = path.join(to, path.relative(from, file))
    await mkdir(path.dirname(target), { recursive: true })
    await link(file, target).catch(() => copyFile(file, target))
  }
}
