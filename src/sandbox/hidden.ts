import { dirname, join } from 'node:path'
import type { Paths } from '../platform/ports.js'
import type { Volume } from './sandbox.js'

/**
 * The same volumes, each followed by what covers our store in it: scripts, facts and roots that later steps use must not
 * be a guest's to write to. Covered is the folder of all stores, or where the workspace is in that one, our own.
 * @param empty an empty folder of the machine
 */
export function withoutOurs(
  volumes: readonly Volume[],
  empty: string,
  { store, workspace }: Pick<Paths, 'store' | 'workspace'>,
): Volume[] {
  const ours = isWithin(workspace, dirname(store)) ? store : dirname(store)
  return volumes.flatMap((volume) => {
    const { source, target } = volume
    if (!isWithin(ours, source)) return [volume]
    const place = join(target, ours.slice(source === '/' ? 0 : source.length))
    return [volume, { source: empty, target: place, readOnly: false }] // further volumes may have their places in it
  })
}

function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`)
}
