import type { Running } from '../platform/ports.js'
import { furnishingArguments } from './furnishings.js'
import { BUILDING, givenBack } from './policy.js'
import type { Mounts, Volume } from './sandbox.js'

/** The arguments of setup.sh. */
export function setupArguments(
  { root, scratch, mode, volumes, furnishings = [] }: Mounts,
  policy = BUILDING,
): string[] {
  const trust = ({ source }: Volume): string => (source.startsWith('/') ? 'suid,nodev' : 'suid,dev')
  const options = (volume: Volume): string =>
    `${volume.readOnly ? 'ro' : 'rw'},exec,${volume.trusted ? trust(volume) : 'nosuid,nodev'}`
  return [
    [mode, ...givenBack(policy)].join(','),
    root,
    scratch,
    ...furnishingArguments(furnishings),
    ...volumes.flatMap((volume) => [volume.source, volume.target, options(volume)]),
  ]
}

/** Sends the arguments to what waits for them; it ends, and the error is thrown, where there are none to come. */
export async function sendArguments(words: Promise<readonly string[]>, keeper: Running): Promise<void> {
  try {
    keeper.send([...(await words), '', ''].join('\0'))
  } catch (error) {
    keeper.endInput()
    await keeper.exit.catch(() => undefined)
    throw error
  }
}
