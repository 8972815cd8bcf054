import type { Check } from '../doctor/check.js'
import { canRun, type Examined } from '../doctor/examine.js'
import { columns } from './columns.js'

/** What was found as a text: a line for each, and below what is not ok the way to mend it. */
export function doctorText(examined: Examined): string {
  const rows = shown(examined.checks)
  const lines = columns(rows.map(({ name, state, says }) => [name, state, says])).split('\n')
  const indent = ' '.repeat(
    2 * GAP + longest(rows.map(({ name }) => name)) + longest(rows.map(({ state }) => state)),
  )
  const text = rows.flatMap(({ state, mend }, at) => [
    lines[at] ?? '',
    ...(state === 'ok' || mend === undefined ? [] : [`${indent}do: ${mend}`]),
  ])
  return `${text.join('\n')}\n\n${verdict(examined)}\n`
}

/** Between two columns. */
const GAP = 2
const longest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length))

const PROGRAM = 'program-'

/** Programs that are there share a line. */
function shown(checks: readonly Check[]): readonly Check[] {
  const isFound = ({ name, state }: Check): boolean => name.startsWith(PROGRAM) && state === 'ok'
  const found = checks.filter(isFound).map(({ name }) => name.slice(PROGRAM.length))
  const first = checks.findIndex(isFound)
  const all: Check = { name: 'programs', state: 'ok', says: found.join(' '), needed: false }
  return checks.flatMap((one, at) => (at === first ? [all] : isFound(one) ? [] : [one]))
}

function verdict(examined: Examined): string {
  if (canRun(examined)) return 'xarch run can do its work here.'
  const lacking = examined.checks.filter(({ needed, state }) => needed && state === 'missing')
  return `xarch run cannot do its work here; it needs: ${lacking.map(({ name }) => name).join(', ')}.`
}

/** The same as JSON; docs/doctor.md says what each part means. */
export function doctorJson(examined: Examined): string {
  const { checks, runs } = examined
  const architectures = runs.map(({ arch, isolation }) => ({ name: arch.name, isolation: isolation ?? null }))
  const all = checks.map(({ name, state, needed, says, mend }) => ({
    ...{ name, state, needed, says },
    mend: mend ?? null,
  }))
  const report = { version: 1, canRun: canRun(examined), architectures, checks: all }
  return `${JSON.stringify(report, undefined, 2)}\n`
}
