import { join } from 'node:path'
import type { Exec, Paths } from '../platform/ports.js'

interface UnpackPorts {
  readonly exec: Exec
  readonly paths: Paths
}

/** A tar, compressed or not, that is to become a root. */
export interface Archive {
  readonly file: string
  /** Where it is from, for messages: a URL or a path. */
  readonly source: string
}

/**
 * Unpacks an archive as root into a new folder.
 * @param repositories lines for the root's /etc/apk/repositories; none leaves what the archive has
 */
export async function unpack(
  { file, source }: Archive,
  folder: string,
  repositories: readonly string[],
  { exec, paths }: UnpackPorts,
): Promise<void> {
  await exec.run({
    argv: ['bash', join(paths.assets, 'rootfs/unpack.sh'), 'root', file, folder, ...repositories],
    why: `unpack ${source}`,
    privileged: true,
  })
}
