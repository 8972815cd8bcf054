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
  if (kind === 'unshare' || kind === 'bwrap') return { ...inputs, isolation }
  // Handlers are the sandbox's own, or PRoot calls the emulator itself. What is mounted as an overlay cannot be shown as
  // another user's, and an ordinary user mounts no image.
  return { ...inputs, isolation, binfmt: 'private', rootImage: 'false' }
}

/** The line of the log that says how commands are isolated, and what speaks against what was tried before. */
export function isolationLine(
  kind: Isolation,
  obstacles: readonly (readonly [Isolation, Obstacle])[],
): string {
  const reasons = obstacles.map(([other, { what }]) => `${other}: ${what}`)
  return `isolation: ${kind}${reasons.length > 0 ? ` (not ${reasons.join('; not ')})` : ''}`
}
