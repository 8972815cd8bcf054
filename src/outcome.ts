import { constants } from 'node:os'
import type { Exit } from './platform/ports.js'
import type { Fault } from './report/fault.js'

/** What came of one target. */
export interface Outcome {
  readonly arch: string
  /** Undefined where no command was asked for, or none was started. */
  readonly exit: Exit | undefined
  /** Why no command was started, or its sandbox failed: the lines of one error. */
  readonly error: readonly string[] | undefined
  /** Asked to end before it was done: by a signal, or as another target had failed (`fail-fast`). */
  readonly isCancelled: boolean
  /** Whose fault it is that its command did not end well. */
  readonly fault: Fault | undefined
  /** What is known of the errors that it printed. */
  readonly advice: readonly string[]
  /** The last lines that its command said, without escape sequences; none where nobody looked. */
  readonly lastLines: readonly string[]
  /** Places in files that its output names as wrong, each once. */
  readonly annotations: readonly Annotation[]
  /** It was ended after that time, by the input `timeout-minutes`. */
  readonly lateMs: number | undefined
  /** It was ended after it had said nothing for that time, by the input `silence-minutes`. */
  readonly silentMs: number | undefined
  /** What ran when it was ended for one of the two, as lines. */
  readonly processes: readonly string[]
  /** How its programs run: the emulator's name, version and source. */
  readonly emulator: string
  readonly rootPath: string
  readonly rootSource: string
  readonly alpineVersion: string | null
  /** What it is made of need not be signed: the user's word. */
  readonly allowsUntrusted: boolean
  readonly cacheHit: boolean
  /** When each part of it was done, in the order in which they ended; a phase may have several. */
  readonly spans: readonly Span[]
}

/** A part of the work, in milliseconds since the job began. */
export interface Span {
  readonly phase: string
  readonly startMs: number
  readonly endMs: number
}

/** A place in a file that is wrong, as a program has said it. */
export interface Annotation {
  /** As it was said: relative to the folder of the command, or absolute. */
  readonly file: string
  readonly line: number
  readonly column: number | undefined
  readonly message: string
}

/** Why a command was ended, in a word; undefined where it ended by itself. */
export function overdueWord({ lateMs, silentMs }: Outcome): 'timeout' | 'silence' | undefined {
  return lateMs !== undefined ? 'timeout' : silentMs !== undefined ? 'silence' : undefined
}

/** What came of a target in a word. */
export type Result = 'passed' | 'failed' | 'cancelled' | 'set up'

/** In a word. */
export function resultOf({ exit, error, isCancelled }: Outcome): Result {
  if (isCancelled) return 'cancelled'
  if (error) return 'failed'
  if (!exit) return 'set up'
  return statusOf(exit) === 0 ? 'passed' : 'failed'
}

/** The status that a shell would show: the command's own, or 128 + n for signal n. */
export function statusOf({ status, signal }: Exit): number {
  return signal === null ? (status ?? 125) : 128 + constants.signals[signal]
}

/**
 * The first status of several that is not 0: 125 for a target that failed before its command was started, 143 (as for
 * SIGTERM) for one that was cancelled then; of those that were cancelled only where no other failed.
 */
export function statusOfAll(outcomes: readonly Outcome[]): number {
  const status = ({ exit, error, isCancelled }: Outcome): number =>
    exit ? statusOf(exit) : error ? 125 : isCancelled ? 143 : 0
  const [others, cancelled] = [false, true].map((wanted) =>
    outcomes.filter(({ isCancelled }) => isCancelled === wanted).map(status),
  )
  return [...(others ?? []), ...(cancelled ?? [])].find((status) => status !== 0) ?? 0
}

/** Those that say why a job failed: not the ones that were cancelled since others had. */
export function ended(outcomes: readonly Outcome[]): readonly Outcome[] {
  const others = outcomes.filter(({ isCancelled }) => !isCancelled)
  return others.some((outcome) => resultOf(outcome) === 'failed') ? others : outcomes
}
