import type { Running } from '../platform/ports.js'

/** How a process between two streams ended, and what it said. */
export interface Result {
  /** Null where a signal ended it, or it could not be started. */
  readonly status: number | null
  readonly said: string
  readonly notStarted?: Error
  /** What broke a stream of it. It may have come from the stream's other side. */
  readonly cut?: unknown
  /** It is known that nothing else went wrong before. */
  readonly isFirst?: boolean
}

/** Waits for a process between two streams to end. Never throws. */
export async function result({ exit, drained, stderr }: Running): Promise<Result> {
  try {
    const { status, signal } = await exit
    const cut: unknown = await drained.then(
      () => undefined,
      (cause: unknown) => cause,
    )
    return { status, said: stderr().trim() || (signal ?? ''), ...(cut === undefined ? {} : { cut }) }
  } catch (error) {
    return { status: null, said: '', notStarted: error as Error }
  }
}

/** For a message: tar may say a line for each file (it shows odd names escaped). */
export function lastLines(said: string): string {
  return said.split('\n').slice(-4).join('; ')
}
