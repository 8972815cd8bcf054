import { statusOf, type Outcome } from '../outcome.js'
import { timesOf } from '../phases.js'
import type { Exit } from '../platform/ports.js'
import { duration } from './duration.js'
import type { Fault } from './fault.js'

/** How a command ended that did not end well, whose fault that is and what to do; undefined for status 0. */
export function ending({ arch, exit, fault, advice, lateMs }: Outcome): string | undefined {
  if (!exit || (exit.status === 0 && exit.signal === null)) return undefined
  const how =
    lateMs !== undefined
      ? `was ended after ${minutes(lateMs)} (timeout-minutes)`
      : `ended with ${exit.signal === null ? '' : `${exit.signal} `}${statusText(exit)}`
  const known = advice.map((line) => `do: ${line}`)
  return [`${arch}: the command ${how}`, ...faultLines(fault, known.length > 0), ...known].join('\n')
}

function statusText(exit: Exit): string {
  return exit.signal === null ? `status ${statusOf(exit)}` : `(status ${statusOf(exit)})`
}

/** Said only where the first line does not say it; what to do in general only where nothing better is known. */
function faultLines(fault: Fault | undefined, isAdvised: boolean): string[] {
  if (!fault || fault.kind === 'command' || fault.kind === 'timeout') return []
  const { isSure, blame, todo } = fault
  const line = `fault: ${isSure ? '' : 'likely '}${blame}`
  return todo === '' || isAdvised ? [line] : [line, `do: ${todo}`]
}

function minutes(timeMs: number): string {
  const count = timeMs / 60_000
  return `${count} ${count === 1 ? 'minute' : 'minutes'}`
}

const UNTRUSTED = 'what it is made of need not be signed (allow-untrusted)'

/** What the summary of the job says, in Markdown; empty where there is nothing to say. */
export function jobSummary(outcomes: readonly Outcome[]): string {
  const lines = outcomes
    .filter(({ allowsUntrusted }) => allowsUntrusted)
    .map(({ arch }) => `> ${arch}: ${UNTRUSTED}\n`)
  return lines.length === 0 ? '' : `> [!WARNING]\n${lines.join('')}`
}

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
