import { randomUUID } from 'node:crypto'
import type { GuestRequest } from './inputs/guest.js'
import type { Phases } from './phases.js'
import type { Target } from './plan/roots.js'
import type { Exit, Ports, Streams } from './platform/ports.js'
import { lineSplitter, type LineSplitter } from './report/lines.js'
import { mutedOutput } from './report/muted.js'
import { Witness, type Heard } from './report/witness.js'
import type { Guest, GuestCommand, Sandbox } from './sandbox/sandbox.js'

/** How long a guest may take to end after the last signal before its sandbox is closed, in milliseconds. */
const GRACE_MS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGINT: 10_000,
  SIGTERM: 2_000,
  SIGHUP: 2_000,
}
/** The same, where its time is over. */
const LATE_GRACE_MS = 10_000

/** How a command has ended, and what was heard of it. */
export interface Ended {
  readonly exit: Exit
  readonly heard: Heard
  /** It was ended because it ran for so long; undefined where it ended by itself. */
  readonly lateMs: number | undefined
}

/** As timeout(1) has it. */
const LATE: Exit = { status: 124, signal: null }

/** A command to run, whether it gets our standard input, how long it may take and what it may say. */
export interface Command extends GuestCommand, Pick<GuestRequest, 'timeoutMs' | 'commands'> {
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
  return phases.time('run', async () => {
    const witness = new Witness()
    const { streams, flush } = output(target, job, targets, witness, ports)
    let deaf = (): void => undefined
    try {
      const guest = sandbox.start(job, streams)
      deaf = forwardSignals(guest, sandbox, ports)
      const limit = limited(guest, sandbox, job.timeoutMs)
      const exit = await guest.exit.finally(limit.stop)
      await sandbox.close() // what the command has left running holds the output open
      await guest.drained
      const lateMs = limit.lateMs()
      return { exit: lateMs === undefined ? exit : LATE, heard: witness, lateMs }
    } finally {
      deaf()
      flush()
    }
  })
}

interface Output {
  readonly streams: Streams
  /** Hands over what has no newline at its end; then the runner listens to commands again. */
  readonly flush: () => void
}

/**
 * A command of one target has our own streams; where nobody types, its errors are looked at on the way. Those of several
 * targets are handed on in whole lines, each with its architecture. Where they may say no commands to the runner, all
 * goes one way.
 */
function output(target: Target, job: Command, targets: number, witness: Witness, ports: Ports): Output {
  const muted = job.commands === 'off' ? mutedOutput(toStdout(ports), randomUUID()) : undefined
  const say = (stream: Stream, bytes: Buffer): void => {
    if (muted) muted.write(bytes)
    else ports.output(stream, bytes)
  }
  const prefix = Buffer.from(`${target.arch.name} | `)
  const to = (stream: Stream): LineSplitter =>
    lineSplitter(prefix, (line) => {
      witness.read(line.toString('utf8', prefix.length).trimEnd())
      if (targets > 1) say(stream, line)
    })
  const splitters = { stdout: to('stdout'), stderr: to('stderr') }
  const flush = (): void => {
    splitters.stdout.end()
    splitters.stderr.end()
    muted?.end()
  }
  if (targets === 1 && job.stdin) return { flush, streams: { kind: 'inherit', stdin: true } }
  const onOutput = (stream: Stream, chunk: Buffer): void => {
    if (targets === 1) say(stream, chunk)
    if (targets > 1 || stream === 'stderr') splitters[stream].write(chunk)
  }
  if (targets > 1 || muted) return { flush, streams: { kind: 'piped', onOutput } }
  const onError = (chunk: Buffer): void => {
    onOutput('stderr', chunk)
  }
  return { flush, streams: { kind: 'watched', onError } }
}

type Stream = 'stdout' | 'stderr'

function toStdout({ output }: Ports): (bytes: Buffer) => void {
  return (bytes) => {
    output('stdout', bytes)
  }
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
