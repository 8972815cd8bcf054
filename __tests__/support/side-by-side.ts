import { beforeAll, it as one } from '@jest/globals'
import { inCase, readyForCases, trySideBySide } from './cases.js'
import { triedAtOnce } from './tried-at-once.js'

/**
 * `it` for a file whose tests have nothing to do with each other: all of them are tried before the first is reported, some
 * at a time, each with what `places`, `placeOfFile` and `jobs` give it for itself. Hooks of the file itself come after
 * that. Only for tests that look at what is theirs, not at the whole machine: others use it meanwhile.
 */

type Case = () => Promise<void>
type Tell = () => void

trySideBySide()
beforeAll(readyForCases, 60_000)
const withOthers = tries()
const alone = tries(1)

/** Tries so many at a time what it gets before the first test begins; what it returns tells what came of that. */
function tries(lanes?: number): (test: () => unknown) => Tell {
  const cases: Case[] = []
  const tried = triedAtOnce(cases, (its) => its(), lanes)
  return (test) => {
    const its: Case = () => inCase(test)
    cases.push(its)
    return () => {
      tried(its)
    }
  }
}

const each = (table: readonly unknown[]) => (name: string, test: (...row: unknown[]) => unknown) => {
  const isOfRows = table.every(Array.isArray) // as jest decides it
  const rows = table.map((row) => (isOfRows ? (row as unknown[]) : [row]))
  const ends = rows.map((row) => ({ row, tell: withOthers(() => test(...row)) }))
  const isSame = (row: readonly unknown[], other: readonly unknown[]): boolean =>
    row.length === other.length && row.every((it, at) => Object.is(it, other[at]))
  // Jest passes a row to each test: some may be left out.
  one.each(table)(name, (...given: readonly unknown[]) => {
    const end = ends.find(({ row }) => isSame(row, given))
    if (end === undefined) throw new Error(`the row of this test was not tried: ${String(given)}`)
    end.tell()
  })
}

export const it = Object.assign(
  (name: string, test: () => unknown): void => {
    one(name, withOthers(test))
  },
  {
    each: each as unknown as typeof one.each,
    skip: one.skip,
    /** For one that does look at the whole machine: tried when all others are over. */
    alone: (name: string, test: () => unknown): void => {
      one(name, alone(test))
    },
  },
)
