import type { ChildProcess, StdioOptions } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

interface Ends {
  readonly input?: Readable
  readonly output?: Writable
}

/** Starts a process between two streams; `drained` throws what broke one of them. stderr is left to the caller. */
export function streamed(
  ends: Ends,
  launch: (stdio: StdioOptions) => ChildProcess,
): { child: ChildProcess; drained: Promise<void> } {
  const { input, output } = ends
  const child = launch([input ? 'pipe' : 'ignore', output ? 'pipe' : 'ignore', 'pipe'])
  const flows = [
    ...(input && child.stdin ? [pipeline(input, child.stdin)] : []),
    ...(output && child.stdout ? [pipeline(child.stdout, output)] : []),
  ]
  // Where it could not be started, nobody else ends what would feed it and what waits for it.
  child.once('error', (cause) => {
    cut(ends, cause)
  })
  const drained = Promise.all(flows).then(() => undefined)
  drained.catch(() => undefined) // whoever awaits it sees the error
  return { child, drained }
}

/** Ends both streams: what the process has started loses its input and its reader, and ends too. */
export function cut({ input, output }: Ends, cause: Error): void {
  input?.destroy(cause)
  output?.destroy(cause)
}
