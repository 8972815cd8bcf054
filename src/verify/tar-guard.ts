import { Transform, type TransformCallback } from 'node:stream'
import { Failed } from '../report/errors.js'
import { shown } from '../report/shown.js'
import { fileName } from './damaged.js'
import { placeEntry } from './tar-entry.js'
import { readLongName, readPax, type PaxFields } from './tar-extensions.js'
import { BLOCK, HeaderFault, isZeroBlock, padding, readHeader, type TarHeader } from './tar-header.js'
import { allowanceOf, TAR_LIMITS } from './tar-limits.js'
import { TarTree } from './tar-tree.js'

/** Two blocks of zeros: what every tar ends with (POSIX.1-1988). */
const END = Buffer.alloc(2 * BLOCK)

/** A node stream holds up to this much; with less the programs beside it wait for it. */
const BUFFERED_BYTES = 2 ** 20

/** An extension (PAX header or long name) whose content is being collected. */
interface Collecting {
  readonly type: string
  readonly content: Buffer
  haveBytes: number
}

/** What extensions have said of the entry behind them. */
interface Said {
  readonly pax?: PaxFields
  readonly name?: string
  readonly link?: string
}

/**
 * Looks at a tar while it streams through. Nothing is changed, but what stands behind its end (a gzip may have anything
 * there) is not handed on: who reads this sees what was looked at. At the first entry that a root must not have it ends
 * with a `Failed`, before the header of that entry was handed on; so it does where the archive is larger than allowed
 * or ends early. A tar without a block of zeros at its end has ended early: every writer of today makes them, and one
 * that was cut off between two files could not be told otherwise.
 */
export class TarGuard extends Transform {
  private readonly tree = new TarTree()
  private allowance = allowanceOf(0)
  private fileBytes = 0
  /** Seen so far. */
  private bytes = 0
  private entries = 0
  private headers = 0
  /** Of the content of a file, that is not looked at. */
  private skipBytes = 0
  /** The start of a header whose rest has not arrived: it is handed on when all of it was looked at. */
  private readonly held = Buffer.alloc(BLOCK)
  private heldBytes = 0
  private collecting: Collecting | undefined
  private said: Said = {}
  private ended = false
  private endIsHandedOn = false

  /** @param source of the archive, for messages: a URL or a path */
  constructor(private readonly source: string) {
    super({ readableHighWaterMark: BUFFERED_BYTES, writableHighWaterMark: BUFFERED_BYTES })
  }

  /** To be told before anything streams: how large the archive is as it came (compressed), so much may come out of it. */
  allowFor(fileBytes: number): this {
    this.fileBytes = fileBytes
    this.allowance = allowanceOf(fileBytes)
    return this
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    try {
      this.look(chunk)
      done()
    } catch (error) {
      done(this.explained(error))
    }
  }

  override _flush(done: TransformCallback): void {
    if (!this.ended) done(this.explained(new HeaderFault('no end: it is truncated')))
    else if (this.entries === 0) done(this.explained(new HeaderFault('no files in it')))
    else done()
  }

  private look(chunk: Buffer): void {
    const before = this.bytes
    this.bytes += chunk.length
    this.checkBytes(this.bytes)
    let from = 0 // of what is to be handed on
    let at = 0
    while (at < chunk.length && !this.ended) {
      if (this.skipBytes > 0) {
        const skipped = Math.min(this.skipBytes, chunk.length - at)
        this.skipBytes -= skipped
        at += skipped
      } else if (this.collecting) {
        at += this.collect(this.collecting, chunk.subarray(at))
      } else if (this.heldBytes > 0 || chunk.length - at < BLOCK) {
        if (at > from) this.push(chunk.subarray(from, at))
        at += this.hold(chunk.subarray(at), before)
        from = at
      } else if (this.block(chunk.subarray(at, at + BLOCK), before + at + BLOCK)) {
        at += BLOCK
      }
    }
    if (at > from) this.push(chunk.subarray(from, at))
    if (this.ended && !this.endIsHandedOn) this.push(END)
    this.endIsHandedOn = this.ended
  }

  /** Collects a header that is cut; returns how much of the chunk that took. */
  private hold(rest: Buffer, before: number): number {
    const taken = rest.copy(this.held, this.heldBytes)
    this.heldBytes += taken
    if (this.heldBytes < BLOCK) return taken
    this.heldBytes = 0
    if (this.block(this.held, before + taken)) this.push(Buffer.from(this.held))
    return taken
  }

  /**
   * Looks at a block that is no content. False: it is the end.
   * @param seenBytes of the tar, up to the end of this block
   */
  private block(block: Buffer, seenBytes: number): boolean {
    if (isZeroBlock(block)) {
      if (!isEmpty(this.said)) throw new HeaderFault('a PAX header or a long name, and no entry behind it')
      this.ended = true
      return false
    }
    const header = readHeader(block)
    if (EXTENSIONS.includes(header.type)) this.extension(header)
    else this.entry(header, seenBytes)
    return true
  }

  private extension({ type, sizeBytes }: TarHeader): void {
    const { extensionBytes } = TAR_LIMITS
    const what = type === 'x' || type === 'g' ? 'a PAX header' : 'a long name'
    if (sizeBytes === 0) throw new HeaderFault(`${what} that is empty`)
    if (sizeBytes > extensionBytes)
      throw new HeaderFault(`${what} of ${sizeBytes} bytes; ${extensionBytes} are allowed`)
    this.collecting = { type, content: Buffer.allocUnsafe(sizeBytes), haveBytes: 0 }
    this.count(0) // there may be one for each file, but not a million for none
  }

  private collect(collecting: Collecting, rest: Buffer): number {
    const { type, content } = collecting
    const taken = rest.copy(content, collecting.haveBytes)
    collecting.haveBytes += taken
    if (collecting.haveBytes < content.length) return taken
    this.collecting = undefined
    this.skipBytes = padding(content.length)
    this.said = together(this.said, type, content)
    return taken
  }

  private entry(header: TarHeader, seenBytes: number): void {
    const { name, link, pax } = this.said
    const entry = {
      ...header,
      ...(name === undefined ? {} : { name }),
      ...(link === undefined ? {} : { link }),
      ...pax,
    }
    this.said = {}
    const { sizeBytes } = entry
    const { fileBytes } = TAR_LIMITS
    placeEntry(entry, this.tree)
    this.count(1)
    if (sizeBytes > fileBytes)
      throw new HeaderFault(`a file ${shown(entry.name)} of ${sizeBytes} bytes; ${fileBytes} are allowed`)
    this.checkBytes(seenBytes + sizeBytes)
    this.skipBytes = sizeBytes + padding(sizeBytes)
  }

  /** Folders that no entry names count too; entries of one name do, as tar makes each. */
  private count(entries: number): void {
    this.entries += entries
    this.headers++
    const made = Math.max(this.headers / HEADERS_PER_ENTRY, this.entries, this.tree.places)
    const allowed = this.allowance.entries
    if (made > allowed)
      throw new HeaderFault(`more than ${allowed} entries, which is what its ${this.fileBytes} bytes allow`)
  }

  private checkBytes(unpackedBytes: number): void {
    const allowed = this.allowance.unpackedBytes
    if (unpackedBytes > allowed)
      throw new HeaderFault(
        `more than ${allowed} bytes to unpack, which is what its ${this.fileBytes} bytes allow`,
      )
  }

  private explained(error: unknown): Error {
    if (!(error instanceof HeaderFault)) return error as Error
    return new Failed({
      what: `${shown(fileName(this.source))} has ${error.message}`,
      source: this.source,
      todo: 'Allowed is a tar of a whole root: files, folders, links, FIFOs and the usual devices, with names that stay in it. Nothing of this one is used. Take another archive, or make it anew with GNU tar.',
    })
  }
}

const EXTENSIONS = ['x', 'g', 'L', 'K']
/** A PAX header, a long name or a long link, and the entry. */
const HEADERS_PER_ENTRY = 3

function isEmpty(said: Said): boolean {
  return Object.keys(said).length === 0
}

/** Readers differ in what counts where an entry is named twice, so that is refused. */
function together(said: Said, type: string, content: Buffer): Said {
  if (type === 'g') {
    readPax(content, true)
    return said
  }
  const field = ({ L: 'name', K: 'link', x: 'pax' } as const)[type as 'L' | 'K' | 'x']
  if (field in said || (!isEmpty(said) && (field === 'pax' || said.pax)))
    throw new HeaderFault('two PAX headers or long names for one entry')
  return { ...said, [field]: field === 'pax' ? readPax(content, false) : readLongName(content) }
}
