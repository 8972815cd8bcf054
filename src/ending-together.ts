import { setMaxListeners } from 'node:events'
import type { Interrupts } from './platform/ports.js'

/** What ends the targets of a job before they end by themselves: signals to us, and the failure of one of them. */
export interface EndingTogether extends Interrupts {
  /** Whether no further command is to be started. */
  readonly isOver: () => boolean
  /** One has failed. */
  readonly fail: () => void
}

/**
 * @param failFast whether the failure of one ends the others: their commands get SIGTERM, what makes their roots ends as if we had got it
 */
export function endingTogether(interrupts: Interrupts, failFast: boolean): EndingTogether {
  const listeners = new Set<(signal: NodeJS.Signals) => void>()
  const abort = new AbortController()
  setMaxListeners(0, abort.signal) // one for each host program that runs
  let hasFailed = false
  const received = (): NodeJS.Signals | undefined =>
    interrupts.received() ?? (hasFailed ? 'SIGTERM' : undefined)
  const follow = (): void => {
    abort.abort()
  }
  interrupts.abort.addEventListener('abort', follow)
  if (interrupts.abort.aborted) follow()
  return {
    received,
    abort: abort.signal,
    isOver: () => received() !== undefined,
    fail: () => {
      if (!failFast || hasFailed) return
      hasFailed = true
      abort.abort()
      for (const listener of listeners) listener('SIGTERM')
    },
    listen: (listener) => {
      listeners.add(listener)
      const deaf = interrupts.listen(listener)
      return () => {
        listeners.delete(listener)
        deaf()
      }
    },
  }
}
