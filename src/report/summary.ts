import { statusOf, type Outcome } from '../outcome.js'
import { timesOf } from '../phases.js'
import { duration } from './duration.js'

/** How a target ended that did not end well, and what is known of what it said; undefined for status 0. */
export function ending({ arch, exit, error, advice, lateMs }: Outcome): string | undefined {
  if (error) return `${arch}: ${error.join('\n')}`
  if (lateMs !== undefined) return `${arch}: the command was ended after ${minutes(lateMs)} (timeout-minutes)`
  if (!exit || (exit.status === 0 && exit.signal === null)) return undefined
  const how = exit.signal === null ? `status ${statusOf(exit)}` : `${exit.signal} (status ${statusOf(exit)})`
  return [`${arch}: the command ended with ${how}`, ...advice.map((line) => `do: ${line}`)].join('\n')
}

function minutes(timeMs: number): string {
  const count = timeMs / 60_000
  return `${count} ${count === 1 ? 'minute' : 'minutes'}`
}

/** What is said of a target that `allow-untrusted` was used for. */
export const UNTRUSTED = 'what it is made of need not be signed (allow-untrusted)'

/** What was done for each target, in lines that stand under each other. */
export function summaryLines(outcomes: readonly Outcome[]): string[] {
  const width = Math.max(...outcomes.map(({ arch }) => arch.length))
  return outcomes.flatMap((outcome) => {
    const phases = Object.entries(timesOf(outcome.spans)).map(([name, time]) => `${name} ${duration(time)}`)
    const status = outcome.exit ? `status ${statusOf(outcome.exit)}` : 'set up'
    const label = outcome.arch.padEnd(width)
    return [
      `${label}  ${status}: ${phases.join(', ')}`,
      `${' '.repeat(width)}  emulator: ${outcome.emulator}`,
      `${' '.repeat(width)}  root: ${outcome.rootSource}`,
      ...(outcome.allowsUntrusted ? [`${' '.repeat(width)}  ${UNTRUSTED}`] : []),
    ]
  })
}

/** The output `results`: by architecture, how the command ended and how long each phase took, in milliseconds. */
export function results(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => [
    outcome.arch,
    {
      status: outcome.exit ? statusOf(outcome.exit) : null,
      signal: outcome.exit?.signal ?? null,
      rootPath: outcome.rootPath,
      root: outcome.rootSource,
      cacheHit: outcome.cacheHit,
      emulator: outcome.emulator,
      alpineVersion: outcome.alpineVersion,
      phasesMs: Object.fromEntries(
        Object.entries(timesOf(outcome.spans)).map(([name, time]) => [name, Math.round(time)]),
      ),
    },
  ])
  return JSON.stringify(Object.fromEntries(rows))
}
