import type { Handler } from '../binfmt/entry.js'
import type { Resources } from '../inputs/resources.js'
import type { Executor, Ports, Running, Streams } from '../platform/ports.js'
import { openBwrap } from './bwrap.js'
import type { Environment } from './environment.js'
import type { Furnishing } from './furnishings.js'
import { openNamespaces } from './namespaces.js'
import type { Policy } from './policy.js'
import { openProot } from './proot.js'

/** A folder or file of the host that is visible inside. */
export interface Volume {
  /** Absolute; or relative, for something of the sandbox's own (`proc`, `dev`). */
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
  /** A root that is being built has setuid programs; the sandbox's own /dev has device nodes. */
  readonly trusted?: boolean
}

/** What is mounted in a sandbox. */
export interface Mounts {
  /** The unpacked root. */
  readonly root: string
  /** An empty folder beside it, for what ends with the sandbox. */
  readonly scratch: string
  /** What is changed in the root ends with the sandbox (`overlay`), or stays (`direct`). */
  readonly mode: 'overlay' | 'direct'
  readonly volumes: readonly Volume[]
  /** What is put into the root before, from outside. */
  readonly furnishings?: readonly Furnishing[]
}

/** What a sandbox is made of. */
export interface SandboxPlan {
  /** May come later: namespaces take their time too. */
  readonly mounts: Mounts | Promise<Mounts>
  /** Handlers that this sandbox alone has, in a user namespace of its own; none leaves it those of the machine. */
  readonly handlers: readonly Handler[]
  /** none: a network of its own that has a loopback and nothing else. */
  readonly network: 'host' | 'none'
  /** That of a build where none is said. */
  readonly policy?: Policy
  /** No limits where none is said. */
  readonly resources?: Resources
  /** What starts a script inside; the root's own /bin/sh where none is said, or none is needed. */
  readonly shell?: Argv
}

export type Argv = readonly [string, ...string[]]

/** Who runs a command, by the numbers that they have inside. */
export interface GuestUser {
  readonly uid: number
  readonly gid: number
  /** Supplementary groups. */
  readonly groups: readonly number[]
}

/** The same, also where a later step says it: as words that stand for the numbers. */
export interface GuestIds {
  readonly uid: number | string
  readonly gid: number | string
  readonly groups: readonly (number | string)[]
}

/** A command to run inside. */
export interface GuestCommand {
  readonly argv: Argv
  /** Who runs it; root where that is not said. */
  readonly user?: GuestUser
  readonly folder: string
  readonly environment: Environment
  /** As setarch names it. */
  readonly personality?: 'linux32' | undefined
  /** The soft limit of open files; that of our own process without it. */
  readonly openFiles?: number | undefined
  /** It has our own streams, which are a terminal, and gets one of the sandbox's own for them (terminal.pl). */
  readonly terminal?: boolean
}

/** A command that runs inside. */
export interface Guest extends Running {
  /** Sends a signal to the command and what it has started in its process group. */
  signal(name: NodeJS.Signals): Promise<void>
  /** Processes of the machine below which all of its own are. */
  readonly roots: readonly number[]
}

/** An open sandbox: any number of commands can enter it, until it is closed. */
export interface Sandbox {
  start(command: GuestCommand, streams: Streams): Guest
  /** Ends every process inside, and with them every mount. */
  close(): Promise<void>
}

export type SandboxPorts = Pick<Ports, 'exec' | 'executor' | 'privilege' | 'paths'>

const OPENERS: Readonly<Record<Executor, (plan: SandboxPlan, ports: SandboxPorts) => Promise<Sandbox>>> = {
  namespaces: openNamespaces,
  bwrap: openBwrap,
  proot: openProot,
}

/**
 * Opens a sandbox, by what makes them on this machine. Throws `Failed` where the kernel, the program or the root does not
 * allow it, and what `mounts` rejects with.
 */
export async function openSandbox(plan: SandboxPlan, ports: SandboxPorts): Promise<Sandbox> {
  return OPENERS[ports.executor](plan, ports)
}
