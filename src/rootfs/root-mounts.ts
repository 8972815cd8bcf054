import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command, Exec, Paths } from '../platform/ports.js'
import { isAlive } from '../platform/processes.js'
import type { ImageKind } from './read-packed.js'

export interface MountPorts {
  readonly exec: Pick<Exec, 'run'>
  readonly paths: Paths
}

/** An image of a root, in a file or in a part of one. */
export interface RootImage {
  readonly kind: ImageKind
  readonly file: string
  readonly part: { readonly start: number; readonly sizeBytes: number }
}

/** A file for each holder, which root-mount.sh writes before it mounts anything. */
const JOURNAL = '/run/xarch/mounts'

/** How the overlay of a root stands in /proc/self/mountinfo, proc(5). */
const OVERLAY = ' - overlay xarch '
/** And the image below it, for the moment until the overlay holds it. */
const LOWER = '/image/lower '

/**
 * Mounts an image: `folder/root` is then a folder that can be written to, until `unmountBelow` or `releaseMounts`.
 * Throws `Failed` where the kernel cannot; what there is of it then is the caller's to remove.
 */
export async function mountImage(
  image: RootImage,
  folder: string,
  { exec, paths }: MountPorts,
): Promise<void> {
  const { kind, file, part } = image
  const place = [folder, kind, file, String(part.start), String(part.sizeBytes)]
  await exec.run(command(['mount', paths.holder, paths.store, ...place], `mount the ${kind} ${file}`, paths))
}

/** Unmounts the images of roots below a folder. */
export async function unmountBelow(folder: string, { exec, paths }: MountPorts): Promise<void> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8')
  if (!mounts.includes(OVERLAY) && !mounts.includes(LOWER)) return
  await exec.run({ ...command(['drop', folder], `unmount the root in ${folder}`, paths), always: true })
}

/** Unmounts all that a holder has mounted, and removes the store that it lies in. */
export async function releaseMounts(holder: string, ports: MountPorts): Promise<void> {
  if ((await journal()).includes(holder)) await release([holder], ports)
}

/** The same for what holders have left that are dead: killed jobs. */
export async function releaseDeadMounts(ports: MountPorts): Promise<void> {
  const dead = (await journal()).filter((holder) => !isAlive(holder))
  if (dead.length > 0) await release(dead, ports)
}

async function release(holders: readonly string[], { exec, paths }: MountPorts): Promise<void> {
  await exec.run({ ...command(['release', ...holders], 'unmount roots', paths), always: true })
}

async function journal(): Promise<string[]> {
  return readdir(JOURNAL).catch(() => [])
}

function command(args: readonly string[], why: string, { assets }: Paths): Command {
  return {
    argv: ['bash', join(assets, 'rootfs/root-mount.sh'), ...args],
    why,
    privileged: true,
    package: 'mount',
  }
}
