import { join } from 'node:path'
import type { Paths } from '../platform/ports.js'

/**
 * The file that the cache of the workflow keeps under a key. It is one file always: a tree of root's files would lose
 * its owners there.
 */
export function cachedFile(key: string, { cache }: Paths): string {
  return join(cache, 'archives', `${key}.archive`)
}

/** The same file while it is being written. */
export function partialFile(key: string, paths: Paths): string {
  return `${cachedFile(key, paths)}.${paths.holder}`
}
