import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Handler } from '../binfmt/entry.js'
import type { Resources } from '../inputs/resources.js'
import type { Exec, Paths, Ports, Running, Streams } from '../platform/ports.js'
import { sessionBelow } from '../platform/processes.js'
import { Failed } from '../report/errors.js'
import { carried, type Environment } from './environment.js'
import { furnishingArguments, type Furnishing } from './furnishings.js'
import { enforced } from './enforced.js'
import { BUILDING, givenBack, type Policy } from './policy.js'

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
}

type Argv = readonly [string, ...string[]]

/** Who runs a command, by the numbers that they have inside. */
export interface GuestUser {
  readonly uid: number
  readonly gid: number
  /** Supplementary groups. */
  readonly groups: readonly number[]
}

/** The root of a sandbox. */
export const ROOT_USER: GuestUser = { uid: 0, gid: 0, groups: [] }

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
}

/** A command that runs inside. */
export interface Guest extends Running {
  /** Sends a signal to the command and what it has started in its process group. */
  signal(name: NodeJS.Signals): Promise<void>
}

/** An open sandbox: any number of commands can enter it, until it is closed. */
export interface Sandbox {
  start(command: GuestCommand, streams: Streams): Guest
  /** Ends every process inside, and with them every mount. */
  close(): Promise<void>
}

export type SandboxPorts = Pick<Ports, 'exec' | 'executor' | 'privilege' | 'paths'>

/**
 * Opens a sandbox (hold.sh says how). Throws `Failed` where the kernel or the root does not allow it, and what `mounts`
 * rejects with.
 */
export async function openSandbox(plan: SandboxPlan, ports: SandboxPorts): Promise<Sandbox> {
  const policy = plan.policy ?? BUILDING
  const { namespaces, limits } = await enforced(policy, plan.network, ports.privilege)
  const script = (name: string): string => join(ports.paths.assets, 'sandbox', name)
  const handlers = plan.handlers.flatMap(({ file, line }) => [file, line])
  const limited = limiter(script('limit.sh'), plan.resources, ports.paths)
  const keeper = ports.exec.start(
    {
      argv: limited('make', [
        ...PRIVATE_MOUNTS,
        ...(['bash', script('hold.sh'), namespaces] as const),
        ...handlers,
      ]),
      why: 'open the sandbox',
      privileged: true,
    },
    { kind: 'lifeline' },
  )
  await sendMounts(plan.mounts, policy, keeper)
  const ready = /^ready (\d+) (\d+)$/.exec((await keeper.nextLine()) ?? '')
  if (!ready) throw await refusal(keeper)
  const [, outside = '', holder = ''] = ready
  const enter = limited('join', [
    'nsenter',
    `--mount=/proc/${outside}/ns/mnt`,
    'bash',
    script('enter.sh'),
    holder,
    limits,
  ])
  return {
    start: (command, streams) => startGuest(enter, command, streams, ports.exec),
    close: async () => {
      keeper.endInput()
      await keeper.exit
    },
  }
}

/** Gives a command the limits of this sandbox, where there are any. */
function limiter(
  script: string,
  { pids, memoryBytes }: Resources = { pids: undefined, memoryBytes: undefined },
  { holder }: Paths,
): (verb: 'make' | 'join', argv: Argv) => Argv {
  if (pids === undefined && memoryBytes === undefined) return (_, argv) => argv
  const name = `xarch-${holder}.${randomUUID()}`
  const most = [pids, memoryBytes].map((limit) => String(limit ?? 'max'))
  return (verb, argv) => ['bash', script, verb, name, ...most, ...argv]
}

async function sendMounts(mounts: SandboxPlan['mounts'], policy: Policy, keeper: Running): Promise<void> {
  try {
    keeper.send([...setupArguments(await mounts, policy), '', ''].join('\0'))
  } catch (error) {
    keeper.endInput()
    await keeper.exit.catch(() => undefined)
    throw error
  }
}

function startGuest(enter: Argv, command: GuestCommand, streams: Streams, exec: Exec): Guest {
  const { argv, user = ROOT_USER, folder, environment, personality, openFiles } = command
  const { uid, gid, groups } = user
  const entering = personality === undefined ? enter : (['setarch', personality, ...enter] as const)
  const limit = openFiles === undefined ? {} : { XARCH_OPEN_FILES: String(openFiles) }
  const running = exec.start(
    {
      argv: [...entering, `${uid}:${gid}:${groups.join(',')}`, folder, ...argv],
      why: `run ${argv[0]}`,
      privileged: true,
      env: { ...carried(environment), ...limit },
    },
    streams,
  )
  return { ...running, signal: (name) => signalGuest(running.pid, name, exec) }
}

/** The guest leads a session of its own, below what enters; one that is not there yet is waited for. */
async function signalGuest(pid: number, name: NodeJS.Signals, exec: Exec): Promise<void> {
  let session = sessionBelow(pid)
  for (let tries = 0; session === undefined && tries < 50; tries++) {
    await sleep(10)
    session = sessionBelow(pid)
  }
  if (session === undefined) return
  await exec.attempt({
    argv: ['bash', '-c', 'kill -s "$1" -- "-$2"', 'signal', name.slice('SIG'.length), String(session)],
    why: `send ${name} to the command`,
    privileged: true,
    always: true,
  })
}

const PRIVATE_MOUNTS = ['unshare', '--mount', '--propagation', 'private'] as const

/** The arguments of setup.sh. */
export function setupArguments(
  { root, scratch, mode, volumes, furnishings = [] }: Mounts,
  policy = BUILDING,
): string[] {
  const trust = ({ source }: Volume): string => (source.startsWith('/') ? 'suid,nodev' : 'suid,dev')
  const options = (volume: Volume): string =>
    `${volume.readOnly ? 'ro' : 'rw'},exec,${volume.trusted ? trust(volume) : 'nosuid,nodev'}`
  return [
    [mode, ...givenBack(policy)].join(','),
    root,
    scratch,
    ...furnishingArguments(furnishings),
    ...volumes.flatMap((volume) => [volume.source, volume.target, options(volume)]),
  ]
}

async function refusal(keeper: Running): Promise<Failed> {
  await keeper.exit
  const said = keeper.stderr().trim()
  return new Failed({
    what: `could not open the sandbox${said ? `: ${said}` : ''}`,
    todo: said.includes("as another user's")
      ? 'Strict isolation needs idmapped mounts: Linux 5.19, and a file system that has them (ext4, xfs, btrfs …); or take isolation "unshare".'
      : 'Needed are root and a kernel that allows namespaces and mounts; in a container that means --privileged.',
  })
}
