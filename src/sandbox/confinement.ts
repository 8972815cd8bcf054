import { readFileSync } from 'node:fs'
import { PRIVILEGED } from '../binfmt/support.js'
import type { Exec } from '../platform/ports.js'
import { Refused } from '../report/errors.js'
import { orUndefined } from '../rootfs/inside.js'

/** What is said of this process that may keep it from namespaces and mounts, whatever its capabilities are. */
export interface Confinement {
  /** /proc/self/status */
  readonly status: string
  /** /proc/self/attr/current: the profile of AppArmor; empty where there is none. */
  readonly profile: string
}

/** Whether a filter of system calls or a profile of AppArmor holds this process: containers have either. */
export function isConfined({ status, profile }: Confinement): boolean {
  return isFiltered(status) || /\((enforce|kill)\)/.test(profile)
}

const isFiltered = (status: string): boolean => /^Seccomp:\t2$/m.test(status)

function ownConfinement(): Confinement {
  const read = (path: string): string => orUndefined(() => readFileSync(path, 'utf8')) ?? ''
  return { status: read('/proc/self/status'), profile: read('/proc/self/attr/current') }
}

/** What a sandbox takes of the kernel, on a memory that goes with the mount namespace. /proc is a folder that every machine has. */
const TRIAL = 'mount -n -t tmpfs xarch /proc && cd /proc && mkdir old && pivot_root . old'

/**
 * Throws `Refused` where root is held so that it can make no sandbox although it has the capabilities for it. It is tried where
 * anything holds it, with nothing that stays.
 */
export async function checkConfinement(exec: Exec): Promise<void> {
  if (!isConfined(ownConfinement())) return
  const namespaces = ['--mount', '--propagation', 'private', '--pid', '--ipc', '--uts', '--fork']
  const { status, stderr } = await exec.attempt({
    argv: ['unshare', ...namespaces, 'sh', '-c', TRIAL],
    why: 'try whether root can make a sandbox',
    privileged: true,
    timeoutMs: 10_000,
  })
  if (status === 0) return
  throw new Refused({
    what: `root is kept from making sandboxes by a seccomp filter or AppArmor: this looks like a container with but some privileges; ${stderr.trim()}`,
    todo: PRIVILEGED,
  })
}

/**
 * Throws `Refused` where this user gets no user namespace, with the mounts of a sandbox: it tries. Files inside need a
 * proc of the sandbox's own, which not every container allows.
 */
export async function checkNamespaces(exec: Exec): Promise<void> {
  const { status, stderr } = await exec.attempt({
    argv: ['unshare', '--user', '--map-root-user', '--mount', '--pid', '--fork', '--mount-proc', 'true'],
    why: 'try whether this user gets namespaces',
    timeoutMs: 10_000,
  })
  if (status === 0) return
  throw new Refused({
    what: `no user namespace can be had here: ${stderr.trim()}`,
    todo: mendOfContainer(stderr, ownConfinement().status) ?? MEND,
  })
}

const MEND =
  'Allow them (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns), or run as root.'

/**
 * What lets a user namespace be made that a container refuses; undefined where it is none that can be told for one.
 * @param reason what unshare(1) said
 * @param status the text of /proc/self/status
 */
export function mendOfContainer(reason: string, status: string): string | undefined {
  // A proc can be mounted in a user namespace only where nothing of the first one is covered.
  if (/mount \/proc failed/.test(reason))
    return 'Parts of /proc are hidden, as containers have it: start the container with --privileged, or with --security-opt systempaths=unconfined.'
  if (isFiltered(status))
    return 'A seccomp filter refuses them: start the container with --privileged, or with --security-opt seccomp=unconfined --security-opt systempaths=unconfined.'
  return undefined
}
