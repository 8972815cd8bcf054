import { readFile } from 'node:fs/promises'
import { machine } from 'node:os'
import { isOfMachine, type Privilege } from '../platform/privilege.js'
import { limits, type Policy } from './policy.js'
import { seccompFilter } from './seccomp.js'
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
export async function enforced(
  policy: Policy,
  network: 'host' | 'none',
  privilege: Privilege,
): Promise<Enforced> {
  const lastCapability = Number(await readFile('/proc/sys/kernel/cap_last_cap', 'utf8'))
  const base = policy.strict && isOfMachine(privilege) ? `,${chooseShift(await subordinates())}` : ''
  return {
    namespaces: `${network}${base}`,
    limits: limits(policy, { lastCapability, filter: seccompFilter(machine()) }),
  }
}

/** The ranges of ids that are given away; none where nobody has any. */
async function subordinates(): Promise<string> {
  const texts = ['/etc/subuid', '/etc/subgid'].map((path) => readFile(path, 'utf8').catch(() => ''))
  return (await Promise.all(texts)).join('\n')
}
