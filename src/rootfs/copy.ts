import { dirname } from 'node:path'
import type { Exec, Progress } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { isDiskFull, noSpace } from '../platform/disk.js'

interface CopyPorts {
  readonly exec: Pick<Exec, 'run'>
  readonly progress: Progress
}

/**
 * Copies a root, a folder of root's files, to a new place; the blocks are shared where the file system can.
 * @param name what root it is, for whoever sees it copied
 */
export async function copyTree(
  from: string,
  to: string,
  name: string,
  { exec, progress }: CopyPorts,
): Promise<void> {
  try {
    await progress.during(`${name}: copying the root`, () =>
      exec.run({
        // A root may be named by a link to it.
        argv: ['cp', '-aT', '--reflink=auto', '--', `${from}/.`, to],
        why: `copy the root ${from}`,
        privileged: true,
      }),
    )
  } catch (error) {
    // cp says a line for each file; the folder itself goes with what is half-built.
    if (error instanceof Failed && isDiskFull(error.explanation.what))
      throw noSpace(`copy the root ${from}`, dirname(dirname(to)))
    throw error
  }
}
