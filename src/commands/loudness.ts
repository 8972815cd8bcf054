import type { Loudness } from '../platform/local.js'

/** How much is said, by the switches of a command line. */
export function loudnessOf({
  quiet,
  verbose,
}: {
  readonly quiet: boolean
  readonly verbose: boolean
}): Loudness {
  return quiet ? 'quiet' : verbose ? 'verbose' : 'normal'
}
