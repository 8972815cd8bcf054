import type { Inputs } from '../inputs/parse.js'

/** What the inputs come to, once it is known how a command is isolated. */
export function isolated(inputs: Inputs): Inputs {
  if (inputs.isolation.kind !== 'strict') return inputs
  // What is mounted as an overlay cannot be shown as another user's.
  return { ...inputs, binfmt: 'private', rootImage: 'false' }
}
