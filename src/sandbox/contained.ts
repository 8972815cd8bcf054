import { join } from 'node:path'
import type { Exec, Running, Streams } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { carried, referencesOf } from './environment.js'
import { limiter } from './limiter.js'
import type { Argv, GuestCommand, Mounts, SandboxPlan, SandboxPorts, Volume } from './sandbox.js'
import { sendArguments, setupArguments } from './setup-arguments.js'

/** How the root of a sandbox is made that bubblewrap or PRoot makes of it (keep.sh). */
export type Preparation = 'mounts' | 'places' | 'copies'

/** A root that is ready, and what is still to be made visible in it. */
export interface Contained {
  /** The folder that becomes the root. */
  readonly root: string
  /** The sandbox's own folder. */
  readonly folder: string
  readonly volumes: readonly Volume[]
  /** Starts a command by the words of a program that makes the sandbox. */
  start(tool: Argv, command: GuestCommand, streams: Streams): Running
  /** Ends all that was started, with everything below. */
  close(): Promise<void>
}

/**
 * Prepares a root and keeps it. It ends with this process.
 * @param isShared whether a volume is shown as it is although it should only be read
 * @throws `Failed` where it cannot be made, and what the plan's mounts reject with
 */
export async function contain(
  plan: SandboxPlan,
  how: Preparation,
  ports: SandboxPorts,
  isShared: (volume: Volume) => boolean = () => false,
): Promise<Contained> {
  const script = (name: string): string => join(ports.paths.assets, 'sandbox', name)
  const limited = limiter(script('limit.sh'), plan.resources, ports.paths)
  const keeping: Argv = ['bash', script('keep.sh'), how]
  const keep: Argv =
    how === 'mounts' ? ['unshare', '--mount', '--propagation', 'private', ...keeping] : keeping
  const keeper = ports.exec.start(
    { argv: limited('make', keep), why: 'open the sandbox', privileged: true },
    { kind: 'lifeline' },
  )
  const mounting = Promise.resolve(plan.mounts)
  await sendArguments(
    mounting.then((mounts) => setupArguments(withoutOwn(mounts, isShared), plan.policy)),
    keeper,
  )
  const [, pid = '', folder] = /^ready (\d+) (.+)$/.exec((await keeper.nextLine()) ?? '') ?? []
  if (folder === undefined) throw await refusal(keeper)
  const mounts = await mounting
  const shell = plan.shell ?? ['/bin/sh']
  const starting = (tool: Argv): Argv => {
    const start: Argv = ['bash', script('start.sh'), folder, ...tool, '--', ...shell, '--']
    return limited('join', how === 'mounts' ? ['nsenter', `--mount=/proc/${pid}/ns/mnt`, ...start] : start)
  }
  return {
    folder,
    root: how === 'mounts' ? '/mnt' : mounts.mode === 'overlay' ? join(folder, 'root') : mounts.root,
    volumes: how === 'mounts' ? mounts.volumes.filter(isOwn) : copied(mounts, how, folder, isShared),
    start: (tool, command, streams) => startCommand(starting(tool), command, streams, ports.exec),
    close: async () => {
      keeper.endInput()
      await keeper.exit
    },
  }
}

/** Something of the sandbox's own: bubblewrap makes it, PRoot has that of the machine everywhere. */
function isOwn({ source }: Volume): boolean {
  return !source.startsWith('/')
}

function withoutOwn(mounts: Mounts, isShared: (volume: Volume) => boolean): Mounts {
  const volumes = mounts.volumes
    .filter((volume) => !isOwn(volume))
    .map((volume) => ({ ...volume, readOnly: volume.readOnly && !isShared(volume) }))
  return { ...mounts, volumes }
}

/** What can only be read is a copy, by its number among those of the machine. */
function copied(
  { volumes }: Mounts,
  how: Preparation,
  folder: string,
  isShared: (volume: Volume) => boolean,
): readonly Volume[] {
  if (how !== 'copies') return volumes
  return volumes
    .filter((volume) => !isOwn(volume))
    .map((volume, index) =>
      volume.readOnly && !isShared(volume)
        ? { ...volume, source: join(folder, 'volumes', String(index)) }
        : volume,
    )
}

function startCommand(starting: Argv, command: GuestCommand, streams: Streams, exec: Exec): Running {
  const { argv, folder, environment, personality, openFiles } = command
  const limit = openFiles === undefined ? {} : { XARCH_OPEN_FILES: String(openFiles) }
  const words = personality === undefined ? starting : (['setarch', personality, ...starting] as const)
  return exec.start(
    {
      argv: [...words, folder, ...argv],
      why: `run ${argv[0]}`,
      privileged: true,
      env: { ...carried(environment), ...limit },
      references: referencesOf(environment),
    },
    streams,
  )
}

async function refusal(keeper: Running): Promise<Failed> {
  await keeper.exit
  const said = keeper.stderr().trim()
  return new Failed({ what: `could not open the sandbox${said ? `: ${said}` : ''}` })
}
