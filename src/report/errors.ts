import { masked } from './masked.js'

/** What a stranger reads at night: what happened, where, and what to do. */
export interface Explanation {
  readonly what: string
  /** Where it came from: a URL, a file, a command. */
  readonly source?: string
  readonly todo?: string
}

abstract class Explained extends Error {
  constructor(readonly explanation: Explanation) {
    super(explanation.what)
  }
}

/** The user's: what was got, what is allowed, what to do. */
export class Refused extends Explained {
  override readonly name = 'Refused'
}

/** The world's: what was tried, and the cause. */
export class Failed extends Explained {
  override readonly name = 'Failed'
}

/** Several problems of the inputs at once; each is one line. */
export class BadInputs extends Error {
  override readonly name = 'BadInputs'
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
  }
}

/** Asked to end by a signal. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  constructor(readonly signal: NodeJS.Signals) {
    super(`ended by ${signal}`)
  }
}

/** What the machine has too little of, by the code of the error: nobody's fault here. */
const SCARCE: Readonly<Record<string, string>> = {
  EMFILE: 'This process may open too few files: raise its limit (ulimit -n 1024).',
  ENFILE:
    'All programs of this machine together have too many files open: end some, or raise the sysctl fs.file-max.',
  EAGAIN: 'This user may not start another process now: end some, or raise the limit (ulimit -u).',
  ENOMEM: 'This machine has too little memory now: end something, or take a larger one.',
}

/** What to do about an error of the system that says that the machine has too little of something. */
export function scarcity(error: unknown): string | undefined {
  return SCARCE[(error as NodeJS.ErrnoException | undefined)?.code ?? '']
}

/** The lines that explain an error, without passwords; one that is not ours is a bug and shows its stack. */
export function explain(error: unknown): string[] {
  return linesOf(error).map(masked)
}

function linesOf(error: unknown): string[] {
  if (error instanceof BadInputs) return [...error.problems]
  if (error instanceof Interrupted) return [error.message]
  if (error instanceof Explained) {
    const { what, source, todo } = error.explanation
    return [what, ...(source ? [`at: ${source}`] : []), ...(todo ? [`do: ${todo}`] : [])]
  }
  const scarce = scarcity(error)
  if (scarce !== undefined) return [(error as Error).message, `do: ${scarce}`]
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return [`this is a bug in xarch, please report it with this text: ${stack}`]
}
