import { execFileSync } from 'node:child_process'
import { mkdir, readdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Exec } from '../../src/platform/ports.js'
import { readMounts } from './machine.js'

/** More than 100 MB that are made in a second and pack well. */
export function addBulk(root: string): void {
  execFileSync('sh', ['-c', 'seq 1 14500000 >"$1"', 'sh', path.join(root, 'bulk')])
}

/** The loop devices whose file is below a folder, and the mounts there: what an image may leave behind. */
export function leftBelow(folder: string): string[] {
  const loops = execFileSync('losetup', ['-a'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`(${folder}/`))
  const mounts = readMounts().filter(({ point }) => point.startsWith(`${folder}/`))
  return [...loops, ...mounts.map(({ point, type }) => `${point} ${type}`)]
}

/** The same, once there is nothing, or after a second: the kernel gives a loop device back a moment later. */
export async function settledBelow(folder: string): Promise<string[]> {
  for (let tries = 0; tries < 20 && leftBelow(folder).length > 0; tries++) await sleep(50)
  return leftBelow(folder)
}

const WITHOUT_LOOPS =
  'mount -n -t tmpfs dev /dev && mknod -m 666 /dev/null c 1 3 && ln -s /proc/self/fd /dev/fd && exec "$@"'

/** The same executor on a machine without loop devices, as most containers are; what it mounts, nobody else sees. */
export function withoutLoops(exec: Exec): Exec {
  const there = (command: Command): Command => ({
    ...command,
    argv: [
      'unshare',
      '--mount',
      '--propagation',
      'private',
      'sh',
      '-c',
      WITHOUT_LOOPS,
      'sh',
      ...command.argv,
    ],
  })
  return {
    run: (command) => exec.run(there(command)),
    attempt: (command) => exec.attempt(there(command)),
    start: (command, streams) => exec.start(there(command), streams),
  }
}

/** Links to all programs of this machine but for some, in a new folder. */
export async function programsBut(folder: string, ...left: readonly string[]): Promise<string> {
  const programs = new Map<string, string>()
  for (const at of ['/sbin', '/usr/sbin', '/bin', '/usr/bin'])
    for (const name of await readdir(at)) programs.set(name, path.join(at, name))
  for (const name of left) programs.delete(name)
  await mkdir(folder)
  await Promise.all([...programs].map(([name, program]) => symlink(program, path.join(folder, name))))
  return folder
}
