import { chmod, copyFile, cp, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder, writing } from '../platform/disk.js'
import type { Paths } from '../platform/ports.js'
import { factsText, type Shell } from './facts.js'
import type { ShellName } from './names.js'

/**
 * Makes the folder that shells for later steps are installed in: only the job's user can enter it, and it goes with the store. The
 * scripts are copied: where this action is part of the workspace (`uses: ./`), a guest could write to ours. Once for a job:
 * two that copy to the same files take them away from under each other.
 * @returns the folder
 */
export async function makeShellFolder({ store, assets }: Pick<Paths, 'store' | 'assets'>): Promise<string> {
  const home = join(store, 'shell')
  await writing(home, makeFolder(home, 0o700))
  await writing(home, copyScripts(assets, home))
  return home
}

/**
 * Installs a shell for later steps under its names.
 * @param home what `makeShellFolder` has made
 * @returns the folder that is to be on the PATH
 */
export async function installShell(shell: Shell, names: readonly ShellName[], home: string): Promise<string> {
  for (const name of names) await writing(home, writeShell(shell, name, home))
  return join(home, 'bin')
}

async function copyScripts(assets: string, home: string): Promise<void> {
  const isScript = async (path: string): Promise<boolean> =>
    /\.(sh|pl)$/.test(path) || (await stat(path)).isDirectory()
  for (const folder of ['sandbox', 'shell'])
    await cp(join(assets, folder), join(home, folder), { recursive: true, filter: isScript })
}

async function writeShell(shell: Shell, { name, login }: ShellName, home: string): Promise<void> {
  const [program, facts] = [join(home, 'bin', name), join(home, 'facts', name)]
  await Promise.all([makeFolder(join(home, 'bin')), makeFolder(join(home, 'facts'))])
  await writeFile(facts, factsText(shell, login), { mode: 0o600 })
  await copyFile(join(home, 'shell/shell.sh'), program)
  await chmod(program, 0o755)
}
