import type { Execution } from '../plan/handlers.js'
import type { Architecture } from './architectures.js'

/**
 * What `setarch` has to be told for a command: a 64-bit kernel that runs 32-bit programs itself tells them its own name
 * (`uname -m`) unless they have the personality of a 32-bit one. Emulators answer for themselves.
 * @param machine `uname -m` of this machine
 */
export function personalityOf(
  { bits }: Architecture,
  execution: Execution | undefined,
  machine: string,
): 'linux32' | undefined {
  const isNative = execution === undefined || execution.kind === 'native'
  return isNative && bits === 32 && IS_64.test(machine) ? 'linux32' : undefined
}

/** Kernels that run 32-bit programs of their family. */
const IS_64 = /64|^s390x$/
