import { join } from 'node:path'
import type { Exec, Paths } from '../platform/ports.js'

interface UnpackPorts {
  readonly exec: Exec
  readonly paths: Paths
}

/**
 * Unpacks a verified .tar.gz as root into a new folder.
 * @param repositories lines for the root's /etc/apk/repositories; none leaves what the archive has
 */
export async function unpack(
  archive: string,
  folder: string,
  repositories: readonly string[],
  { exec, paths }: UnpackPorts,
): Promise<void> {
  await exec.run({
    argv: ['bash', join(paths.assets, 'rootfs/unpack.sh'), 'root', archive, folder, ...repositories],
    why: `unpack ${archive}`,
    privileged: true,
  })
}
