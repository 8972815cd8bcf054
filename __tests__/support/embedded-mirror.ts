import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { REPOSITORY } from './runner-environment.js'

/** The mirror that comes with the repository, and what a step needs to use it. */

export const EMBEDDED_MIRROR = path.join(REPOSITORY, '__tests__/fixtures/mirror')

/** The public key that its big-endian packages are signed with. */
export const EMBEDDED_KEY = path.join(EMBEDDED_MIRROR, 'keys/be-fixture@example.invalid.rsa.pub')

/** Its architectures that no machine of ours has. */
export const FOREIGN = ['aarch64', 'mips64', 'ppc', 'ppc64'] as const

/** Inputs for the mirror on this machine's disk. */
export const EMBEDDED = {
  mirror: pathToFileURL(EMBEDDED_MIRROR).href,
  branch: 'v3.20',
  keys: EMBEDDED_KEY,
} as const
