import type { Readable, Writable } from 'node:stream'
import type { Caller } from '../sandbox/accounts.js'
import type { Privilege } from './privilege.js'

/**
 * The ports: what acts on the world gets these as parameters, and nothing else of the machine but the file system.
 * Their adapters are beside this file; what decides knows none of them.
 */

/** A command as a value: compared in tests, carried out by one executor. */
export interface Command {
  readonly argv: readonly [string, ...string[]]
  /** Debian's name of the package that has the program, for the error where it is missing. */
  readonly package?: string
  /** What it is for, in words that fit behind "could not": shown when it fails. */
  readonly why: string
  /** Needs root: the executor puts sudo before it where the process has none. */
  readonly privileged?: boolean
  /** Variables added to the small environment that host programs get. */
  readonly env?: Readonly<Record<string, string>>
  /** Variables of `env` whose values may be secrets, each with the name of the variable that it comes from. */
  readonly references?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Milliseconds after which it is killed. */
  readonly timeoutMs?: number
  /** It cleans up, so it is not stopped when we are asked to end. */
  readonly always?: boolean
}

/** How a process ended: one of the two is null. */
export interface Exit {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Output extends Exit {
  readonly stdout: string
  readonly stderr: string
}

/** A process that runs on while we do other things. */
export interface Running {
  readonly pid: number
  /** The next line of its standard output (a lifeline's), or undefined at its end. */
  nextLine(): Promise<string | undefined>
  /** Text for a lifeline. */
  send(text: string): void
  /** Closes its standard input. */
  endInput(): void
  /** Resolves when it has ended; what it started may still run and write. */
  readonly exit: Promise<Exit>
  /** Resolves when its output (and its input, where that is a stream) is at its end. */
  readonly drained: Promise<void>
  /** What it said on standard error, where that is kept. */
  readonly stderr: () => string
}

/** Where the standard streams of a started process go. */
export type Streams =
  /** stdin is a socket we hold (a lifeline), stdout is read in lines, stderr kept. */
  | { readonly kind: 'lifeline' }
  /** The streams of this process; stdin may be closed instead. */
  | { readonly kind: 'inherit'; readonly stdin: boolean }
  /** stdout and stderr are handed over in chunks; stdin is that of this process or closed. */
  | {
      readonly kind: 'piped'
      readonly stdin?: boolean
      readonly onOutput: (stream: 'stdout' | 'stderr', chunk: Buffer) => void
    }
  /**
   * stdin is fed from a stream or closed, stdout handed to a stream or left out, stderr kept. `exit` waits until all
   * that it started is gone; it is stopped when we are asked to end. `drained` throws what broke a stream.
   */
  | { readonly kind: 'streamed'; readonly input?: Readable; readonly output?: Writable }

export interface Exec {
  /** Runs to the end. Throws `Failed` with what it printed when its status is not 0. */
  run(command: Command): Promise<Output>
  /** Runs to the end, whatever the status. Throws `Failed` only where it cannot be started or has no end in time. */
  attempt(command: Command): Promise<Output>
  /** Starts in a process group of its own. */
  start(command: Command, streams: Streams): Running
}

export interface Log {
  /** Work that takes time or changes something: one line. */
  info(message: string): void
  /** What is shown when asked for (`--verbose`, RUNNER_DEBUG). */
  debug(message: string): void
  warning(message: string): void
  /** Why it ends here: the lines of one error. */
  error(lines: readonly string[]): void
}

/** Shows how far work is that takes long: to a person at a terminal, or in lines of a log. */
export interface Progress {
  /**
   * Does a piece of work, and shows it meanwhile; what it returns or throws is handed on.
   * @param what a name that a person understands, of one line
   */
  during<T>(what: string, work: (piece: Piece) => Promise<T>): Promise<T>
}

/** A piece of work that goes on. */
export interface Piece {
  /** So many bytes are done, of so many where that is known. */
  update(doneBytes: number, totalBytes?: number): void
  /** What is being done now: a few words. */
  note(text: string): void
  /** The log has just told of it, so that it need not be told once more. */
  heard(): void
}

/** A store that outlives the machine: GitHub's cache. Never throws; what goes wrong is a warning. */
export interface RemoteCache {
  /**
   * Brings back the file saved under this key, or under the newest one that goes on with a hyphen.
   * @returns the key that it was saved under
   */
  restore(key: string, file: string): Promise<string | undefined>
  /** The newest key of such a file that begins with this text. Brings nothing back. */
  newest(start: string, file: string): Promise<string | undefined>
  /**
   * Notes a file that is to go at the end of the job.
   * @param saveAs the key that it is saved under before
   */
  note(key: string, saveAs: string | undefined): void
}

/** Where tools are kept between jobs. */
export interface ToolCache {
  /** The versions kept of a tool, each with its folder. */
  find(tool: string): Promise<readonly { readonly folder: string; readonly version: string }[]>
  /** Keeps a file as `<folder>/<name>`, whole or not at all; returns the folder. */
  keep(file: string, name: string, tool: string, version: string): Promise<string>
}

/** Signals that ask us to end. */
export interface Interrupts {
  /** Calls `listener` for each until the returned function is called. */
  listen(listener: (signal: NodeJS.Signals) => void): () => void
  /** The first that came, if any. */
  readonly received: () => NodeJS.Signals | undefined
  /** Aborted by the first: downloads and host programs end. */
  readonly abort: AbortSignal
}

/** What makes sandboxes: the kernel's namespaces by scripts of ours, bubblewrap, or PRoot. */
export type Executor = 'namespaces' | 'bwrap' | 'proot'

export interface Ports {
  readonly exec: Exec
  readonly executor: Executor
  /** How `exec` gets root. */
  readonly privilege: Privilege
  /** The same with another privilege; its programs end by `interrupts.abort` where no other signal is named. */
  readonly execAs: (privilege: Privilege, abort?: AbortSignal) => Exec
  readonly log: Log
  readonly progress: Progress
  readonly fetch: Fetch
  /** The same for downloads that end by another signal. */
  readonly fetchUntil: (abort: AbortSignal) => Fetch
  readonly tools: ToolCache
  readonly remote: RemoteCache | undefined
  readonly interrupts: Interrupts
  readonly paths: Paths
  /** Writes what a guest says to our own streams. */
  readonly output: (stream: 'stdout' | 'stderr', bytes: Buffer) => void
  /** Who reads that: whether colours are shown, and lines that begin with `::` are commands. */
  readonly audience: { readonly showsColours: boolean; readonly takesCommands: boolean }
  /** Variables that name a proxy, for what downloads in a sandbox. */
  readonly proxies: Readonly<Record<string, string>>
  /** Variables by which skopeo, podman and docker find what is the user's. */
  readonly engines: Readonly<Record<string, string>>
  /** Who asked for this work. */
  readonly caller: Caller
  /** Milliseconds since any fixed point. */
  readonly now: () => number
}

/** Places this run works in. */
export interface Paths {
  /** Roots and half-built roots; ours alone. */
  readonly store: string
  /** What outlives a job where the machine does: packed roots, locks, notes. */
  readonly cache: string
  /** Temporary files of this run. */
  readonly temporary: string
  /** Where src/ or dist/ lies: scripts and keys are below it. */
  readonly assets: string
  /** The folder that is visible inside at its own path, and where commands start. */
  readonly workspace: string
  /** Further files and folders that are visible inside at their own paths: what the runner has for each step. */
  readonly visible: readonly VisibleFile[]
  /** A path at which commands have a folder of their own (RUNNER_TEMP), where there is one. */
  readonly ownFolder?: string
  /** The process whose end ends our claims to the machine, as handlers.sh wants it. */
  readonly holder: string
}

/** A file or folder of the machine that is visible inside at a path. */
export interface VisibleFile {
  readonly path: string
  /** Another that lies there. */
  readonly source?: string
  readonly readOnly: boolean
}

/** What a download must be. */
export interface Expected {
  readonly algorithm: 'sha256' | 'sha512'
  readonly digest: string
}

/** What a download was. */
export interface Downloaded extends Expected {
  readonly sizeBytes: number
}

export interface Fetch {
  /** The text at a URL (http, https, file), or undefined where there is none (404). At most 4 MiB; asked for once a run. */
  text(url: string): Promise<string | undefined>
  /**
   * The bytes at a URL, or undefined where there are none (404).
   * @param what its name while it is shown; undefined: the name of the file
   */
  bytes(url: string, limitBytes: number, what?: string): Promise<Buffer | undefined>
  /** Whether there is something at a URL; asked once a run. */
  exists(url: string): Promise<boolean>
  /**
   * Writes what is at a URL to a file, hashing on the way (sha256 where nothing is expected of it). Whatever goes wrong,
   * a wrong digest too, leaves no file.
   * @param what its name while it is shown; undefined: the name of the file
   */
  file(url: string, path: string, expected?: Expected, what?: string): Promise<Downloaded>
}
