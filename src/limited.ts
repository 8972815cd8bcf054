import type { Guest, Sandbox } from './sandbox/sandbox.js'
import { processesBelow } from './platform/process-tree.js'
import { processList } from './report/process-list.js'

/** How long one may take to end that was asked to, in milliseconds. */
const GRACE_MS = 10_000

/** How long a command may run, and say nothing, in milliseconds; undefined: as long as it wants. */
export interface TimeLimits {
  readonly timeoutMs: number | undefined
  readonly silenceMs: number | undefined
}

/** Why a command was ended, and what ran then. */
export interface Overdue {
  readonly kind: 'late' | 'silent'
  readonly afterMs: number
  /** Lines that show its processes. */
  readonly processes: readonly string[]
}

/**
 * Watches a guest. One whose time is over gets SIGTERM; one that does not end then is ended with its sandbox.
 * @param heardMs when it has last said something
 * @param now the same clock
 */
export function limited(
  guest: Guest,
  sandbox: Sandbox,
  { timeoutMs, silenceMs }: TimeLimits,
  heardMs: () => number,
  now: () => number,
): { readonly stop: () => void; readonly overdue: () => Overdue | undefined } {
  let overdue: Overdue | undefined
  const timers: NodeJS.Timeout[] = []
  const stop = (): void => {
    for (const timer of timers) clearTimeout(timer)
  }
  const end = (kind: Overdue['kind'], afterMs: number): void => {
    if (overdue) return
    overdue = { kind, afterMs, processes: processList(processesBelow(guest.roots)) }
    void guest.signal('SIGTERM')
    timers.push(setTimeout(() => void sandbox.close(), GRACE_MS))
  }
  const listen = (limitMs: number): void => {
    const leftMs = heardMs() + limitMs - now()
    if (leftMs <= 0) end('silent', limitMs)
    else
      timers.push(
        setTimeout(() => {
          listen(limitMs)
        }, leftMs),
      )
  }
  if (timeoutMs !== undefined)
    timers.push(
      setTimeout(() => {
        end('late', timeoutMs)
      }, timeoutMs),
    )
  if (silenceMs !== undefined) listen(silenceMs)
  return { stop, overdue: () => overdue }
}
