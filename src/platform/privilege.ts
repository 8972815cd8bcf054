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
  /** It has more ids than that of root. */
  readonly hasIds: boolean
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
  return typeof privilege === 'object' ? privilege.hasIds : isOfMachine(privilege)
}

/** What stands before a command of a later step that needs root: a namespace is made anew there. */
export function rootWords(privilege: Privilege): readonly string[] {
  if (privilege === 'sudo') return ['sudo', '-n']
  if (typeof privilege === 'string') return []
  return ['unshare', '--user', '--map-root-user', ...(privilege.hasIds ? ['--map-auto'] : [])]
}
