import { stat } from 'node:fs/promises'
import { machine } from 'node:os'
import { join } from 'node:path'
import { ROOT_ACCOUNT } from './accounts.js'
import { KEPT_CAPABILITIES } from './capabilities.js'
import { contain, type Contained } from './contained.js'
import { signalGuest } from './guest-signal.js'
import { BUILDING } from './policy.js'
import type { Argv, GuestIds, Sandbox, SandboxPlan, SandboxPorts, Volume } from './sandbox.js'
import { filtered, ownersFilter } from './seccomp.js'

/**
 * Opens a sandbox of bubblewrap's. Handlers are those of the machine. Who is not root gets a user namespace with one id,
 * which is whatever was asked for.
 * @throws what `contain` throws
 */
export async function openBwrap(plan: SandboxPlan, ports: SandboxPorts): Promise<Sandbox> {
  const isRoot = ports.privilege === 'root'
  const [hiding, prepared] = await Promise.all([
    hidingWords(),
    contain(plan, isRoot ? 'mounts' : 'places', ports),
  ])
  const contained = { ...prepared, hiding }
  const { ignoresOwners } = plan.policy ?? BUILDING
  const filter = ignoresOwners && !isRoot ? ownersFilter(machine()) : undefined
  const script = join(ports.paths.assets, 'sandbox/filter.pl')
  return {
    start: (command, streams) => {
      const words = bwrapWords(contained, plan.network, command.user ?? ROOT_ACCOUNT, isRoot)
      const running = contained.start(filtered(filter, words, script), command, streams)
      return {
        ...running,
        roots: [running.pid],
        signal: (name) => signalGuest(running.pid, name, ports.exec),
      }
    },
    close: () => contained.close(),
  }
}

const OWN_NAMESPACES = ['pid', 'ipc', 'uts'].map((name) => `--unshare-${name}`)

/** As setup.sh hides them: what tells of the machine or changes it, and is of no use to builds. */
const READ_ONLY = ['bus', 'fs', 'irq', 'sys', 'sysrq-trigger'].map((name) => `/proc/${name}`)
const HIDDEN = [
  ...[
    'acpi',
    'asound',
    'kcore',
    'keys',
    'latency_stats',
    'sched_debug',
    'scsi',
    'timer_list',
    'timer_stats',
  ].map((name) => `/proc/${name}`),
  ...['/sys/firmware', '/sys/devices/virtual/powercap'],
]

/** What hides the paths that this machine has. */
export async function hidingWords(): Promise<string[]> {
  const kinds = await Promise.all(
    [...READ_ONLY, ...HIDDEN].map(async (path) => ({ path, found: await stat(path).catch(() => undefined) })),
  )
  return kinds.flatMap(({ path, found }) => {
    if (!found) return []
    if (READ_ONLY.includes(path)) return ['--ro-bind', path, path]
    return found.isDirectory() ? ['--tmpfs', path, '--remount-ro', path] : ['--ro-bind', '/dev/null', path]
  })
}

/** What the kernel has to show, and devices. */
const KERNELS = [
  ...['--proc', '/proc', '--dev', '/dev', '--ro-bind', '/sys', '/sys'],
  ...['--perms', '1777', '--tmpfs', '/dev/shm'],
]

/**
 * bubblewrap's command line, with volumes at its end.
 * @param isRoot whether the machine's root starts it: root inside is then the same one, others start it as who they are
 */
export function bwrapWords(
  { root, volumes, hiding }: Pick<Contained, 'root' | 'volumes'> & { readonly hiding: readonly string[] },
  network: SandboxPlan['network'],
  { uid, gid, groups }: GuestIds,
  isRoot: boolean,
): Argv {
  const isOther = isRoot && uid !== 0
  const namespaces = [
    ...(isRoot && !isOther ? [] : ['--unshare-user', '--uid', String(uid), '--gid', String(gid)]),
    ...OWN_NAMESPACES,
    '--unshare-cgroup-try',
    ...(network === 'none' ? ['--unshare-net'] : []),
  ]
  const words = [
    ...['--clearenv', '--args', '9'],
    ...namespaces,
    ...['--die-with-parent', '--new-session', '--bind', root, '/'],
    ...KERNELS,
    ...hiding,
    ...(network === 'none' ? ['--tmpfs', '/sys/class/net'] : []), // that of the machine's network
    ...[
      '--cap-drop',
      'ALL',
      ...(uid === 0 ? KEPT_CAPABILITIES.flatMap((name) => ['--cap-add', `cap_${name}`]) : []),
    ],
    ...['--chdir', '/'],
    ...volumes.flatMap(mount),
  ]
  if (!isOther) return ['bwrap', ...words]
  const supplementary = groups.length > 0 ? `--groups=${groups.join(',')}` : '--clear-groups'
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, supplementary, 'bwrap', ...words]
}

function mount({ source, target, readOnly }: Volume): string[] {
  if (!source.startsWith('/')) return [`--${source}`, target]
  return [readOnly ? '--ro-bind' : '--bind', source, target]
}
