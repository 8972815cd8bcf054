import { existsSync, readFileSync } from 'node:fs'
import { machine } from 'node:os'
import { hasOwners, isOfMachine, type Privilege } from '../platform/privilege.js'
import { limits, type Policy } from './policy.js'
import { ownersFilter, seccompFilter, type Filter } from './seccomp.js'
import { chooseShift } from './shift.js'

/** A policy as the scripts carry it out on this machine. */
export interface Enforced {
  /** The first argument of hold.sh: the network, and the first id of a sandbox with ids of its own. */
  readonly namespaces: string
  /** The second one of enter.sh. */
  readonly limits: string
}

/**
 * Looks at what of a policy depends on this machine: its capabilities, its system calls, the ids that are given away. An
 * ordinary user's sandbox has no ids of the machine to begin with.
 */
export function enforced(policy: Policy, network: 'host' | 'none', privilege: Privilege): Enforced {
  const lastCapability = Number(readFileSync('/proc/sys/kernel/cap_last_cap', 'utf8'))
  const base = policy.strict && isOfMachine(privilege) ? `,${chooseShift(subordinates())}` : ''
  const ignoresOwners = policy.ignoresOwners && !hasOwners(privilege)
  return {
    namespaces: `${network}${base}`,
    limits: limits(
      { ...policy, newPrivileges: policy.newPrivileges && !ignoresOwners },
      { lastCapability, filter: filterFor(policy.strict, ignoresOwners) },
    ),
  }
}

function filterFor(strict: boolean, ignoresOwners: boolean): Filter | undefined {
  if (strict) return seccompFilter(machine(), ignoresOwners)
  return ignoresOwners ? ownersFilter(machine()) : undefined
}

/** The ranges of ids that are given away; none where nobody has any. */
function subordinates(): string {
  const files = ['/etc/subuid', '/etc/subgid'].filter((path) => existsSync(path))
  return files.map((path) => readFileSync(path, 'utf8')).join('\n')
}
