import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Command, Exec, Paths } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { damaged } from '../verify/damaged.js'
import { TarGuard } from '../verify/tar-guard.js'
import { compressionOf, type Compression } from './compression.js'
import { isDiskFull, noSpace } from './disk-full.js'
import { failing, GOOD, lastLines, result, type Result } from './result.js'

/** Of a file at a time. */
const CHUNK_BYTES = 2 ** 20

interface UnpackPorts {
  readonly exec: Exec
  readonly paths: Paths
}

/** A tar, compressed or not, that is to become a root. */
export interface Archive {
  readonly file: string
  /** Where it is from, for messages: a URL or a path. */
  readonly source: string
  /** Where it stands in the file, if it is not all of it. */
  readonly part?: { readonly start: number; readonly sizeBytes: number }
  /** Gets each chunk of the archive as it is read, to hash it on the way. */
  readonly onRead?: (chunk: Buffer) => void
  /** Looks at what was read, before the root is opened; what it throws is thrown. */
  readonly verify?: () => void
}

/**
 * Unpacks an archive as root into a new folder, looking at each entry before tar gets it (`TarGuard`). Throws `Failed`
 * at the first thing that is wrong; the folder, closed to all but root, is then the caller's to remove.
 * @param repositories lines for the root's /etc/apk/repositories; none leaves what the archive has
 */
export async function unpack(
  archive: Archive,
  folder: string,
  repositories: readonly string[],
  ports: UnpackPorts,
): Promise<void> {
  await fill(archive, folder, ports)
  archive.verify?.()
  await ports.exec.run(script(archive, ['open', folder, ...repositories], ports))
}

/** file -> decompressor -> guard -> tar. Ends when all of them have ended. */
async function fill(archive: Archive, folder: string, ports: UnpackPorts): Promise<void> {
  const { file, source } = archive
  const { start, sizeBytes } = archive.part ?? { start: 0, sizeBytes: (await stat(file)).size }
  const compression = await compressionOf({ file, start, source })
  const guard = new TarGuard(sizeBytes, source)
  const input = createReadStream(file, { start, end: start + sizeBytes - 1, highWaterMark: CHUNK_BYTES })
  if (archive.onRead) input.on('data', archive.onRead as (chunk: string | Buffer) => void)
  const unpacking = script(archive, ['fill', folder], ports)
  const tar = result(ports.exec.start(unpacking, { kind: 'streamed', input: guard }))
  const decompressor = compression
    ? result(ports.exec.start(decompressing(compression, source), { kind: 'streamed', input, output: guard }))
    : pipeline(input, guard).then(() => GOOD, failing)
  const [unpacked, decompressed] = await Promise.all([tar, decompressor])
  // The others follow from the first fault: they lose their input or their reader.
  const isRead = guard.writableEnded // by the end of the decompressor, not by ours
  if (decompressed.error instanceof Failed) throw decompressed.error
  if (isRead && decompressed.status !== 0) throw broken(archive, decompressed)
  if (guard.errored instanceof Failed) throw guard.errored
  if (unpacked.status !== 0) throw stopped(archive, folder, unpacked)
  if (decompressed.status !== 0) throw broken(archive, decompressed)
}

function broken({ source }: Archive, { said }: Result): Failed {
  return damaged(`cannot be decompressed: ${lastLines(said)}`, source)
}

function stopped({ source }: Archive, folder: string, { said, error }: Result): Failed {
  if (error instanceof Failed) return error
  if (isDiskFull(said)) return noSpace(`unpack ${source}`, folder)
  return new Failed({ what: `could not unpack ${source}: ${lastLines(said) || 'tar was ended'}`, source })
}

function decompressing({ argv, package: debian }: Compression, source: string): Command {
  return { argv, package: debian, why: `decompress ${source}` }
}

function script({ source }: Archive, args: readonly string[], { paths }: UnpackPorts): Command {
  return {
    argv: ['bash', join(paths.assets, 'rootfs/unpack.sh'), ...args],
    why: `unpack ${source}`,
    privileged: true,
  }
}
