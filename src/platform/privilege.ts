import { execFileSync } from 'node:child_process'
import { hostEnvironment } from './environment.js'
import type { Command } from './ports.js'

/**
 * How commands that need root get it: this process is root; by sudo without a password; they are root of a user namespace
 * that a process keeps, by its PID, and nobody special outside; or not at all: then they run as they are.
 */
export type Privilege = 'root' | 'sudo' | 'none' | NamespaceRoot

/** Root of a user namespace. */
export interface NamespaceRoot {
  /** PID of the process that keeps it. */
  readonly namespace: number
  /**
   * The ids that it has: that of root alone; subordinate ones too; or all that this process has, each as it is, where that is
   * root itself.
   */
  readonly ids: 'one' | 'subordinate' | 'same'
}

/** How this process gets root of the machine, if at all. */
export function findPrivilege(): 'root' | 'sudo' | 'none' {
  if (process.getuid?.() === 0) return 'root'
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore', env: hostEnvironment(), timeout: 10_000 })
    return 'sudo'
  } catch {
    return 'none'
  }
}

/** Whether it is that of the machine's root. */
export function isOfMachine(privilege: Privilege): boolean {
  return privilege === 'root' || privilege === 'sudo'
}

/** The argv that really runs: what gets it root before it, where it needs that and this process is not root. */
export function privilegedArgv(command: Command, privilege: Privilege): readonly [string, ...string[]] {
  if (!command.privileged || privilege === 'root' || privilege === 'none') return command.argv
  if (privilege !== 'sudo') {
    const [user, mount] = ['user', 'mnt'].map((name) => `/proc/${privilege.namespace}/ns/${name}`)
    const folder = command.cwd === undefined ? [] : [`--wd=${command.cwd}`]
    return [
      'nsenter',
      `--user=${user}`,
      `--mount=${mount}`,
      '--preserve-credentials',
      ...folder,
      '--',
      ...command.argv,
    ]
  }
  const names = Object.keys(command.env ?? {})
  return [
    'sudo',
    '-n',
    ...(names.length > 0 ? [`--preserve-env=${names.join(',')}`] : []),
    '--',
    ...command.argv,
  ]
}

/** Whether files can be made of others than whoever makes them. */
export function hasOwners(privilege: Privilege): boolean {
  return typeof privilege === 'object' ? privilege.ids !== 'one' : isOfMachine(privilege)
}

/** What stands before a command of a later step that needs root: a namespace is made anew there. */
export function rootWords(privilege: Privilege): readonly string[] {
  if (privilege === 'sudo') return ['sudo', '-n']
  if (typeof privilege === 'string') return []
  if (privilege.ids === 'same') return ['sh', '-c', OF_SAME_IDS, 'namespace']
  return ['unshare', '--user', '--map-root-user', ...(privilege.ids === 'one' ? [] : ['--map-auto'])]
}

/**
 * Starts a command as root of a new user namespace that has the ids of this one, each as it is: `sh -c OF_SAME_IDS namespace
 * COMMAND...`, called as root. A process outside writes the maps, each at once, that of groups last. Root without CAP_SETUID or
 * CAP_SETGID can give its own id alone. The first id has a line of its own, by which a namespace of ours is known (setup.sh).
 * Source: user_namespaces(7).
 */
export const OF_SAME_IDS = `(
  until [ "$(readlink "/proc/$$/ns/user")" != "$(readlink /proc/self/ns/user)" ]; do :; done
  same() {
    while read -r first _ count; do
      echo "$first $first 1"
      [ "$count" = 1 ] || echo "$((first + 1)) $((first + 1)) $((count - 1))"
    done <"/proc/self/$1"
  }
  users=$(same uid_map) groups=$(same gid_map)
  echo "$users" >"/proc/$$/uid_map" || { users='0 0 1' groups='0 0 1'; echo "$users" >"/proc/$$/uid_map"; }
  echo "$groups" >"/proc/$$/gid_map" || { echo deny >"/proc/$$/setgroups"; echo '0 0 1' >"/proc/$$/gid_map"; }
) 2>/dev/null &
exec unshare --user sh -c 'until read -r _ </proc/self/gid_map; do :; done; exec "$@"' namespace "$@"`
