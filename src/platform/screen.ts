import { ownStream } from './own-streams.js'

/** One end of the terminal: standard output or standard error. */
type Stream = 'stdout' | 'stderr'

/** What of a stream of this process is used. */
type End = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>

/** Back to the begin of the line, and nothing is in it any more. Source: ECMA-48, CR and EL. */
const ERASE = '\r\x1b[K'
/** Where the terminal does not tell how wide it is. */
const COLUMNS = 80
/** The `^C` that a terminal shows behind the line must not begin a new one. */
const ECHO_COLUMNS = 3

/**
 * What this process writes to its terminal: words of ours and of guests, and one line at the bottom, which is gone before
 * anything else is written.
 */
export class Screen {
  private isDrawn = false
  private isMidLine = false
  private lent = 0

  constructor(private readonly ends: Readonly<Record<Stream, End>>) {}

  /** Columns that the line at the bottom may have. */
  columns(): number {
    return Math.max(0, (this.ends.stderr.columns || COLUMNS) - ECHO_COLUMNS)
  }

  /** Draws it, unless somebody else has the terminal, or has begun a line. */
  draw(line: string): void {
    if (this.lent > 0 || this.isMidLine) return
    this.ends.stderr.write(`${ERASE}${line}`)
    this.isDrawn = true
  }

  erase(): void {
    if (this.isDrawn) this.ends.stderr.write(ERASE)
    this.isDrawn = false
  }

  write(stream: Stream, chunk: string | Buffer): void {
    this.erase()
    const end = this.ends[stream]
    end.write(chunk)
    if (end.isTTY && chunk.length > 0) this.isMidLine = !Buffer.from(chunk.slice(-1)).equals(NEWLINE)
  }

  /** Somebody else has the terminal until then. */
  lend(until: Promise<unknown>): void {
    this.erase()
    this.lent++
    const back = (): void => {
      this.lent--
    }
    until.then(back, back)
  }
}

const NEWLINE = Buffer.from('\n')

/** The one of this process. */
export const screen = new Screen({
  get stdout() {
    return ownStream('stdout')
  },
  get stderr() {
    return ownStream('stderr')
  },
})
