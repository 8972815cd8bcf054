import { flag, oneOf } from './choice.js'
import type { Inputs } from './parse.js'
import type { InputName } from './table.js'

/** How what runs inside is to be kept from the machine, and what is to be given back to it. */
export interface IsolationRequest {
  readonly kind: (typeof ISOLATIONS)[number]
  /** That of a command; a build has the one of the input `network`. */
  readonly network: 'host' | 'none'
  /** Namespaces within may mount a proc of their own. */
  readonly nested: boolean
  /** All capabilities and devices inside. */
  readonly privileged: boolean
}

/** The values of the input `isolation`. */
export const ISOLATIONS = ['auto', 'unshare', 'strict', 'bwrap', 'proot'] as const

/** A kind of isolation. */
export type Isolation = Exclude<(typeof ISOLATIONS)[number], 'auto'>

type Problem = (problem: string) => void

/** Reads the inputs that say how a command is isolated. */
export function parseIsolation(text: (name: InputName) => string, problem: Problem): IsolationRequest {
  const kind = oneOf('isolation', text('isolation'), ISOLATIONS, problem)
  const isCut = text('network').trim() === 'none' || (kind === 'strict' && text('network').trim() === '')
  return {
    kind,
    network: isCut ? 'none' : 'host',
    nested: flag('nested', text('nested'), problem),
    privileged: flag('privileged', text('privileged'), problem),
  }
}

/** What of it goes with what else was asked for. */
export function checkIsolation(
  { isolation, binfmt, setuid, rootfs }: Pick<Inputs, 'isolation' | 'binfmt' | 'setuid' | 'rootfs'>,
  problem: Problem,
): void {
  const { kind, nested, privileged } = isolation
  if (kind === 'strict') {
    for (const [input, isOn] of Object.entries({ nested, privileged, setuid }))
      if (isOn) problem(`${input}: got "true" with isolation "strict", which gives none of that back`)
    if (rootfs.kind === 'debian')
      problem(
        'isolation: got "strict" with a root of Debian or Ubuntu; mmdebstrap needs handlers of the machine',
      )
  } else if (privileged && binfmt === 'private')
    problem(
      'privileged: got "true" with binfmt "private"; who may mount there could change the handlers of what enters',
    )
}
