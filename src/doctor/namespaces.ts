import { readFile } from 'node:fs/promises'
import type { Command, Exec } from '../platform/ports.js'
import { checkNamespaces, mendOfContainer } from '../sandbox/confinement.js'
import { hasOtherIds } from '../sandbox/obstacles.js'
import { refusalOf } from '../sandbox/refusal.js'
import { asRoot, check, oneLineOf, type Check, type DoctorPorts } from './check.js'

/** The settings of a kernel that keep user namespaces from a user; empty where it has no such setting. */
export interface NamespaceSettings {
  /** user.max_user_namespaces */
  readonly most: string
  /** kernel.unprivileged_userns_clone, which Debian's kernels have. */
  readonly clone: string
  /** kernel.apparmor_restrict_unprivileged_userns, which Ubuntu's have. */
  readonly apparmor: string
  /** /proc/self/status */
  readonly status: string
}

const SETTINGS = {
  most: '/proc/sys/user/max_user_namespaces',
  clone: '/proc/sys/kernel/unprivileged_userns_clone',
  apparmor: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
  status: '/proc/self/status',
} as const

/**
 * What lets user namespaces be made, by the settings that refuse them: a command for root where there is one.
 * @param reason what was said when they were refused
 */
export function mendNamespaces(
  settings: NamespaceSettings,
  reason: string,
  ports: Pick<DoctorPorts, 'privilege'>,
): string | undefined {
  const { most, clone, apparmor, status } = settings
  if (most === '0') return asRoot('sysctl -w user.max_user_namespaces=15000', ports)
  if (clone === '0') return asRoot('sysctl -w kernel.unprivileged_userns_clone=1', ports)
  if (apparmor === '1') return asRoot('sysctl -w kernel.apparmor_restrict_unprivileged_userns=0', ports)
  return mendOfContainer(reason, status)
}

/** User namespaces: of this user, and where that is root of an ordinary user too. */
export async function namespacesCheck(ports: DoctorPorts): Promise<Check> {
  const { exec, privilege } = ports
  const own = await refusalOf(() => checkNamespaces(exec))
  if (!own && privilege !== 'root') return check('user-namespaces', 'ok', 'an ordinary user gets them')
  const ordinary = await refusalOf(() => checkNamespaces(asNobody(exec)))
  if (!own && !ordinary) return check('user-namespaces', 'ok', 'root and ordinary users get them')
  const reason = oneLineOf((own ?? ordinary)?.what.replace(/^[^:]*: /, '') ?? '')
  const mend = mendNamespaces(await readSettings(), reason, ports)
  return own
    ? check('user-namespaces', 'missing', `the kernel gives none: ${reason}`, mend)
    : check('user-namespaces', 'limited', `root alone gets them, an ordinary user does not: ${reason}`, mend)
}

/** The same executor, whose commands run as an ordinary user of the machine. */
function asNobody(exec: Exec): Exec {
  const ids = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] as const
  const there = (command: Command): Command => ({ ...command, argv: [...ids, ...command.argv] })
  return {
    run: (command) => exec.run(there(command)),
    attempt: (command) => exec.attempt(there(command)),
    start: (command, streams) => exec.start(there(command), streams),
  }
}

async function readSettings(): Promise<NamespaceSettings> {
  const read = async (path: string): Promise<string> => (await readFile(path, 'utf8').catch(() => '')).trim()
  const [most, clone, apparmor, status] = await Promise.all([
    read(SETTINGS.most),
    read(SETTINGS.clone),
    read(SETTINGS.apparmor),
    read(SETTINGS.status),
  ])
  return { most, clone, apparmor, status }
}

/** Subordinate ids of an ordinary user: without them there is nobody but root inside. */
export async function idsCheck({ exec, privilege }: DoctorPorts): Promise<Check> {
  if (privilege === 'root') return check('subordinate-ids', 'ok', 'root has all ids and needs none')
  if (await hasOtherIds(exec)) return check('subordinate-ids', 'ok', 'this user has a range of them')
  return check(
    'subordinate-ids',
    'limited',
    'this user has none: in a sandbox of their own there is root alone',
    'sudo apt-get install uidmap && sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "$USER"',
  )
}
