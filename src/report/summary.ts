import { resultOf, statusOf, type Outcome } from '../outcome.js'
import { timesOf } from '../phases.js'
import { duration } from './duration.js'

/** Why a target failed, or how a command ended that did not end well, and what is known of what it said; undefined for status 0. */
export function ending({
  arch,
  exit,
  error,
  advice,
  lateMs,
  silentMs,
  processes,
}: Outcome): string | undefined {
  if (error) return `${arch}: ${error.join('\n')}`
  if (lateMs !== undefined)
    return running(`${arch}: the command was ended after ${minutes(lateMs)} (timeout-minutes)`, processes)
  if (silentMs !== undefined)
    return running(
      `${arch}: the command said nothing for ${minutes(silentMs)}, and was ended (silence-minutes)`,
      processes,
    )
  if (!exit || (exit.status === 0 && exit.signal === null)) return undefined
  const how = exit.signal === null ? `status ${statusOf(exit)}` : `${exit.signal} (status ${statusOf(exit)})`
  return [`${arch}: the command ended with ${how}`, ...advice.map((line) => `do: ${line}`)].join('\n')
}

function running(line: string, processes: readonly string[]): string {
  return processes.length === 0 ? line : [`${line}; what ran then:`, ...processes].join('\n')
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
