import type { Inputs } from '../inputs/parse.js'
import type { Policy } from '../sandbox/policy.js'

/** What the sandbox of a command gives and takes, and what the log has to say of it. */
export interface PolicyPlan {
  readonly policy: Policy
  readonly warnings: readonly string[]
}

const NESTED =
  "nested is on: /proc is whole inside, so that root there can write to what is the machine's (/proc/sys, /proc/sysrq-trigger); run nothing in it that you do not trust with the machine"
const PRIVILEGED =
  'privileged is on: root inside has all capabilities and all devices of the machine; run nothing in it that you do not trust with the machine'

/** What was asked for, as a policy. Native programs are no other than emulated ones: `setuid` is said once for both. */
export function planPolicy({ isolation, setuid }: Pick<Inputs, 'isolation' | 'setuid'>): PolicyPlan {
  const { kind, nested, privileged } = isolation
  const strict = kind === 'strict'
  return {
    policy: { nested, privileged, newPrivileges: setuid || privileged, strict, ignoresOwners: false },
    warnings: privileged ? [PRIVILEGED] : nested ? [NESTED] : [],
  }
}
