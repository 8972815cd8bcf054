import { constants } from 'node:os'
import type { Log } from '../platform/ports.js'
import { BadInputs, explain, Interrupted } from '../report/errors.js'

const WRONG_USE = 2
/** As env, chroot and docker have it: what was asked for was not run. */
const FAILED = 125

/** Says what is wrong with a command line. Returns the exit status for it. */
export function wrongUse(log: Log, problems: readonly string[], help: string): number {
  log.error([...problems, `${help} says what can be given`])
  return WRONG_USE
}

/** Does the work of a command; an error becomes lines on standard error and the status of its kind. */
export async function ending(log: Log, help: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BadInputs) return wrongUse(log, error.problems, help)
    log.error(explain(error))
    return error instanceof Interrupted ? 128 + constants.signals[error.signal] : FAILED
  }
}
