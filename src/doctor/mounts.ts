import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output } from '../platform/ports.js'
import { isOfMachine } from '../platform/privilege.js'
import { isRootOfMachine } from '../sandbox/obstacles.js'
import { limiter } from '../sandbox/limiter.js'
import { tryImage } from '../rootfs/root-image.js'
import { removeTree } from '../rootfs/store.js'
import { asRoot, check, oneLineOf, type Check, type DoctorPorts } from './check.js'

/** Tries a mount by mounts.sh, as the machine's root or in a namespace of this user. */
async function tryMount(words: readonly [verb: string, last: string], ports: DoctorPorts): Promise<Output> {
  const { exec, paths } = ports
  const [verb, last] = words
  const own = isRootOfMachine(ports) ? [] : ['--user', '--map-root-user']
  return inOwnFolder(paths.temporary, exec, (folder) =>
    exec.attempt({
      argv: [
        ...(['unshare', ...own, '--mount', '--propagation', 'private'] as const),
        ...['bash', join(paths.assets, 'doctor/mounts.sh'), verb, folder, last],
      ],
      why: `try ${verb}`,
      privileged: true,
      timeoutMs: 10_000,
    }),
  )
}

/** Gives some work a folder, in which root may make files: it removes them, too. */
async function inOwnFolder<T>(
  parent: string,
  exec: DoctorPorts['exec'],
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(parent, 'tried-'))
  return work(folder).finally(() => removeTree(folder, exec))
}

/** Overlays, which keep the changes of a run apart from its root: on a tmpfs, and on the file system of the store. */
export async function overlayCheck(ports: DoctorPorts): Promise<Check> {
  const memory = await tryMount(['overlay', 'memory'], ports)
  if (memory.status !== 0) {
    return check(
      'overlayfs',
      'missing',
      `no overlay could be mounted over a folder of ${ports.paths.store}: ${oneLineOf(memory.stderr)}`,
      memory.stderr.includes('unknown filesystem')
        ? asRoot('modprobe overlay', ports)
        : 'What mends root or user-namespaces mends it.',
    )
  }
  const disk = await tryMount(['overlay', 'disk'], ports)
  if (disk.status === 0)
    return check('overlayfs', 'ok', 'over the cache folder, with changes there and in memory')
  return check(
    'overlayfs',
    'limited',
    `over the cache folder, with changes in memory alone; its file system takes none: ${oneLineOf(disk.stderr)}`,
    'Have XDG_CACHE_HOME on ext4, xfs or btrfs.',
  )
}

/** Mounts that show files as another user's, which root's strict isolation is made of. */
export async function idmapCheck(ports: DoctorPorts): Promise<Check> {
  if (!isRootOfMachine(ports))
    return check(
      'idmapped-mounts',
      'limited',
      'not tried: root alone makes them, and needs them for "strict"',
    )
  const { status, stderr } = await tryMount(['idmap', join(ports.paths.assets, 'sandbox/idmap.pl')], ports)
  if (status === 0) return check('idmapped-mounts', 'ok', 'the file system of the cache folder has them')
  return check(
    'idmapped-mounts',
    'missing',
    oneLineOf(stderr),
    'Use Linux 5.19 or newer, perl, and a file system that has them (ext4, xfs, btrfs).',
  )
}

/** Images of large roots, for the cache of the workflow. */
export async function imagesCheck(ports: DoctorPorts): Promise<Check> {
  if (!isRootOfMachine(ports))
    return check('root-images', 'limited', 'not tried: root alone mounts them; roots are packed as tars')
  const { kind, why = '' } = await inOwnFolder(ports.paths.temporary, ports.exec, async (folder) => {
    await mkdir(join(folder, 'root'))
    await writeFile(join(folder, 'root/file'), 'a file')
    return tryImage(folder, ports)
  })
  if (kind) return check('root-images', 'ok', `${kind} is made and mounted`)
  return check(
    'root-images',
    'limited',
    `large roots are packed as tars: ${oneLineOf(why)}`,
    asRoot('apt-get install squashfs-tools', ports),
  )
}

/** Control groups with limits: one is made, a command runs in it, and it is removed. */
export async function groupsCheck({ exec, paths, privilege }: DoctorPorts): Promise<Check> {
  const failed: string[] = []
  for (const [name, limits] of [
    ['pids', { pids: 64, memoryBytes: undefined }],
    ['memory', { pids: undefined, memoryBytes: 64 * 1024 * 1024 }],
  ] as const) {
    const limited = limiter(join(paths.assets, 'sandbox/limit.sh'), limits, paths)
    const why = `try a control group for ${name}`
    const { status } = await exec.attempt({ argv: limited('make', ['true']), why, privileged: true })
    if (status !== 0) failed.push(name)
  }
  if (failed.length === 0) return check('control-groups', 'ok', 'pids-limit and memory-limit can be held')
  return check(
    'control-groups',
    'limited',
    `${failed.map((name) => `${name}-limit`).join(' and ')} cannot be held`,
    isOfMachine(privilege)
      ? 'A container needs --privileged and --cgroupns=host; a kernel the controllers pids and memory.'
      : 'Run it as root or with sudo.',
  )
}
