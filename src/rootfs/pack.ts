import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { isDiskFull, noSpace } from '../platform/disk.js'
import type { Exec, Paths } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { lastLines, result } from './result.js'

export interface PackPorts {
  readonly exec: Exec
  readonly paths: Paths
}

/** Runs pack.sh, with its output to a stream. Throws what breaks the stream, or `Failed` with what was said. */
export async function pack(
  args: readonly string[],
  output: Writable,
  file: string,
  { exec, paths }: PackPorts,
): Promise<void> {
  const why = `pack the root into ${file}`
  const argv = ['bash', join(paths.assets, 'rootfs/pack.sh'), ...args] as const
  const running = exec.start({ argv, why, privileged: true }, { kind: 'streamed', output })
  const { status, said, notStarted } = await result(running)
  if (output.errored) throw output.errored // pack.sh then fails too: nobody reads
  if (notStarted !== undefined) throw notStarted
  if (status !== 0) throw new Failed({ what: `could not ${why}: ${lastLines(said)}`, source: file })
}

/**
 * Makes a file that is there whole or not at all: under a name of ours until all is written, then renamed. Throws
 * `Failed` where the disk is full.
 * @param mode of the new file, of which the umask takes away
 */
export async function wholeFile(
  file: string,
  mode: number,
  { paths }: PackPorts,
  write: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const partial = `${file}.${paths.holder}`
  try {
    const handle = await open(partial, 'w', mode)
    try {
      await write(handle)
    } finally {
      await handle.close()
    }
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    if (isDiskFull(error)) throw noSpace(`write ${file}`, file)
    throw error
  }
}
