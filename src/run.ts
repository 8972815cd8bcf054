import type { Output } from './output.js'
import type { Phases } from './phases.js'
import type { Exit, Interrupts } from './platform/ports.js'
import type { Guest, GuestCommand, Sandbox } from './sandbox/sandbox.js'

/** How long a guest may take to end after the last signal before its sandbox is closed, in milliseconds. */
const GRACE_MS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGINT: 10_000,
  SIGTERM: 2_000,
  SIGHUP: 2_000,
}
/** The same, where its time is over. */
const LATE_GRACE_MS = 10_000

/** How a command has ended, and what is known of what it said. */
export interface Ended {
  readonly exit: Exit
  readonly advice: readonly string[]
  /** It was ended because it ran for so long; undefined where it ended by itself. */
  readonly lateMs: number | undefined
  /** It was asked to end by a signal. */
  readonly isCancelled: boolean
}

/** As timeout(1) has it. */
const LATE: Exit = { status: 124, signal: null }

/**
 * Runs a command in an open sandbox, hands signals on, and closes the sandbox.
 * @param interrupts signals that ask it to end
 * @param timeoutMs how long it may run; undefined: as long as it wants
 */
export async function runTarget(
  sandbox: Sandbox,
  command: GuestCommand,
  timeoutMs: number | undefined,
  { streams, flush, advice }: Output,
  phases: Phases,
  interrupts: Pick<Interrupts, 'listen'>,
): Promise<Ended> {
  return phases.time('run', async () => {
    let forwarding: Forwarding | undefined
    try {
      const guest = sandbox.start(command, streams)
      forwarding = forwardSignals(guest, sandbox, interrupts)
      const limit = limited(guest, sandbox, timeoutMs)
      const exit = await guest.exit.finally(limit.stop)
      await sandbox.close() // what the command has left running holds the output open
      await guest.drained
      const lateMs = limit.lateMs()
      const isCancelled = forwarding.wasAsked()
      return { exit: lateMs === undefined ? exit : LATE, advice: advice(), lateMs, isCancelled }
    } finally {
      forwarding?.stop()
      flush()
    }
  })
}

/** A guest whose time is over gets SIGTERM; one that does not end then is ended with its sandbox. */
function limited(
  guest: Guest,
  sandbox: Sandbox,
  limitMs: number | undefined,
): { stop: () => void; lateMs: () => number | undefined } {
  if (limitMs === undefined) return { stop: () => undefined, lateMs: () => undefined }
  let isLate = false
  let timer = setTimeout(() => {
    isLate = true
    void guest.signal('SIGTERM')
    timer = setTimeout(() => void sandbox.close(), LATE_GRACE_MS)
  }, limitMs)
  return {
    stop: () => {
      clearTimeout(timer)
    },
    lateMs: () => (isLate ? limitMs : undefined),
  }
}

interface Forwarding {
  readonly stop: () => void
  /** Whether any came before it was stopped. */
  readonly wasAsked: () => boolean
}

/** The guest gets each signal that we get; one that does not end in time is ended with its sandbox. */
function forwardSignals(guest: Guest, sandbox: Sandbox, interrupts: Pick<Interrupts, 'listen'>): Forwarding {
  let timer: NodeJS.Timeout | undefined
  let isAsked = false
  const deaf = interrupts.listen((signal) => {
    isAsked = true
    void guest.signal(signal)
    clearTimeout(timer)
    timer = setTimeout(() => void sandbox.close(), GRACE_MS[signal] ?? 10_000)
  })
  return {
    wasAsked: () => isAsked,
    stop: () => {
      clearTimeout(timer)
      deaf()
    },
  }
}
