import type { Phases } from './phases.js'
import type { Target } from './plan/roots.js'
import type { Exit, Ports, Streams } from './platform/ports.js'
import { Adviser } from './report/advice.js'
import { lineSplitter, type LineSplitter } from './report/lines.js'
import { ROOT_USER, type Guest, type GuestCommand, type Sandbox } from './sandbox/sandbox.js'

/** How long a guest may take to end after the last signal before its sandbox is closed, in milliseconds. */
const GRACE_MS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGINT: 10_000,
  SIGTERM: 2_000,
  SIGHUP: 2_000,
}

/** How a command has ended, and what is known of what it said. */
export interface Ended {
  readonly exit: Exit
  readonly advice: readonly string[]
}

/** A command to run, and whether it gets our standard input. */
export interface Command extends GuestCommand {
  readonly stdin: boolean
}

/** Runs the job's command in an open sandbox, hands signals on, and closes the sandbox. */
export async function runTarget(
  sandbox: Sandbox,
  target: Target,
  job: Command,
  targets: number,
  phases: Phases,
  ports: Ports,
): Promise<Ended> {
  const { argv, user = ROOT_USER, folder, environment } = job
  return phases.time('run', async () => {
    const adviser = new Adviser()
    const { streams, flush } = output(target, job, targets, adviser, ports)
    const guest = sandbox.start({ argv, user, folder, environment }, streams)
    const deaf = forwardSignals(guest, sandbox, ports)
    try {
      const exit = await guest.exit
      await sandbox.close() // what the command has left running holds the output open
      await guest.drained
      flush()
      return { exit, advice: adviser.lines() }
    } finally {
      deaf()
    }
  })
}

interface Output {
  readonly streams: Streams
  /** Hands over what has no newline at its end. */
  readonly flush: () => void
}

/**
 * A command of one target has our own streams; where nobody types, its errors are looked at on the way. Those of several
 * targets are handed on in whole lines, each with its architecture.
 */
function output(target: Target, job: Command, targets: number, adviser: Adviser, ports: Ports): Output {
  const to = (stream: 'stdout' | 'stderr', prefix: string): LineSplitter =>
    lineSplitter(Buffer.from(prefix), (line) => {
      if (stream === 'stderr') adviser.read(line.toString('utf8'))
      if (targets > 1) ports.output(stream, line)
    })
  const [stdout, stderr] = (['stdout', 'stderr'] as const).map((stream) =>
    to(stream, `${target.arch.name} | `),
  )
  const flush = (): void => {
    stdout?.end()
    stderr?.end()
  }
  if (targets > 1) {
    const splitters = { stdout, stderr }
    return { flush, streams: { kind: 'piped', onOutput: (stream, chunk) => splitters[stream]?.write(chunk) } }
  }
  if (job.stdin) return { flush, streams: { kind: 'inherit', stdin: true } }
  const onError = (chunk: Buffer): void => {
    ports.output('stderr', chunk)
    stderr?.write(chunk)
  }
  return { flush, streams: { kind: 'watched', onError } }
}

/** The guest gets each signal that we get; one that does not end in time is ended with its sandbox. */
function forwardSignals(guest: Guest, sandbox: Sandbox, { interrupts }: Ports): () => void {
  let timer: NodeJS.Timeout | undefined
  const deaf = interrupts.listen((signal) => {
    void guest.signal(signal)
    clearTimeout(timer)
    timer = setTimeout(() => void sandbox.close(), GRACE_MS[signal] ?? 10_000)
  })
  return () => {
    clearTimeout(timer)
    deaf()
  }
}
