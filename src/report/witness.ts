import type { Advice } from './advice/row.js'
import { ADVICE } from './advice/table.js'
import { withoutSequences } from './plain.js'
import { SIGN_WORDS, signsOf, type Sign } from './signs.js'

/** What was heard of a command: all that its output says of why it ended as it did. */
export interface Heard {
  /** For each kind of line that some advice is for: the rows that match it, in the order of the table. */
  readonly advice: ReadonlyMap<string, readonly Advice[]>
  readonly signs: ReadonlySet<Sign>
}

/**
 * Nearly every line has none of these, and is looked at no further. Two expressions, as V8 skips much faster for words that
 * begin with a capital, which are rare in output: together 120 MB/s of a core, as one 60 (a log of make), and a million lines a second of others.
 */
const [CAPITALS, OTHERS] = wordsIn([...new Set([...ADVICE.flatMap(({ words }) => words), ...SIGN_WORDS])])

function wordsIn(words: readonly string[]): [RegExp, RegExp] {
  const matching = (isCapital: boolean): RegExp =>
    new RegExp(
      words
        .filter((word) => /^[A-Z]/.test(word) === isCapital)
        .map(literal)
        .join('|'),
    )
  return [matching(true), matching(false)]
}

function isWorthALook(text: string): boolean {
  return CAPITALS.test(text) || OTHERS.test(text)
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** How much of a line is looked at, in characters: a message of a program is shorter, a line of data is not worth it. */
const LONGEST_LINE = 4096

/** Listens to what a command says, on either stream: it is what was heard so far. */
export class Witness implements Heard {
  readonly advice = new Map<string, readonly Advice[]>()
  readonly signs = new Set<Sign>()

  /** @param text one or several whole lines; several at once are cheaper. */
  read(text: string): void {
    if (!isWorthALook(text)) return
    for (const line of text.split('\n')) {
      const start = line.slice(0, LONGEST_LINE)
      if (isWorthALook(start)) this.judge(withoutSequences(start).replace(/\r$/, ''))
    }
  }

  private judge(line: string): void {
    for (const sign of signsOf(line)) this.signs.add(sign)
    const rows = ADVICE.filter(
      ({ words, symptom }) => words.some((word) => line.includes(word)) && symptom.test(line),
    )
    if (rows.length > 0) this.advice.set(rows.map(({ id }) => id).join(' '), rows)
  }
}
