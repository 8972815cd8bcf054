import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { Failed, scarcity } from '../report/errors.js'
import { hostEnvironment } from './environment.js'
import { closeWriters, makePipes } from './pipes.js'
import { failure } from './failure.js'
import type { Command, Exec, Exit, Output, Running, Streams } from './ports.js'
import { privilegedArgv, type Privilege } from './privilege.js'
import { quoted } from './quoted.js'
import { screen } from './screen.js'
import { cut, streamed } from './streamed.js'
import { typed } from './typed.js'

/** Folders that take a pipe for a moment where TMPDIR names none that does. Source: hier(7), shm_overview(7). */
const COMMON_FOLDERS = ['/tmp', '/var/tmp', '/dev/shm']

const DEADLINE_MS = 10 * 60_000
/** What is kept of a stream of a host program. */
const KEPT_CHARACTERS = 1_000_000

/** Carries out commands. Environment: PATH, HOME, proxies and what the command names; never the runner's tokens. */
export function nodeExec(privilege: Privilege, debug: (line: string) => void, abort: AbortSignal): Exec {
  const stopping = { privilege, abort }
  const launch = (command: Command, stdio: StdioOptions, detached: boolean): ChildProcess => {
    const [program, ...args] = privilegedArgv(command, privilege)
    debug(`+ ${typed(command, privilege, process.env)}`)
    return spawn(program, args, {
      stdio,
      detached,
      env: { ...hostEnvironment(), ...command.env },
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    })
  }
  const attempt = async (command: Command): Promise<Output> => {
    const child = launch(command, ['ignore', 'pipe', 'pipe'], false)
    const stdout = kept(child.stdout)
    const stderr = kept(child.stderr)
    const timer = setTimeout(() => {
      stop(child, command, privilege, 'SIGKILL')
    }, command.timeoutMs ?? DEADLINE_MS)
    if (!command.always) stopAtAbort(child, command, stopping)
    try {
      return { ...(await ended(child, command, 'close')), stdout: stdout(), stderr: stderr() }
    } finally {
      clearTimeout(timer)
    }
  }
  const run = async (command: Command): Promise<Output> => {
    const output = await attempt(command)
    if (output.status !== 0) throw failure(command, output)
    return output
  }
  return { attempt, run, start: (command, streams) => start(command, streams, launch, stopping, debug) }
}

const KILL_CHILDREN = 'kill -s KILL $(cat "/proc/$1/task/$1/children")'

/** Ends a host program. Behind sudo it is root's: sudo hands SIGTERM on, SIGKILL is for what it has started. */
function stop(
  child: ChildProcess,
  command: Command,
  privilege: Privilege,
  signal: 'SIGTERM' | 'SIGKILL',
): void {
  if (command.privileged !== true || privilege !== 'sudo') child.kill(signal)
  else if (child.pid !== undefined && signal === 'SIGTERM')
    spawn('sudo', ['-n', 'kill', '-s', 'TERM', '--', String(child.pid)], { stdio: 'ignore' })
  else if (child.pid !== undefined)
    spawn('sudo', ['-n', 'sh', '-c', KILL_CHILDREN, 'kill', String(child.pid)], { stdio: 'ignore' })
}

/** Who asks us to end, and what it takes to stop a process then. */
interface Stopping {
  readonly privilege: Privilege
  readonly abort: AbortSignal
}

function stopAtAbort(
  child: ChildProcess,
  command: Command,
  { privilege, abort }: Stopping,
  streams?: Streams,
): void {
  const cancel = (): void => {
    stop(child, command, privilege, 'SIGTERM')
    if (streams?.kind === 'streamed') cut(streams, new Error('asked to end'))
  }
  const forget = (): void => {
    abort.removeEventListener('abort', cancel)
  }
  child.once('close', forget).once('error', forget)
  abort.addEventListener('abort', cancel)
  if (abort.aborted) cancel()
}

/** Whether what is started reads from our terminal, or writes to it by itself. */
function isAtTerminal(streams: Streams): boolean {
  return streams.kind === 'inherit' || (streams.kind === 'piped' && streams.stdin === true)
}

type Launch = (command: Command, stdio: StdioOptions, detached: boolean) => ChildProcess

function start(
  command: Command,
  streams: Streams,
  launch: Launch,
  stopping: Stopping,
  debug: (line: string) => void,
): Running {
  const { child, drained } = withStreams(streams, (stdio) => launch(command, stdio, true))
  const exit = ended(child, command, streams.kind === 'streamed' ? 'close' : 'exit')
  exit.catch(() => undefined) // whoever awaits it sees the error
  if (isAtTerminal(streams)) screen.lend(exit)
  const stderr = streams.kind === 'lifeline' || streams.kind === 'streamed' ? kept(child.stderr) : () => ''
  if (streams.kind === 'lifeline') child.stdin?.on('error', () => undefined) // one that has ended is seen by its exit
  if (streams.kind === 'streamed') stopAtAbort(child, command, stopping, streams)
  return {
    pid: child.pid ?? 0,
    nextLine: streams.kind === 'lifeline' ? lines(child) : () => Promise.resolve(undefined),
    send: (text) => {
      debug(`| ${text.split('\0').map(quoted).join(' ')}`)
      child.stdin?.write(text)
    },
    endInput: () => child.stdin?.end(),
    exit,
    drained,
    stderr,
  }
}

interface Started {
  readonly child: ChildProcess
  readonly drained: Promise<void>
}

function withStreams(streams: Streams, launch: (stdio: StdioOptions) => ChildProcess): Started {
  const nothing = Promise.resolve()
  switch (streams.kind) {
    case 'lifeline':
      return { child: launch(['pipe', 'pipe', 'pipe']), drained: nothing }
    case 'inherit':
      return { child: launch([streams.stdin ? 'inherit' : 'ignore', 'inherit', 'inherit']), drained: nothing }
    case 'piped': {
      const handOver = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
        streams.onOutput(stream, chunk)
      }
      return piped(streams.stdin ? 'inherit' : 'ignore', [handOver('stdout'), handOver('stderr')], launch)
    }
    case 'streamed':
      return streamed(streams, launch)
  }
}

/** Both outputs by pipes whose chunks are handed over. */
function piped(
  input: 'ignore' | 'inherit',
  readers: readonly ((chunk: Buffer) => void)[],
  launch: (stdio: StdioOptions) => ChildProcess,
): Started {
  const pipes = makePipes(readers.length, [tmpdir(), ...COMMON_FOLDERS])
  try {
    const child = launch([input, ...pipes.map(({ writer }) => writer)])
    const ends = pipes.map(({ reader }, index) => {
      reader.on('data', (chunk: Buffer) => readers[index]?.(chunk))
      return once(reader, 'close')
    })
    return { child, drained: Promise.all(ends).then(() => undefined) }
  } finally {
    closeWriters(pipes)
  }
}

/** `exit`: the process is gone, though its children may hold the pipes; `close`: the pipes are at their end too. */
function ended(child: ChildProcess, command: Command, event: 'exit' | 'close'): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      const program = command.argv[0]
      const missing = cause.code === 'ENOENT'
      const todo = missing
        ? `Install the package ${command.package ?? `that has ${program}`} (PATH is searched).`
        : scarcity(cause)
      reject(
        new Failed({
          what: `could not ${command.why}: ${missing ? `the program ${program} is not there` : cause.message}`,
          ...(todo === undefined ? {} : { todo }),
        }),
      )
    })
    child.once(event, (status: number | null, signal: NodeJS.Signals | null) => {
      resolve({ status, signal })
    })
  })
}

function kept(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    text = (text + chunk).slice(-KEPT_CHARACTERS)
  })
  return () => text
}

function lines(child: ChildProcess): () => Promise<string | undefined> {
  let text = ''
  let over = false
  let wake: () => void = () => undefined
  child.stdout?.setEncoding('utf8')
  child.stdout?.on('data', (chunk: string) => {
    text += chunk
    wake()
  })
  child.stdout?.on('close', () => {
    over = true
    wake()
  })
  child.once('error', () => {
    over = true
    wake()
  })
  return async () => {
    for (;;) {
      const end = text.indexOf('\n')
      if (end >= 0) {
        const line = text.slice(0, end)
        text = text.slice(end + 1)
        return line
      }
      if (over) return undefined
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}
