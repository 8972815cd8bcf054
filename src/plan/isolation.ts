import type { Inputs } from '../inputs/parse.js'
import type { Isolation } from '../inputs/isolation.js'

/** In the order in which `auto` tries them. */
export const ISOLATIONS_BY_STRENGTH: readonly Isolation[] = ['unshare', 'strict', 'bwrap', 'proot']

/** Why a kind of isolation cannot be had here, and what to do about it. */
export interface Obstacle {
  readonly what: string
  readonly todo: string
}

/** What the inputs come to, once it is known how a command is isolated. */
export function isolated(inputs: Inputs, kind: Isolation): Inputs {
  const isolation = { ...inputs.isolation, kind }
  if (kind === 'unshare') return { ...inputs, isolation }
  if (kind === 'bwrap') return { ...inputs, isolation, rootImage: 'false' }
  // Handlers are the sandbox's own, or PRoot calls the emulator itself. What is mounted as an overlay cannot be shown as
  // another user's, and an ordinary user mounts no image.
  return { ...inputs, isolation, binfmt: 'private', rootImage: 'false' }
}

/**
 * What of the inputs a kind of isolation cannot hold, or not give, whatever the machine is. Undefined: it holds all.
 * @param isRoot whether the machine's root carries it out
 */
export function unheld(kind: Isolation, inputs: Inputs, isRoot: boolean): Obstacle | undefined {
  if (kind !== 'bwrap' && kind !== 'proot') return undefined
  const { isolation, setuid, resources, rootfs, binfmt } = inputs
  const isProot = kind === 'proot'
  const rows: readonly (readonly [string, boolean])[] = [
    ['nested', isolation.nested],
    ['privileged', isolation.privileged],
    ['setuid', setuid],
    ['pids-limit', resources.pids !== undefined && (isProot || !isRoot)],
    ['memory-limit', resources.memoryBytes !== undefined && (isProot || !isRoot)],
    ['network: none', isProot && (isolation.network === 'none' || inputs.network === 'none')],
    ['binfmt: private', !isProot && binfmt === 'private'],
    ['a root of Debian or Ubuntu by mmdebstrap', rootfs.kind === 'debian' && (isProot || !isRoot)],
  ]
  const names = rows.flatMap(([name, isAsked]) => (isAsked ? [name] : []))
  if (names.length === 0) return undefined
  return {
    what: `${isProot ? 'PRoot' : 'bubblewrap'} cannot do: ${names.join(', ')}`,
    todo: `Leave it out, or take isolation "unshare", which needs root or sudo${isProot ? ' and a kernel that allows namespaces' : ''} ("strict" does some of it without).`,
  }
}

/** The line of the log that says how commands are isolated, and what speaks against what was tried before. */
export function isolationLine(
  kind: Isolation,
  obstacles: readonly (readonly [Isolation, Obstacle])[],
): string {
  const reasons = obstacles.map(([other, { what }]) => `${other}: ${what}`)
  return `isolation: ${kind}${reasons.length > 0 ? ` (not ${reasons.join('; not ')})` : ''}`
}
