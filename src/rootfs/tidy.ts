import { join } from 'node:path'
import type { Exec, Paths } from '../platform/ports.js'

/** Takes out of a root that is being built what a sandbox has put there, and what is worth nothing later. */
export async function tidy(
  root: string,
  after: string,
  { exec, paths }: { readonly exec: Pick<Exec, 'run'>; readonly paths: Paths },
): Promise<void> {
  await exec.run({
    argv: ['bash', join(paths.assets, 'rootfs/tidy.sh'), root],
    why: `tidy the root after ${after}`,
    privileged: true,
  })
}
