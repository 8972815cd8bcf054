import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Expected } from '../platform/ports.js'
import { Failed } from '../report/errors.js'

/**
 * The error of bytes that are not what was published.
 * @param isPage whether a web page came, which is no attack most of the time
 */
export function wrongDigest(source: string, expected: Expected, got: string, isPage = false): Failed {
  const name = source.slice(source.lastIndexOf('/') + 1)
  return new Failed({
    what: `${expected.algorithm} of ${name} is ${got}, expected ${expected.digest}${isPage ? ': it is a web page (a log-in page of a network?)' : ''}`,
    source,
    todo: 'These are other bytes than were published: damaged on the way, or changed. Nothing of them was used. Try again, or another mirror (input "mirror").',
  })
}

/** The digest of a file, in hex; it is read in parts. */
export async function fileDigest(file: string, algorithm: Expected['algorithm']): Promise<string> {
  const hash = createHash(algorithm)
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
