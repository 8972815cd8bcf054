import type { Span } from './outcome.js'

/** Takes the time of named parts of the work. */
export class Phases {
  private readonly parts: Span[] = []

  /**
   * @param now milliseconds since any fixed point
   * @param startMs when the job began, by the same clock
   */
  constructor(
    private readonly now: () => number,
    private readonly startMs = now(),
  ) {}

  /** Runs a part and notes how long it took, whether or not it succeeded. */
  async time<T>(phase: string, work: () => Promise<T>): Promise<T> {
    const startMs = this.now() - this.startMs
    try {
      return await work()
    } finally {
      const endMs = Math.round(this.now() - this.startMs)
      this.parts.push({ phase, startMs: Math.round(startMs), endMs })
    }
  }

  /** The parts in the order in which they ended. */
  spans(): readonly Span[] {
    return this.parts
  }
}

/** Milliseconds by phase, in the order in which their last parts ended; parts of one phase are added up. */
export function timesOf(spans: readonly Span[]): Readonly<Record<string, number>> {
  const times = new Map<string, number>()
  for (const { phase, startMs, endMs } of spans) {
    const total = (times.get(phase) ?? 0) + endMs - startMs
    times.delete(phase)
    times.set(phase, total)
  }
  return Object.fromEntries(times)
}
