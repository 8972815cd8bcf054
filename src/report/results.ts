import { resultOf, statusOf, type Outcome } from '../outcome.js'
import { timesOf } from '../phases.js'

/** The output `results`: by architecture, all that is known of what came of it; times in milliseconds. */
export function results(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => [
    outcome.arch,
    {
      result: resultOf(outcome),
      status: outcome.exit ? statusOf(outcome.exit) : null,
      signal: outcome.exit?.signal ?? null,
      root: outcome.rootSource,
      phasesMs: Object.fromEntries(
        Object.entries(timesOf(outcome.spans)).map(([name, time]) => [name, Math.round(time)]),
      ),
      ...outcome,
    },
  ])
  return JSON.stringify(Object.fromEntries(rows))
}

/** Outcomes as `results` has told them; undefined where the text is none of its. */
export function outcomesOf(text: string): Outcome[] | undefined {
  try {
    const told = Object.values(JSON.parse(text) as Readonly<Record<string, Outcome>>)
    return told.every(({ arch, spans }) => typeof arch === 'string' && Array.isArray(spans))
      ? told
      : undefined
  } catch {
    return undefined
  }
}
