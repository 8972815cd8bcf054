import type { Annotation } from '../outcome.js'
import { cutLine, plainLines } from './plain.js'
import { places } from './places.js'

/** What is kept of the end of both streams together. */
const TAIL_BYTES = 128 * 1024
/** What is kept of the begin of standard error: the first error is the one that tells most. */
const HEAD_BYTES = 256 * 1024
const LAST_LINES = 20
const LONGEST_LINE = 400
const NEWLINE = 0x0a

/**
 * What is kept of the output of one command. It is read as fast as it comes, in chunks cut anywhere: bytes are copied,
 * and looked at when they are asked for. Needs at most 384 KiB.
 */
export class OutputRecord {
  private readonly tail = new Ring(TAIL_BYTES)
  private readonly head: Buffer[] = []
  private headBytes = 0
  private last: { readonly stream: 'stdout' | 'stderr'; readonly isWhole: boolean } | undefined

  /** Takes the next bytes of a stream; they may be used again by whoever has them. */
  read(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    if (chunk.length === 0) return
    // A line of one stream does not go on in the other.
    if (this.last && this.last.stream !== stream && !this.last.isWhole) this.tail.write(Buffer.from('\n'))
    this.last = { stream, isWhole: chunk.at(-1) === NEWLINE }
    this.tail.write(chunk)
    if (stream === 'stderr' && this.headBytes < HEAD_BYTES) {
      const piece = Buffer.from(chunk.subarray(0, HEAD_BYTES - this.headBytes))
      this.head.push(piece)
      this.headBytes += piece.length
    }
  }

  /** What is kept of the end of both streams, as it was said. */
  end(): string {
    return this.tail.bytes().toString('utf8')
  }

  /** The last lines that it said, as a person would have seen them, without the empty ones around them. */
  lastLines(): string[] {
    const lines = this.lines()
    const end = lines.findLastIndex((line) => line !== '') + 1
    const last = lines.slice(Math.max(0, end - LAST_LINES), end)
    return last
      .slice(
        Math.max(
          0,
          last.findIndex((line) => line !== ''),
        ),
      )
      .map((line) => cutLine(line, LONGEST_LINE))
  }

  /** The places in files that it named as wrong, the most telling first. */
  annotations(): Annotation[] {
    const head = plainLines(Buffer.concat(this.head))
    if (this.headBytes === HEAD_BYTES) head.pop() // may be cut
    return places([head, this.lines()])
  }

  private lines(): string[] {
    const lines = plainLines(this.tail.bytes())
    return this.tail.isCut ? lines.slice(1) : lines // the first may be cut
  }
}

/** The last bytes of what was written, at most so many. */
class Ring {
  private buffer = Buffer.alloc(0)
  private written = 0

  constructor(private readonly sizeBytes: number) {}

  /** Whether something of it is no longer there. */
  get isCut(): boolean {
    return this.written > this.sizeBytes
  }

  write(chunk: Buffer): void {
    if (this.written === 0) this.buffer = Buffer.allocUnsafe(this.sizeBytes)
    const skipped = Math.max(0, chunk.length - this.sizeBytes)
    const at = (this.written + skipped) % this.sizeBytes
    const copied = chunk.copy(this.buffer, at, skipped)
    if (skipped + copied < chunk.length) chunk.copy(this.buffer, 0, skipped + copied)
    this.written += chunk.length
  }

  bytes(): Buffer {
    if (!this.isCut) return this.buffer.subarray(0, this.written)
    const at = this.written % this.sizeBytes
    return Buffer.concat([this.buffer.subarray(at), this.buffer.subarray(0, at)])
  }
}
