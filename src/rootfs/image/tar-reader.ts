import { Failed } from '../../report/errors.js'
import { paxNumber, readLongName, readRecords } from '../../verify/tar-extensions.js'
import {
  BLOCK,
  HeaderFault,
  padding,
  readHeader,
  readModeAndTime,
  type HeaderFields,
  type TarHeader,
} from '../../verify/tar-header.js'
import { TAR_LIMITS } from '../../verify/tar-limits.js'
import type { TarSource } from './tar-source.js'

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

const XATTR = 'SCHILY.xattr.'

/** What extensions have said of the entry behind them, by PAX's keywords. */
type Said = ReadonlyMap<string, string>

/**
 * Reads a tar entry by entry: ustar, PAX and GNU's long names, which is what engines and builders of images write. What
 * engines take is taken: of what is said twice, the last; a field of no digits is 0 (builders in Rust write such). Sparse
 * files, which they do not write, are refused. Throws `Failed`.
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
    try {
      return await this.readNext()
    } catch (error) {
      throw error instanceof HeaderFault ? this.broken(`has ${error.message}`) : error
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

  private async readNext(): Promise<TarEntry | undefined> {
    const said = new Map<string, string>()
    for (;;) {
      await this.source.skip(this.unreadBytes + this.paddingBytes)
      this.unreadBytes = this.paddingBytes = 0
      const block = await this.source.read(BLOCK)
      if (block.every((byte) => byte === 0)) return undefined // it may be cut, or there may be none
      if (block.length < BLOCK) throw this.broken('ends in the middle of an entry')
      const header = readHeader(block, 0)
      const { type, sizeBytes } = header
      if (!'xgLK'.includes(type)) return this.entry({ ...header, ...readModeAndTime(block) }, said)
      const content = await this.extension(sizeBytes)
      if (type === 'x') for (const { keyword, value } of readRecords(content)) said.set(keyword, value)
      else if (type === 'L') said.set('path', readLongName(content))
      else if (type === 'K') said.set('linkpath', readLongName(content))
    }
  }

  private async extension(sizeBytes: number): Promise<Buffer> {
    if (sizeBytes > TAR_LIMITS.extensionBytes)
      throw new HeaderFault('a name or attributes of more than 1 MiB')
    const content = await this.source.read(sizeBytes)
    if (content.length < sizeBytes) throw this.broken('ends in the middle of an entry')
    this.paddingBytes = padding(sizeBytes)
    return content
  }

  private entry(header: TarHeader & HeaderFields, said: Said): TarEntry {
    if (header.type === 'S' || [...said.keys()].some((keyword) => keyword.startsWith('GNU.sparse.')))
      throw new HeaderFault('a sparse file, which images do not have')
    const numeric = (keyword: string, value: number): number => {
      const given = said.get(keyword)
      return given === undefined ? value : paxNumber(keyword, given)
    }
    const name = said.get('path') ?? header.name
    const kind = kindOf(header.type, name)
    const sizeBytes = kind === 'file' || kind === 'other' ? numeric('size', header.sizeBytes) : 0
    this.unreadBytes = sizeBytes
    this.paddingBytes = padding(sizeBytes)
    const mtime = said.get('mtime') ?? String(header.mtimeSeconds)
    return {
      name,
      link: said.get('linkpath') ?? header.link,
      kind,
      sizeBytes,
      mode: header.mode & 0o7777,
      uid: numeric('uid', header.uid),
      gid: numeric('gid', header.gid),
      mtime: /^-?\d+(\.\d+)?$/.test(mtime) ? mtime : '0',
      attributes: attributesOf(said),
    }
  }

  private broken(what: string): Failed {
    return new Failed({ what: `a layer of the image ${what}`, source: this.name })
  }
}

function attributesOf(said: Said): ReadonlyMap<string, string> {
  const all = [...said].filter(([keyword]) => keyword.startsWith(XATTR))
  return new Map(all.map(([keyword, value]) => [keyword.slice(XATTR.length), value]))
}

function kindOf(type: string, name: string): TarKind {
  if (type === '5' || (isFileType(type) && name.endsWith('/'))) return 'folder'
  if (isFileType(type)) return 'file'
  return type === '1' ? 'hard link' : type === '2' ? 'symbolic link' : 'other'
}

/** `7` was meant for contiguous files. */
function isFileType(type: string): boolean {
  return type === '0' || type === '7'
}
