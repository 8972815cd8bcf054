import { execFileSync } from 'node:child_process'
import { chmod, lstat, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach } from '@jest/globals'
import { readMounts } from './machine.js'
import { TEST_FOLDER } from './test-folder.js'

export interface TemporaryFolder {
  /** Absolute, with no links in it. */
  readonly path: string
  /** Removes the folder with all it holds. Safe to call twice; refuses where something is mounted below. */
  remove(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** A new, empty folder below the system's temporary one: `await using folder = await temporaryFolder()`. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const parent = await realpath(os.tmpdir())
  const outer = await mkdtemp(path.join(parent, `${TEST_FOLDER}${process.pid}-`))
  const folder = await folderApart(outer)
  const remove = () => removeTree(outer)
  return { path: folder, remove, [Symbol.asyncDispose]: remove }
}

/**
 * A folder within, far from others on the disk. ext4 without a journal, as virtual machines have it, gives an inode
 * again only minutes after it was freed: where tests remove trees and make new ones beside them, it looks at all those
 * of before for each new file, and a root takes 0.3 s to unpack, not 0.02. Other file systems do not know the flag.
 */
async function folderApart(outer: string): Promise<string> {
  await chmod(outer, 0o711) // what is within is for those whom a test lets in
  try {
    execFileSync('chattr', ['+T', outer], { stdio: 'ignore' })
  } catch {
    // it is only slower
  }
  return mkdtemp(path.join(outer, 'folder-'))
}

/**
 * For a describe block or a file: registers an `afterEach` that removes the folders of a test, and returns what
 * makes them. `const newFolder = temporaryFolders()`, then in a test `const folder = await newFolder()`.
 */
export function temporaryFolders(): () => Promise<string> {
  const made: TemporaryFolder[] = []
  afterEach(async () => {
    await Promise.all(made.splice(0).map((folder) => folder.remove()))
  })
  return async () => {
    const folder = await temporaryFolder()
    made.push(folder)
    return folder.path
  }
}

/**
 * Removes a folder, also one whose parts forbid it. Never through a mount: a bind mount that a test left there would
 * have the files of the machine removed.
 */
async function removeTree(folder: string): Promise<void> {
  const mounted = readMounts().filter(({ point }) => point === folder || point.startsWith(`${folder}/`))
  if (mounted.length > 0) {
    throw new Error(`still mounted in a test's folder, which is left as it is: ${mounted[0]?.point ?? ''}`)
  }
  try {
    await rm(folder, { recursive: true, force: true })
  } catch {
    await openUp(folder)
    await rm(folder, { recursive: true, force: true })
  }
}

/** Gives us back every folder of a tree: those of a root may be closed to all but root. */
async function openUp(folder: string): Promise<void> {
  if (!(await lstat(folder)).isDirectory()) return
  await chmod(folder, 0o700)
  for (const name of await readdir(folder)) await openUp(path.join(folder, name))
}
