import { join } from 'node:path'
import type { Exec, Running, Streams } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { ROOT_ACCOUNT } from './accounts.js'
import { enforced } from './enforced.js'
import { carried, referencesOf } from './environment.js'
import { signalGuest } from './guest-signal.js'
import { limiter } from './limiter.js'
import { BUILDING, type Policy } from './policy.js'
import type { Argv, Guest, GuestCommand, Sandbox, SandboxPlan, SandboxPorts } from './sandbox.js'
import { sendArguments, setupArguments } from './setup-arguments.js'

/**
 * Opens a sandbox (hold.sh says how). Throws `Failed` where the kernel or the root does not allow it, and what `mounts`
 * rejects with.
 */
export async function openNamespaces(plan: SandboxPlan, ports: SandboxPorts): Promise<Sandbox> {
  const policy = plan.policy ?? BUILDING
  const { namespaces, limits } = enforced(policy, plan.network, ports.privilege)
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
  await sendArguments(argumentsOf(plan, policy), keeper)
  const ready = /^ready (\d+) (\d+)$/.exec((await keeper.nextLine()) ?? '')
  if (!ready) throw await refusal(keeper)
  const [, outside = '', holder = ''] = ready
  const entering = enteringBy(limited, script, outside, holder, limits)
  return {
    start: (command, streams) => startGuest(entering(command), Number(holder), command, streams, ports.exec),
    close: async () => {
      keeper.endInput()
      await keeper.exit
    },
  }
}

async function argumentsOf({ mounts }: SandboxPlan, policy: Policy): Promise<string[]> {
  return setupArguments(await mounts, policy)
}

/** What stands before a command; what relays a terminal of its own stays outside. */
function enteringBy(
  limited: ReturnType<typeof limiter>,
  script: (name: string) => string,
  outside: string,
  holder: string,
  limits: string,
): (command: GuestCommand) => Argv {
  const enter = limited('join', [
    'nsenter',
    `--mount=/proc/${outside}/ns/mnt`,
    ...(['bash', script('enter.sh'), holder, limits] as const),
  ])
  return ({ personality, terminal, user = ROOT_ACCOUNT }) => {
    const entering: Argv = personality === undefined ? enter : ['setarch', personality, ...enter]
    return terminal ? ['perl', script('terminal.pl'), holder, String(user.uid), ...entering] : entering
  }
}

function startGuest(
  entering: Argv,
  holder: number,
  command: GuestCommand,
  streams: Streams,
  exec: Exec,
): Guest {
  const { argv, user = ROOT_ACCOUNT, folder, environment, openFiles } = command
  const { uid, gid, groups } = user
  const limit = openFiles === undefined ? {} : { XARCH_OPEN_FILES: String(openFiles) }
  const running = exec.start(
    {
      argv: [...entering, `${uid}:${gid}:${groups.join(',')}`, folder, ...argv],
      why: `run ${argv[0]}`,
      privileged: true,
      env: { ...carried(environment), ...limit },
      references: referencesOf(environment),
    },
    streams,
  )
  const roots = [running.pid, holder] // who loses its parent has the holder for one
  return { ...running, roots, signal: (name) => signalGuest(running.pid, name, exec) }
}

const PRIVATE_MOUNTS = ['unshare', '--mount', '--propagation', 'private'] as const

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
