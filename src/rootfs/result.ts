import type { Running } from '../platform/ports.js'

/** How a process between two streams ended, and what it said. */
export interface Result {
  readonly status: number | null
  readonly said: string
  /** What kept it from starting, or what broke a stream. */
  readonly error?: unknown
}

export const GOOD: Result = { status: 0, said: '' }

/** What did not start, or broke. */
export const failing = (error: unknown): Result => ({
  status: null,
  said: error instanceof Error ? error.message : '',
  error,
})

/** Waits for a process between two streams to end. Never throws. */
export async function result({ exit, drained, stderr }: Running): Promise<Result> {
  try {
    const { status, signal } = await exit
    // Without this a file that cannot be read would look like one that ends early.
    const error: unknown = await drained.then(
      () => undefined,
      (cause: unknown) => cause,
    )
    const said = stderr().trim()
    return {
      status: error === undefined || status !== 0 ? status : null,
      said: said || (signal ?? ''),
      error,
    }
  } catch (error) {
    return failing(error)
  }
}

/** For a message: tar may say a line for each file (it shows odd names escaped). */
export function lastLines(said: string): string {
  return said.split('\n').slice(-4).join('; ')
}
