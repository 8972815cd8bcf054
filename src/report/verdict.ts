import { ARCHITECTURES } from '../arch/architectures.js'
import { statusOf, type Outcome } from '../outcome.js'
import type { Advice, When } from './advice/row.js'
import { ADVICE } from './advice/table.js'
import { faultOf, type Ending, type Fault } from './fault.js'
import type { Heard } from './witness.js'

/** More than this nobody reads. */
const MOST_ADVICE = 3

/** What is said of why a command ended as it did. */
export interface Verdict {
  /** Undefined where it ended well. */
  readonly fault: Fault | undefined
  /** Lines: at most three, each once, in the order of the table. */
  readonly advice: Outcome['advice']
}

/** Whose fault it is, and what is known of what the command said. */
export function verdict(heard: Heard, ending: Ending): Verdict {
  return { fault: faultOf(heard.signs, ending), advice: adviceOf(heard, ending).map(adviceText) }
}

/** The rows of advice for what was heard: for each line the first row that also fits how the command ended. */
export function adviceOf({ advice }: Heard, ending: Ending): Advice[] {
  const found = new Set([...advice.values()].map((rows) => rows.find(({ when }) => fits(when, ending))))
  return ADVICE.filter((row) => found.has(row)).slice(0, MOST_ADVICE)
}

function adviceText({ cause, remedy, link }: Advice): string {
  return `${cause}. ${remedy}${link === undefined ? '' : ` See ${link}`}`
}

function fits(when: When | undefined, { exit, arch, isEmulated, lateMs }: Ending): boolean {
  if (!when) return true
  if (when.isEmulated && !isEmulated) return false
  if (when.is32Bit && ARCHITECTURES.find(({ name }) => name === arch)?.bits !== 32) return false
  if (when.isLate && lateMs === undefined) return false
  if (when.architectures && !when.architectures.includes(arch)) return false
  return !when.statuses || when.statuses.includes(statusOf(exit))
}
