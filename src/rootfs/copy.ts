import type { Exec } from '../platform/ports.js'

/** Copies a root, a folder of root's files, to a new place; the blocks are shared where the file system can. */
export async function copyTree(from: string, to: string, exec: Pick<Exec, 'run'>): Promise<void> {
  await exec.run({
    argv: ['cp', '-a', '--reflink=auto', '--', from, to],
    why: `copy the root ${from}`,
    privileged: true,
  })
}
