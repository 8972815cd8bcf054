import { masked } from '../report/masked.js'
import { monotonicMs } from './monotonic.js'
import type { WorkSeen } from '../report/progress.js'
import { Rate } from '../report/rate.js'
import type { Piece, Progress } from './ports.js'

/** Nobody looks. */
export const UNSEEN: Progress = {
  during: (_, work) => work({ update: () => undefined, note: () => undefined, heard: () => undefined }),
}

/** Shows works that go on. */
export interface Viewer {
  /** Called again and again while there are any. */
  show(works: readonly Work[], nowMs: number): void
  /** One has ended; whether it has done what it was to do. */
  ended(work: Work, isDone: boolean, nowMs: number): void
  /** There are none any more. */
  clear(): void
}

/** When works are looked at. */
export interface Rhythm {
  /** From the first one's begin on: what is shorter is not seen. */
  readonly firstMs: number
  readonly everyMs: number
}

/** A piece of work that goes on, and what it has told. */
export class Work implements Piece {
  private readonly rate = new Rate()
  private noted = ''
  private doneBytes: number | undefined
  private totalBytes: number | undefined
  /** When the log has last told of it; when it began, before. */
  heardMs: number

  constructor(
    private readonly what: string,
    private readonly now: () => number,
    readonly beganMs = now(),
  ) {
    this.heardMs = beganMs
    this.rate.add(beganMs, 0)
  }

  update(doneBytes: number, totalBytes?: number): void {
    this.doneBytes = doneBytes
    this.totalBytes = totalBytes
  }

  note(text: string): void {
    this.noted = clean(text)
  }

  heard(): void {
    this.heardMs = this.now()
  }

  /** How far it is. */
  seen(nowMs: number): WorkSeen {
    const { what, noted: note, doneBytes, totalBytes, beganMs, rate } = this
    if (doneBytes !== undefined) rate.add(nowMs, doneBytes)
    const bytesPerSecond = doneBytes === undefined ? undefined : rate.perSecond()
    return { what, note, doneBytes, totalBytes, bytesPerSecond, elapsedMs: nowMs - beganMs }
  }
}

/** On a terminal nothing in a name is a command to it. */
function clean(text: string): string {
  return masked(text).replace(/\p{C}/gu, ' ')
}

/**
 * Knows what goes on, and has it shown by a viewer that is loaded once something takes long: as long as nothing goes on
 * there is no timer.
 */
export class Board implements Progress {
  private readonly works = new Set<Work>()
  private timer: NodeJS.Timeout | undefined
  private viewer: Viewer | undefined

  constructor(
    private readonly load: () => Promise<Viewer>,
    private readonly rhythm: Rhythm,
    private readonly now: () => number = monotonicMs,
  ) {}

  async during<T>(what: string, work: (piece: Piece) => Promise<T>): Promise<T> {
    const piece = new Work(clean(what), this.now)
    this.works.add(piece)
    this.timer ??= this.lookIn(this.rhythm.firstMs)
    let isDone = false
    try {
      const result = await work(piece)
      isDone = true
      return result
    } finally {
      this.end(piece, isDone)
    }
  }

  private end(piece: Work, isDone: boolean): void {
    this.works.delete(piece)
    this.viewer?.ended(piece, isDone, this.now())
    if (this.works.size > 0) return
    clearTimeout(this.timer)
    this.timer = undefined
    this.viewer?.clear()
  }

  private async look(): Promise<void> {
    const { timer } = this
    this.viewer ??= await this.load()
    if (timer !== this.timer) return // all have ended meanwhile
    this.viewer.show([...this.works], this.now())
    this.timer = this.lookIn(this.rhythm.everyMs)
  }

  /** What cannot be shown is done all the same. */
  private lookIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.look().catch(() => undefined), ms).unref()
  }
}
