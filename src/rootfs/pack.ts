import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { diskError, isDiskFull, noSpace } from '../platform/disk.js'
import type { Exec, Paths, Progress } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { fileName } from '../verify/damaged.js'
import { lastLines, result } from './result.js'

export interface PackPorts {
  readonly exec: Exec
  readonly progress: Progress
  readonly paths: Paths
}

/** Runs pack.sh, with its output to a stream. Throws what breaks the stream, or `Failed` with what was said. */
export async function pack(
  args: readonly string[],
  output: Writable,
  file: string,
  { exec, paths, progress }: PackPorts,
): Promise<void> {
  const why = `pack the root into ${file}`
  const argv = ['bash', join(paths.assets, 'rootfs/pack.sh'), ...args] as const
  const running = exec.start({ argv, why, privileged: true }, { kind: 'streamed', output })
  const { status, said, notStarted } = await progress.during(`packing ${fileName(file)}`, () =>
    result(running),
  )
  if (output.errored) throw output.errored // pack.sh then fails too: nobody reads
  if (notStarted !== undefined) throw notStarted
  if (status !== 0) throw new Failed({ what: `could not ${why}: ${lastLines(said)}`, source: file })
}

/**
 * Makes a file that is there whole or not at all: under a name of ours until all is written, then renamed. Throws
 * `Failed` where the disk is full.
 * @param mode of the new file, of which the umask takes away
 */
export async function wholeFile<T>(
  file: string,
  mode: number,
  { paths }: PackPorts,
  write: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const partial = `${file}.${paths.holder}`
  try {
    const handle = await open(partial, 'w', mode)
    const written = await write(handle).finally(() => handle.close())
    await rename(partial, file)
    return written
  } catch (error) {
    await rm(partial, { force: true })
    if (isDiskFull(error)) throw noSpace(`write ${file}`, dirname(file))
    throw (await diskError(error, file)) ?? error
  }
}
