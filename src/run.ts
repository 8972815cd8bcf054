import { limited, type Overdue, type TimeLimits } from './limited.js'
import type { Annotation } from './outcome.js'
import type { Output } from './output.js'
import type { Phases } from './phases.js'
import type { Exit, Interrupts } from './platform/ports.js'
import type { Heard } from './report/witness.js'
import type { Guest, GuestCommand, Sandbox } from './sandbox/sandbox.js'

/** How long a guest may take to end after the last signal before its sandbox is closed, in milliseconds. */
const GRACE_MS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGINT: 10_000,
  SIGTERM: 2_000,
  SIGHUP: 2_000,
  SIGPIPE: 2_000,
}
/** How a command has ended, and what was heard of it. */
export interface Ended {
  readonly exit: Exit
  readonly heard: Heard
  readonly lastLines: readonly string[]
  readonly annotations: readonly Annotation[]
  /** Why it was ended; undefined where it ended by itself. */
  readonly overdue: Overdue | undefined
  /** It was asked to end by a signal. */
  readonly isCancelled: boolean
}

/** As timeout(1) has it. */
const LATE: Exit = { status: 124, signal: null }

/**
 * Runs a command in an open sandbox, hands signals on, and closes the sandbox.
 * @param interrupts signals that ask it to end
 */
export async function runTarget(
  sandbox: Sandbox,
  command: GuestCommand,
  limits: TimeLimits,
  said: Output,
  phases: Phases,
  interrupts: Pick<Interrupts, 'listen'>,
  now: () => number,
): Promise<Ended> {
  return phases.time('run', async () => {
    const ended = await follow(sandbox, command, limits, said, interrupts, now)
    return { ...ended, heard: said.heard(), lastLines: said.lastLines(), annotations: said.annotations() }
  })
}

async function follow(
  sandbox: Sandbox,
  command: GuestCommand,
  limits: TimeLimits,
  { streams, flush, heardMs }: Output,
  interrupts: Pick<Interrupts, 'listen'>,
  now: () => number,
): Promise<Pick<Ended, 'exit' | 'overdue' | 'isCancelled'>> {
  let forwarding: Forwarding | undefined
  try {
    const guest = sandbox.start(command, streams)
    forwarding = forwardSignals(guest, sandbox, interrupts)
    const limit = limited(guest, sandbox, limits, heardMs, now)
    const exit = await guest.exit.finally(limit.stop)
    await sandbox.close() // what the command has left running holds the output open
    await guest.drained
    const overdue = limit.overdue()
    return { exit: overdue ? LATE : exit, overdue, isCancelled: forwarding.wasAsked() }
  } finally {
    forwarding?.stop()
    flush()
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
