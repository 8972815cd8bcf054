import type { Job } from './main.js'
import type { Phases } from './phases.js'
import type { Target } from './plan.js'
import type { Exit, Ports, Streams } from './platform/ports.js'
import { lineSplitter } from './report/lines.js'
import type { Guest, Sandbox } from './sandbox/sandbox.js'

/** How long a guest may take to end after the last signal before its sandbox is closed, in milliseconds. */
const GRACE_MS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGINT: 10_000,
  SIGTERM: 2_000,
  SIGHUP: 2_000,
}

/** Runs the job's command in an open sandbox, hands signals on, and closes the sandbox. */
export async function runTarget(
  sandbox: Sandbox,
  target: Target,
  job: Job,
  targets: number,
  phases: Phases,
  ports: Ports,
): Promise<Exit> {
  const { command, folder, environment } = job
  if (!command) throw new Error('there is no command to run')
  return phases.time('run', async () => {
    const { streams, flush } = output(target, job, targets, ports)
    const guest = sandbox.start({ argv: command, folder, environment }, streams)
    const deaf = forwardSignals(guest, sandbox, ports)
    try {
      const exit = await guest.exit
      await sandbox.close() // what the command has left running holds the output open
      await guest.drained
      flush()
      return exit
    } finally {
      deaf()
    }
  })
}

/** One target: our own streams. Several: whole lines, each with its architecture. */
function output(
  target: Target,
  job: Job,
  targets: number,
  ports: Ports,
): { streams: Streams; flush: () => void } {
  if (targets === 1) return { streams: { kind: 'inherit', stdin: job.stdin }, flush: () => undefined }
  const prefix = Buffer.from(`${target.arch.name} | `)
  const to = {
    stdout: lineSplitter(prefix, (line) => {
      ports.output('stdout', line)
    }),
    stderr: lineSplitter(prefix, (line) => {
      ports.output('stderr', line)
    }),
  }
  return {
    streams: {
      kind: 'piped',
      onOutput: (stream, chunk) => {
        to[stream].write(chunk)
      },
    },
    flush: () => {
      to.stdout.end()
      to.stderr.end()
    },
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
