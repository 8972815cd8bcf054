import { boundingSet } from './capabilities.js'
import type { Filter } from './seccomp.js'

/** What a sandbox gives its guest beyond what every build needs, and what it takes. */
export interface Policy {
  /** Namespaces can be made within in which proc is mounted anew: nothing of /proc is hidden or read-only. */
  readonly nested: boolean
  /** All capabilities and all devices of the machine. */
  readonly privileged: boolean
  /** Whether a program can get rights by its exec that its caller has not: setuid and file capabilities. */
  readonly newPrivileges: boolean
  /** Its ids are those of nobody on the machine, and a filter keeps it from what builds do not need of the kernel. */
  readonly strict: boolean
  /** Where files can have no owner but one, it is no error to give one to another. */
  readonly ignoresOwners: boolean
}

/** What the machine says that limits depend on. */
export interface LimitFacts {
  readonly lastCapability: number
  /** Undefined where none is needed, or the machine's system calls are not known. */
  readonly filter: Filter | undefined
}

/** That of a root that is being built: scripts of packages may call what is setuid. */
export const BUILDING: Policy = {
  nested: false,
  privileged: false,
  newPrivileges: true,
  strict: false,
  ignoresOwners: true,
}

/** That of the user's own commands while a root is built, where the isolation is strict. */
export const STRICTLY_BUILDING: Policy = { ...BUILDING, newPrivileges: false, strict: true }

/**
 * The second argument of enter.sh: what a command inside has not.
 */
export function limits(
  { privileged, newPrivileges }: Pick<Policy, 'privileged' | 'newPrivileges'>,
  { lastCapability, filter }: LimitFacts,
): string {
  // Who may still get rights, or change namespaces, is not filtered: that takes no_new_privs.
  const seccomp = !newPrivileges && filter ? `seccomp:${filter.prctl}:${filter.program.toString('hex')}` : ''
  const capabilities = privileged ? '' : boundingSet(lastCapability)
  return [capabilities, newPrivileges ? '' : 'no-new-privs', seccomp].filter((word) => word !== '').join(',')
}

/** The words of setup.sh that say what is given back; they stand behind the mode. */
export function givenBack({ nested, privileged }: Policy): readonly string[] {
  return [...(nested || privileged ? ['nested'] : []), ...(privileged ? ['privileged'] : [])]
}
