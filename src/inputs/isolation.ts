import { flag } from './choice.js'
import type { InputName } from './table.js'

/** How what runs inside is to be kept from the machine, and what is to be given back to it. */
export interface IsolationRequest {
  /** Namespaces within may mount a proc of their own. */
  readonly nested: boolean
  /** All capabilities and devices inside. */
  readonly privileged: boolean
}

type Problem = (problem: string) => void

/** Reads the inputs that say how a command is isolated. */
export function parseIsolation(text: (name: InputName) => string, problem: Problem): IsolationRequest {
  return {
    nested: flag('nested', text('nested'), problem),
    privileged: flag('privileged', text('privileged'), problem),
  }
}

/** What of it goes with what else was asked for. */
export function checkIsolation(
  { isolation, binfmt }: { readonly isolation: IsolationRequest; readonly binfmt: 'system' | 'private' },
  problem: Problem,
): void {
  if (isolation.privileged && binfmt === 'private')
    problem(
      'privileged: got "true" with binfmt "private"; who may mount there could change the handlers of what enters',
    )
}
