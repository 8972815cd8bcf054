import { resultOf, statusOf, type Outcome } from '../outcome.js'
import { timesOf } from '../phases.js'
import type { Exit } from '../platform/ports.js'
import { duration } from './duration.js'
import type { Fault } from './fault.js'

/** Why a target failed, or how its command ended that did not end well, whose fault that is and what to do; undefined for status 0. */
export function ending({ arch, error, ...outcome }: Outcome): string | undefined {
  if (error) return `${arch}: ${error.join('\n')}`
  const how = howEnded(outcome)
  if (how === undefined) return undefined
  const { fault, advice, processes } = outcome
  const ran = processes.length === 0 ? [] : ['what ran then:', ...processes]
  const known = advice.map((line) => `do: ${line}`)
  return [`${arch}: the command ${how}`, ...ran, ...faultLines(fault, known.length > 0), ...known].join('\n')
}

function howEnded({
  exit,
  lateMs,
  silentMs,
}: Pick<Outcome, 'exit' | 'lateMs' | 'silentMs'>): string | undefined {
  if (lateMs !== undefined) return `was ended after ${minutes(lateMs)} (timeout-minutes)`
  if (silentMs !== undefined) return `said nothing for ${minutes(silentMs)}, and was ended (silence-minutes)`
  if (!exit || (exit.status === 0 && exit.signal === null)) return undefined
  return `ended with ${exit.signal === null ? '' : `${exit.signal} `}${statusText(exit)}`
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

/** What is said of a target that `allow-untrusted` was used for. */
export const UNTRUSTED = 'what it is made of need not be signed (allow-untrusted)'

/** What was done for each target, in lines that stand under each other. */
export function summaryLines(outcomes: readonly Outcome[]): string[] {
  const width = Math.max(...outcomes.map(({ arch }) => arch.length))
  return outcomes.flatMap((outcome) => {
    const phases = Object.entries(timesOf(outcome.spans)).map(([name, time]) => `${name} ${duration(time)}`)
    const { exit, isCancelled } = outcome
    const status = exit && !isCancelled ? `status ${statusOf(exit)}` : resultOf(outcome)
    const label = outcome.arch.padEnd(width)
    if (outcome.error) return [`${label}  failed: ${outcome.error[0] ?? ''}`]
    if (!outcome.rootPath) return [`${label}  ${status}`]
    return [
      `${label}  ${status}: ${phases.join(', ')}`,
      `${' '.repeat(width)}  emulator: ${outcome.emulator}`,
      `${' '.repeat(width)}  root: ${outcome.rootSource}`,
      ...(outcome.allowsUntrusted ? [`${' '.repeat(width)}  ${UNTRUSTED}`] : []),
    ]
  })
}
