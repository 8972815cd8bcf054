import { randomUUID } from 'node:crypto'
import type { Ports, Streams } from './platform/ports.js'
import { labelled, labelledCommands } from './report/labelled.js'
import { lineSplitter, type LineSplitter } from './report/lines.js'
import { mutedOutput } from './report/muted.js'
import { OutputRecord } from './report/output-record.js'
import { Witness, type Heard } from './report/witness.js'

/** What one target's command says, on its way. */
export interface Output {
  readonly streams: Streams
  /** Hands over what has no newline at its end; then the runner listens to commands again. */
  readonly flush: () => void
  /** What was heard, and is kept, of what it said, when all is flushed; nothing where it has our own streams. */
  readonly heard: () => Heard
  readonly lastLines: OutputRecord['lastLines']
  readonly annotations: OutputRecord['annotations']
  /** When it has last said something, by the clock of the ports; when it was started, before. */
  readonly heardMs: () => number
}

/** How what a command says is shown. */
export interface Showing {
  /** What stands before each of its lines; undefined: nothing, and lines need not be whole. */
  readonly label: string | undefined
  /** Whether it can say commands to the runner. */
  readonly commands: 'on' | 'off'
  readonly stdin: boolean
  /** Whether it matters when it says something. */
  readonly isWatched: boolean
  /** Gets all that it says, as it says it; undefined: nobody. */
  readonly record: ((chunk: Buffer) => void) | undefined
  /** Where its standard output goes; undefined: to ours. */
  readonly stdout: 'stderr' | undefined
}

type Stream = 'stdout' | 'stderr'

/**
 * A command of one target has our own streams where nobody has to look at them. Those of several targets are handed on
 * in whole lines, each with its label. Where they may say no commands to the runner, all goes one way.
 */
export function output(showing: Showing, ports: Ports): Output {
  const { label, stdin, commands, stdout } = showing
  const witness = new Witness()
  const said = new OutputRecord()
  const heard = (): Heard => {
    witness.read(said.end()) // all of standard output would be too much to look at
    return witness
  }
  const kept = { heard, lastLines: () => said.lastLines(), annotations: () => said.annotations() }
  let lastMs = ports.now()
  const heardMs = (): number => lastMs
  if (label === undefined && stdin && !showing.record && !stdout && !showing.isWatched)
    return { ...kept, heardMs, flush: () => undefined, streams: { kind: 'inherit', stdin } }
  const muted = commands === 'off' ? mutedOutput(to('stdout', ports), randomUUID()) : undefined
  const say = (stream: Stream) => muted?.write ?? to(stream === 'stdout' ? (stdout ?? stream) : stream, ports)
  const splitters = {
    stdout: shown(say('stdout'), showing, ports),
    stderr: shown(say('stderr'), showing, ports),
  }
  const errors = lineSplitter((lines) => {
    witness.read(lines.toString('utf8').slice(0, -1))
  })
  const onOutput = (stream: Stream, chunk: Buffer): void => {
    lastMs = ports.now()
    showing.record?.(chunk)
    said.read(stream, chunk)
    splitters[stream].write(chunk)
    if (stream === 'stderr') errors.write(chunk)
  }
  const flush = (): void => {
    for (const splitter of [splitters.stdout, splitters.stderr, errors]) splitter.end()
    muted?.end()
  }
  return { ...kept, heardMs, flush, streams: { kind: 'piped', stdin, onOutput } }
}

function to(stream: Stream, { output }: Ports): (bytes: Buffer) => void {
  return (bytes) => {
    output(stream, bytes)
  }
}

/** What a stream's chunks become: whole lines with a label, or themselves. */
function shown(
  say: (bytes: Buffer) => void,
  { label, commands }: Showing,
  { audience }: Ports,
): LineSplitter {
  if (label === undefined) return { write: say, end: () => undefined }
  const put = audience.takesCommands && commands === 'on' ? labelledCommands(label) : labelled(label)
  return lineSplitter((lines) => {
    say(Buffer.from(put(lines.toString('latin1')), 'latin1'))
  })
}
