import type { FileHandle } from 'node:fs/promises'
import { Failed } from '../../report/errors.js'

/** One entry of a tar. Texts are its bytes, one character for each (latin1): names need not be UTF-8. */
export interface TarEntry {
  readonly name: string
  /** Of links: where to. */
  readonly link: string
  readonly kind: TarKind
  readonly sizeBytes: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Seconds; with a fraction where the tar has one. */
  readonly mtime: string
  /** Extended attributes by name. */
  readonly attributes: ReadonlyMap<string, string>
}

/** `other` is a device, a FIFO, or what is in no root. */
export type TarKind = 'file' | 'folder' | 'hard link' | 'symbolic link' | 'other'

/** Where the bytes of a tar come from, one after the other. */
export interface TarSource {
  /** The next bytes; fewer than asked for only at the end. */
  read(lengthBytes: number): Promise<Buffer>
  skip(lengthBytes: number): Promise<void>
  /** What of the next bytes is at hand, at most so many and at least one, except at the end. */
  some(limitBytes: number): Promise<Buffer>
}

const BLOCK = 512
/** Of names and attributes; a capability has 20 bytes, a name at most 4096. */
const EXTENSION_BYTES = 1024 * 1024
const XATTR = 'SCHILY.xattr.'

/**
 * Reads a tar entry by entry: ustar, PAX and GNU's long names, which is what engines and builders of images write.
 * Sparse files, which they do not, are refused. Throws `Failed`. Source: pax(1) of POSIX, tar(5) of GNU.
 */
export class TarReader {
  private unreadBytes = 0
  private paddingBytes = 0

  constructor(
    private readonly source: TarSource,
    private readonly name: string,
  ) {}

  /** The next entry, undefined at the end. What was not read of the one before is passed over. */
  async next(): Promise<TarEntry | undefined> {
    const extended = new Map<string, string>()
    for (;;) {
      await this.source.skip(this.unreadBytes + this.paddingBytes)
      this.unreadBytes = this.paddingBytes = 0
      const header = await this.source.read(BLOCK)
      if (header.length === 0 || header.every((byte) => byte === 0)) return undefined
      if (header.length < BLOCK) throw this.broken('ends in the middle of an entry')
      if (octal(header, 148, 8) !== checkSum(header)) throw this.broken('has an entry with a wrong check sum')
      const type = String.fromCharCode(header[156] ?? 0)
      const sizeBytes = number(header, 124, 12)
      if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) throw this.broken('has an entry of no size')
      if (!'xgLK'.includes(type)) return this.entry(header, type, extended)
      const content = await this.extension(sizeBytes)
      if (type === 'x') readRecords(content, extended, (what) => this.broken(what))
      else if (type === 'L') extended.set('path', upToZero(content))
      else if (type === 'K') extended.set('linkpath', upToZero(content))
    }
  }

  /** The content of the last entry, in pieces. */
  async *content(): AsyncGenerator<Buffer> {
    while (this.unreadBytes > 0) {
      const piece = await this.source.some(this.unreadBytes)
      if (piece.length === 0) throw this.broken('ends in the middle of a file')
      this.unreadBytes -= piece.length
      yield piece
    }
  }

  private async extension(sizeBytes: number): Promise<string> {
    if (sizeBytes > EXTENSION_BYTES) throw this.broken('has a name or attributes of more than 1 MiB')
    const content = await this.source.read(sizeBytes)
    if (content.length < sizeBytes) throw this.broken('ends in the middle of an entry')
    this.paddingBytes = padding(sizeBytes)
    return content.toString('latin1')
  }

  private entry(header: Buffer, type: string, extended: ReadonlyMap<string, string>): TarEntry {
    if (type === 'S' || [...extended.keys()].some((key) => key.startsWith('GNU.sparse.')))
      throw this.broken('has a sparse file, which images do not have')
    const numeric = (key: string, at: number, lengthBytes: number): number => {
      const given = extended.get(key)
      const value = given === undefined ? number(header, at, lengthBytes) : Number(given)
      if (!Number.isSafeInteger(value) || value < 0) throw this.broken(`has an entry with a wrong ${key}`)
      return value
    }
    const name = extended.get('path') ?? fullName(header)
    const kind = kindOf(type, name)
    const sizeBytes = kind === 'file' || kind === 'other' ? numeric('size', 124, 12) : 0
    this.unreadBytes = sizeBytes
    this.paddingBytes = padding(sizeBytes)
    const mtime = extended.get('mtime') ?? String(number(header, 136, 12))
    return {
      name,
      link: extended.get('linkpath') ?? text(header, 157, 100),
      kind,
      sizeBytes,
      mode: number(header, 100, 8) & 0o7777,
      uid: numeric('uid', 108, 8),
      gid: numeric('gid', 116, 8),
      mtime: /^-?\d+(\.\d+)?$/.test(mtime) ? mtime : '0',
      attributes: new Map(
        [...extended].flatMap(([key, value]) =>
          key.startsWith(XATTR) ? [[key.slice(XATTR.length), value]] : [],
        ),
      ),
    }
  }

  private broken(what: string): Failed {
    return new Failed({ what: `a layer of the image ${what}`, source: this.name })
  }
}

function kindOf(type: string, name: string): TarKind {
  if (type === '5' || (isFileType(type) && name.endsWith('/'))) return 'folder'
  if (isFileType(type)) return 'file'
  return type === '1' ? 'hard link' : type === '2' ? 'symbolic link' : 'other'
}

/** `7` was meant for contiguous files, and nul is how tars older than POSIX say it. */
function isFileType(type: string): boolean {
  return type === '0' || type === '\0' || type === '7'
}

/** The records of a PAX header: `LENGTH KEY=VALUE\n`, the length being that of all of it. */
function readRecords(content: string, into: Map<string, string>, broken: (what: string) => Failed): void {
  for (let at = 0; at < content.length;) {
    const digits = /^\d{1,7} /.exec(content.slice(at, at + 8))?.[0] ?? ''
    const end = at + Number(digits)
    const record = content.slice(at + digits.length, end)
    const equals = record.indexOf('=')
    if (digits === '' || end > content.length || !record.endsWith('\n') || equals < 1)
      throw broken('has a PAX header that cannot be read')
    into.set(record.slice(0, equals), record.slice(equals + 1, -1))
    at = end
  }
}

function fullName(header: Buffer): string {
  const name = text(header, 0, 100)
  const isPosix = header.toString('latin1', 257, 263) === 'ustar\0' // GNU has other things there
  const prefix = isPosix ? text(header, 345, 155) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** In octal digits, or in GNU's way for what has more: the first bit set, then big-endian. */
function number(header: Buffer, at: number, lengthBytes: number): number {
  const field = header.subarray(at, at + lengthBytes)
  if (((field[0] ?? 0) & 0x80) === 0) return octal(header, at, lengthBytes)
  if (field[0] !== 0x80) return field[0] === 0xff ? -1 : Number.NaN
  return field.subarray(1).reduce((value, byte) => value * 256 + byte, 0)
}

function octal(header: Buffer, at: number, lengthBytes: number): number {
  const digits = text(header, at, lengthBytes).trim()
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

function text(header: Buffer, at: number, lengthBytes: number): string {
  return upToZero(header.toString('latin1', at, at + lengthBytes))
}

function upToZero(content: string): string {
  const end = content.indexOf('\0')
  return end < 0 ? content : content.slice(0, end)
}

/** The sum of all bytes of a header, its own field counted as blanks. */
export function checkSum(header: Buffer): number {
  const sum = header.reduce((total, byte) => total + byte, 0)
  return header.subarray(148, 156).reduce((total, byte) => total - byte + 0x20, sum)
}

/** What follows a content up to the next block. */
export function padding(sizeBytes: number): number {
  return (BLOCK - (sizeBytes % BLOCK)) % BLOCK
}

/** The bytes of a stream. */
export function streamSource(stream: AsyncIterable<Buffer>): TarSource {
  const pieces = stream[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const some = async (limitBytes: number): Promise<Buffer> => {
    while (held.length === 0) {
      const { value, done } = (await pieces.next()) as IteratorResult<Buffer, undefined>
      if (done === true) return held
      held = value
    }
    const piece = held.subarray(0, limitBytes)
    held = held.subarray(piece.length)
    return piece
  }
  const read = async (lengthBytes: number): Promise<Buffer> => {
    const parts: Buffer[] = []
    for (let missing = lengthBytes; missing > 0;) {
      const piece = await some(missing)
      if (piece.length === 0) break
      missing -= piece.length
      parts.push(piece)
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
  }
  const skip = async (lengthBytes: number): Promise<void> => {
    for (let left = lengthBytes; left > 0;) {
      const piece = await some(left)
      if (piece.length === 0) return
      left -= piece.length
    }
  }
  return { some, read, skip }
}

/** The bytes of a file; what is passed over is not read. `position` is that of the next. */
export function fileSource(file: FileHandle): TarSource & { readonly position: () => number } {
  let position = 0
  const read = async (lengthBytes: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(lengthBytes)
    const { bytesRead } = await file.read(buffer, 0, lengthBytes, position)
    position += bytesRead
    return buffer.subarray(0, bytesRead)
  }
  return {
    position: () => position,
    read,
    some: (limitBytes) => read(Math.min(limitBytes, EXTENSION_BYTES)),
    skip: (lengthBytes) => {
      position += lengthBytes
      return Promise.resolve()
    },
  }
}
