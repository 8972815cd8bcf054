import { setMaxListeners } from 'node:events'
import { whenStdoutIsLost } from './own-streams.js'
import type { Interrupts } from './ports.js'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Takes the signals that ask us to end. A runner sends SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL; a terminal
 * SIGINT at each ^C, or SIGHUP. One whose output is lost is asked to end, too.
 */
export function processInterrupts(): Interrupts {
  const listeners = new Set<(signal: NodeJS.Signals) => void>()
  const abort = new AbortController()
  setMaxListeners(0, abort.signal) // one for each host program that runs
  let first: NodeJS.Signals | undefined
  const take = (signal: NodeJS.Signals): void => {
    first ??= signal
    abort.abort()
    for (const listener of listeners) listener(signal)
  }
  for (const signal of SIGNALS) process.on(signal, take)
  whenStdoutIsLost(take)
  return {
    received: () => first,
    abort: abort.signal,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
