import { endLine, progressLine } from '../report/progress.js'
import type { Viewer, Work } from './progress.js'

/** When a work has its lines in a log, in milliseconds. */
export interface Pauses {
  /** From its begin to its first line: of what is shorter nothing is said. */
  readonly firstMs: number
  /** From one line to the next. */
  readonly nextMs: number
  /** The same, of work that has gone on for longer than this very time. */
  readonly laterMs: number
}

export const PAUSES: Pauses = { firstMs: 5_000, nextMs: 10_000, laterMs: 60_000 }

/** Progress as lines of a log: of each work that takes long one now and then, and one at its end. */
export class ProgressLines implements Viewer {
  private readonly told = new Map<Work, number>()

  constructor(
    private readonly say: (line: string) => void,
    private readonly pauses = PAUSES,
  ) {}

  show(works: readonly Work[], nowMs: number): void {
    for (const work of works) {
      const seen = work.seen(nowMs)
      if (nowMs - this.lastMs(work) < this.pause(work, seen.elapsedMs)) continue
      this.told.set(work, nowMs)
      this.say(progressLine(seen))
    }
  }

  ended(work: Work, isDone: boolean, nowMs: number): void {
    if (this.told.delete(work) && isDone) this.say(endLine(work.seen(nowMs)))
  }

  clear(): void {
    this.told.clear()
  }

  /** When something was said of it, or it began. */
  private lastMs(work: Work): number {
    return Math.max(this.told.get(work) ?? 0, work.heardMs)
  }

  private pause(work: Work, elapsedMs: number): number {
    const { firstMs, nextMs, laterMs } = this.pauses
    if (elapsedMs > laterMs) return laterMs
    return this.lastMs(work) === work.beganMs ? firstMs : nextMs
  }
}
