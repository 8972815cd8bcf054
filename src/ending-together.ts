import type { Interrupts } from './platform/ports.js'

/** What ends the commands of a job before they end by themselves: signals to us, and the failure of one of them. */
export interface EndingTogether extends Pick<Interrupts, 'listen'> {
  /** Whether no further command is to be started. */
  readonly isOver: () => boolean
  /** One has failed. */
  readonly fail: () => void
}

/**
 * @param failFast whether the failure of one ends the others: they get SIGTERM
 */
export function endingTogether(
  interrupts: Pick<Interrupts, 'listen' | 'received'>,
  failFast: boolean,
): EndingTogether {
  const listeners = new Set<(signal: NodeJS.Signals) => void>()
  let hasFailed = false
  return {
    isOver: () => hasFailed || interrupts.received() !== undefined,
    fail: () => {
      if (!failFast || hasFailed) return
      hasFailed = true
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
