import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, type Gunzip } from 'node:zlib'
import { isDiskFull, noSpace } from '../platform/disk.js'
import type { Command, Exec, Paths, Piece, Progress } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { damaged, fileName } from '../verify/damaged.js'
import { TarGuard } from '../verify/tar-guard.js'
import { compressionOf, type Compression } from './compression.js'
import { lastLines, result, type Result } from './result.js'

/** Of a file at a time. */
const CHUNK_BYTES = 2 ** 20
/** What zlib hands over at a time: its own 16 KiB cost a turn each. */
const GUNZIP_BYTES = 2 ** 18

interface UnpackPorts {
  readonly exec: Exec
  readonly progress: Progress
  readonly paths: Paths
}

/** A tar, compressed or not, that is to become a root. */
export interface Archive {
  /** A promise where it is still to come; what that rejects with is thrown. */
  readonly file: string | Promise<string>
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
  const { source } = archive
  const guard = new TarGuard(source)
  const unpacking = script(archive, ['fill', folder], ports)
  const tar = result(ports.exec.start(unpacking, { kind: 'streamed', input: guard })) // its start takes time
  const begun = await begin(archive).catch(async (error: unknown) => {
    guard.destroy()
    await tar
    throw error
  })
  guard.allowFor(begun.sizeBytes)
  await ports.progress.during(`unpacking ${fileName(source)}`, (piece) =>
    pass(archive, begun, { folder, guard, tar, piece }, ports),
  )
}

/** Where an archive goes to. */
interface Passage {
  readonly folder: string
  readonly guard: TarGuard
  readonly tar: Promise<Result>
  readonly piece: Piece
}

async function pass(
  archive: Archive,
  { file, start, sizeBytes, compression }: Begun,
  { folder, guard, tar, piece }: Passage,
  ports: UnpackPorts,
): Promise<void> {
  const { source } = archive
  const input = createReadStream(file, { start, end: start + sizeBytes - 1, highWaterMark: CHUNK_BYTES })
  input.on('data', (chunk) => {
    archive.onRead?.(chunk as Buffer)
    piece.update(input.bytesRead, sizeBytes)
  })
  const program = compression?.program
  const decompressor = program
    ? result(ports.exec.start(decompressing(program, source), { kind: 'streamed', input, output: guard }))
    : inThisProcess(input, compression ? [createGunzip({ chunkSize: GUNZIP_BYTES })] : [], guard)
  const [unpacked, decompressed] = await Promise.all([tar, decompressor])
  const fault = firstFault(archive, folder, { input, guard, unpacked, decompressed })
  if (fault !== undefined) throw fault
}

/** The streams know what broke them, but that a gzip is damaged. */
async function inThisProcess(
  input: Readable,
  gunzip: readonly Gunzip[],
  guard: TarGuard,
): Promise<Result | undefined> {
  try {
    await pipeline([input, ...gunzip, guard])
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (/^Z_/.test(code)) return { status: 1, said: `gzip: ${message}`, isFirst: true }
  }
  return undefined
}

interface Begun {
  readonly file: string
  readonly start: number
  readonly sizeBytes: number
  readonly compression: Compression | undefined
}

async function begin({ file: coming, source, part }: Archive): Promise<Begun> {
  const file = await coming
  try {
    const { start, sizeBytes } = part ?? { start: 0, sizeBytes: (await stat(file)).size }
    return { file, start, sizeBytes, compression: await compressionOf({ file, start, source }) }
  } catch (error) {
    if (error instanceof Failed) throw error
    throw new Failed({ what: `could not read the archive: ${(error as Error).message}`, source })
  }
}

interface Ends {
  readonly input: Readable
  readonly guard: TarGuard
  readonly unpacked: Result
  /** Undefined for a plain tar. */
  readonly decompressed: Result | undefined
}

/** Of all that went wrong, what the rest follows from: all the others lose their input or their reader. */
function firstFault({ source }: Archive, folder: string, ends: Ends): Error | undefined {
  const { input, guard, unpacked, decompressed } = ends
  const notStarted = decompressed?.notStarted ?? unpacked.notStarted
  if (notStarted !== undefined) return notStarted
  const broken = decompressed !== undefined && decompressed.status !== 0
  const damage = broken
    ? damaged(`cannot be decompressed: ${lastLines(decompressed.said)}`, source)
    : undefined
  if (damage && (guard.writableEnded || decompressed?.isFirst)) return damage // it has ended by itself, and not because the guard did
  if (guard.errored instanceof Failed) return guard.errored
  if (isDiskFull(unpacked.said)) return noSpace(`unpack ${source}`, folder)
  if (unpacked.status === 0 && input.errored === null && unpacked.cut === undefined) return damage
  const why = lastLines(unpacked.said) || (input.errored?.message ?? 'tar was ended')
  return new Failed({ what: `could not unpack ${source}: ${why}`, source })
}

function decompressing(
  { argv, package: debian }: NonNullable<Compression['program']>,
  source: string,
): Command {
  return { argv, package: debian, why: `decompress ${source}` }
}

function script({ source }: Archive, args: readonly string[], { paths }: UnpackPorts): Command {
  return {
    argv: ['bash', join(paths.assets, 'rootfs/unpack.sh'), ...args],
    why: `unpack ${source}`,
    privileged: true,
  }
}
