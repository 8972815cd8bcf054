const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A time that a person reads: `3 ms`, `1.4 s`, `12 min`, `5 h`, `3 days`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 10 * MINUTE_MS) return `${(milliseconds / 1000).toFixed(1)} s`
  if (milliseconds < 2 * HOUR_MS) return `${Math.round(milliseconds / MINUTE_MS)} min`
  return milliseconds < 2 * DAY_MS
    ? `${Math.round(milliseconds / HOUR_MS)} h`
    : `${Math.round(milliseconds / DAY_MS)} days`
}
