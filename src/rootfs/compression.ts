import { open } from 'node:fs/promises'
import { Failed } from '../report/errors.js'

/** How an archive is compressed: what its bytes begin with, and the program that undoes it. */
export interface Compression {
  readonly name: string
  readonly magic: Buffer
  /** Undefined: node undoes it itself, in a thread beside tar, and needs no program. */
  readonly program?: {
    readonly argv: readonly [string, ...string[]]
    /** Debian's package with it. */
    readonly package: string
  }
}

/** The magic of zstd. */
export const ZSTD = bytes('28b52ffd')

/** RFC 1952, the .xz file format 1.2, RFC 8878. What is damaged or has more behind it makes each end with an error. */
const COMPRESSIONS: readonly Compression[] = [
  { name: 'gzip', magic: bytes('1f8b') },
  // A file can ask for 4 GiB of memory; what `xz -9` makes needs 65 MiB.
  {
    name: 'xz',
    magic: bytes('fd377a585a00'),
    program: { argv: ['xz', '-dc', '--memlimit-decompress=512MiB'], package: 'xz-utils' },
  },
  { name: 'zstd', magic: ZSTD, program: { argv: ['zstd', '-dcq'], package: 'zstd' } },
]

/** What else people have under such names, for the message. */
const OTHERS: readonly (readonly [magic: Buffer, name: string])[] = [
  [bytes('425a68'), 'bzip2'],
  [bytes('504b0304'), 'a zip archive'],
  [bytes('04224d18'), 'lz4'],
  [bytes('4c5a4950'), 'lzip'],
  [bytes('73717368'), 'a SquashFS'],
  [bytes('7f454c46'), 'a program (ELF)'],
]

/** Enough for every magic, and for the header of a tar. */
const HEAD_BYTES = 512

/**
 * How the archive at a place of a file is compressed, told by its first bytes; undefined for a plain tar. Throws
 * `Failed` at everything else.
 */
export async function compressionOf({
  file,
  start = 0,
  source,
}: {
  file: string
  start?: number
  source: string
}): Promise<Compression | undefined> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, start)
    return decide(buffer.subarray(0, bytesRead), source)
  } finally {
    await handle.close()
  }
}

function decide(head: Buffer, source: string): Compression | undefined {
  const known = COMPRESSIONS.find(({ magic }) => begins(head, magic))
  if (known || isTar(head)) return known
  throw new Failed({
    what: `this is no archive of a root, but ${whatItIs(head)}`,
    source,
    todo: 'Allowed is a tar, plain or compressed with gzip, xz or zstd.',
  })
}

/** POSIX's magic and GNU's; older ones have none, but a sum of octal digits at its place. */
function isTar(head: Buffer): boolean {
  if (head.toString('latin1', 257, 262) === 'ustar') return true
  return head.length === HEAD_BYTES && /^[ 0-7]{6}[ \0]/.test(head.toString('latin1', 148, 156))
}

function whatItIs(head: Buffer): string {
  if (head.length === 0) return 'an empty file'
  const other = OTHERS.find(([magic]) => begins(head, magic))
  if (other) return other[1]
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(head.toString('latin1'))) return 'a web page'
  return `a file that begins with the bytes ${head.toString('hex', 0, 8)}`
}

function begins(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic)
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}
