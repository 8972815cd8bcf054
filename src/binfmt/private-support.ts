import { readFile } from 'node:fs/promises'
import { release } from 'node:os'
import type { Exec, Output } from '../platform/ports.js'
import { Refused } from '../report/errors.js'

/** What is looked at to say why a user namespace with handlers of its own cannot be had. */
export interface PrivateFacts {
  /** user.max_user_namespaces and user.max_mnt_namespaces. */
  readonly namespaces: readonly [users: string, mounts: string]
  /** kernel.apparmor_restrict_unprivileged_userns; empty where there is no such thing. */
  readonly apparmor: string
  /** /proc/self/status */
  readonly status: string
}

const PROBE = [
  ...[
    'sh',
    '-c',
    '[ -d /proc/sys/fs/binfmt_misc ] || modprobe -q binfmt_misc; exec "$@"',
    'probe',
    'unshare',
  ],
  ...['--user', '--map-root-user', '--mount', '--propagation', 'private'],
  ...['mount', '-n', '-t', 'binfmt_misc', 'binfmt_misc', '/proc/sys/fs/binfmt_misc'],
] as const

/**
 * Throws `Refused` where handlers cannot be private: it tries, with nothing that stays. A file system binfmt_misc in a
 * new user namespace needs Linux 6.7.
 */
export async function checkPrivateSupport({ exec }: { readonly exec: Exec }): Promise<void> {
  const output = await exec.attempt({
    argv: PROBE,
    why: 'try whether handlers can be private',
    privileged: true,
    timeoutMs: 10_000,
  })
  if (output.status === 0) return
  const [users = '', mounts = '', apparmor = '', status = ''] = await Promise.all(
    ['user/max_user_namespaces', 'user/max_mnt_namespaces', 'kernel/apparmor_restrict_unprivileged_userns']
      .map((name) => `/proc/sys/${name}`)
      .concat('/proc/self/status')
      .map((path) => readFile(path, 'utf8').catch(() => '')),
  )
  throw judgePrivate(output, { namespaces: [users.trim(), mounts.trim()], apparmor: apparmor.trim(), status })
}

/** mount(8) ends with 32 where the mount itself has failed. */
const MOUNT_FAILED = 32

type Cause = readonly [applies: boolean, what: string, todo: string]

/** Which of the known causes it is; the first that applies. */
export function judgePrivate(
  { status, stderr }: Pick<Output, 'status' | 'stderr'>,
  facts: PrivateFacts,
): Refused {
  const isOfMount = status === MOUNT_FAILED
  const causes: readonly Cause[] = [
    [
      !isOfMount && facts.namespaces.includes('0'),
      'this machine allows no user namespaces (user.max_user_namespaces or user.max_mnt_namespaces is 0)',
      'Allow them: sysctl -w user.max_user_namespaces=15000 user.max_mnt_namespaces=15000',
    ],
    [
      !isOfMount && facts.apparmor === '1',
      'AppArmor restricts user namespaces on this machine',
      'Allow them: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
    ],
    [
      !isOfMount && /^Seccomp:\t2$/m.test(facts.status),
      'a seccomp filter refuses user namespaces: this looks like a container',
      'Start the container with --privileged, or with --security-opt seccomp=unconfined',
    ],
    [
      isOfMount && /permission denied/i.test(stderr),
      `the kernel ${release()} has no binfmt_misc for user namespaces; Linux 6.7 is the first that has`,
      'Use a newer kernel',
    ],
    [true, 'a user namespace with a binfmt_misc of its own cannot be had here', 'See what was said, above'],
  ]
  const [, what, todo] = causes.find(([applies]) => applies) ?? [true, '', '']
  return new Refused({
    what: `binfmt "private": ${what}\n${stderr.trim()}`,
    todo: `${todo}; or register on the machine, with binfmt "system": what is registered is taken away again.`,
  })
}
