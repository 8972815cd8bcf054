import { boundingSet } from './capabilities.js'

/** What a sandbox gives its guest beyond what every build needs, and what it takes. */
export interface Policy {
  /** Namespaces can be made within in which proc is mounted anew: nothing of /proc is hidden or read-only. */
  readonly nested: boolean
  /** All capabilities and all devices of the machine. */
  readonly privileged: boolean
  /** Whether a program can get rights by its exec that its caller has not: setuid and file capabilities. */
  readonly newPrivileges: boolean
}

/** That of a root that is being built: scripts of packages may call what is setuid. */
export const BUILDING: Policy = { nested: false, privileged: false, newPrivileges: true }

/**
 * The second argument of enter.sh: what a command inside has not, for a kernel whose last capability has the given
 * number.
 */
export function limits({ privileged, newPrivileges }: Policy, lastCapability: number): string {
  const capabilities = privileged ? '' : boundingSet(lastCapability)
  return [capabilities, newPrivileges ? '' : 'no-new-privs'].filter((word) => word !== '').join(',')
}

/** The words of setup.sh that say what is given back; they stand behind the mode. */
export function givenBack({ nested, privileged }: Policy): readonly string[] {
  return [...(nested || privileged ? ['nested'] : []), ...(privileged ? ['privileged'] : [])]
}
