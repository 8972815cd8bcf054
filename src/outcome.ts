import { constants } from 'node:os'
import type { Exit } from './platform/ports.js'

/** What came of one target. */
export interface Outcome {
  readonly arch: string
  /** Undefined where no command was asked for. */
  readonly exit: Exit | undefined
  /** What is known of the errors that it printed. */
  readonly advice: readonly string[]
  /** It was ended after that time, by the input `timeout-minutes`. */
  readonly lateMs: number | undefined
  /** How its programs run: the emulator's name, version and source. */
  readonly emulator: string
  readonly rootPath: string
  readonly rootSource: string
  readonly alpineVersion: string | null
  /** What it is made of need not be signed: the user's word. */
  readonly allowsUntrusted: boolean
  readonly cacheHit: boolean
  /** Milliseconds that each phase took. */
  readonly phases: Readonly<Record<string, number>>
}

/** The status that a shell would show: the command's own, or 128 + n for signal n. */
export function statusOf({ status, signal }: Exit): number {
  return signal === null ? (status ?? 125) : 128 + constants.signals[signal]
}

/** The first status of several that is not 0; 0 where all are. */
export function statusOfAll(outcomes: readonly Outcome[]): number {
  const statuses = outcomes.map(({ exit }) => (exit ? statusOf(exit) : 0))
  return statuses.find((status) => status !== 0) ?? 0
}
