import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { EMBEDDED_MIRROR } from './embedded-mirror.js'
import { temporaryFolder } from './temporary.js'
import { until } from './xarch.js'

/** Docker and podman as Debian has them, of which the machine keeps nothing, also when we are killed. */

/** How a program ended, and what it said. */
export interface Said {
  /** -1 where it was ended for taking too long. */
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Docker or podman, ready for work. It has the image IMAGE. */
export interface Engine {
  /** The id of IMAGE. */
  readonly image: string
  run(options: readonly string[], image: string, ...command: readonly string[]): Promise<Said>
  /** Builds an image for aarch64. */
  build(tag: string, dockerfile: string): Promise<Said>
  [Symbol.asyncDispose](): Promise<void>
}

/** Built of the embedded mirror's minirootfs for aarch64. */
export const IMAGE = 'localhost/xarch-test:arm64'
export const PLATFORM = 'linux/arm64'

export const ENGINES = ['docker', 'podman'] as const
type EngineName = (typeof ENGINES)[number]

/** What the kernel says of a program that it cannot run. */
export const NO_HANDLER = /exec format error/i

const MINIROOTFS = path.join(
  EMBEDDED_MIRROR,
  'v3.20/releases/aarch64/alpine-minirootfs-3.20.3-aarch64.tar.gz',
)

/**
 * Why an engine cannot be tested on this machine; undefined where it can. It has to come as far as to the kernel's
 * refusal to run the image, as there is no handler yet.
 */
export async function obstacle(name: EngineName): Promise<string | undefined> {
  try {
    await using engine = await startEngine(name)
    const { status, stdout, stderr } = await engine.run(['--platform', PLATFORM], IMAGE, 'uname', '-m')
    if (status === 0) return `this machine runs ${stdout.trim()} without a handler of ours`
    return NO_HANDLER.test(stderr) ? undefined : `no container can be run: ${lastLine(stderr)}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export async function startEngine(name: EngineName): Promise<Engine> {
  const room = await startRoom()
  try {
    const { argv, buildOptions, runOptions } = await (name === 'docker' ? docker : podman)(room)
    const context = path.join(room.folder, 'context')
    await mkdir(context)
    await copyFile(MINIROOTFS, path.join(context, 'rootfs.tar.gz'))
    const build = async (tag: string, dockerfile: string): Promise<Said> => {
      await writeFile(path.join(context, 'Dockerfile'), dockerfile)
      return room.run([...argv, 'build', ...buildOptions, '--platform', PLATFORM, '-t', tag, context])
    }
    wellEnded(await build(IMAGE, 'FROM scratch\nADD rootfs.tar.gz /\nCMD ["/bin/sh"]\n'))
    const inspected = await room.run([...argv, 'image', 'inspect', '--format', '{{.Id}}', IMAGE])
    return {
      image: wellEnded(inspected).trim(),
      build,
      run: (options, image, ...command) => {
        const words = ['run', '--rm', '--network', 'none', ...runOptions, ...options, image, ...command]
        return room.run([...argv, ...words])
      },
      [Symbol.asyncDispose]: () => room[Symbol.asyncDispose](),
    }
  } catch (error) {
    await room[Symbol.asyncDispose]()
    throw error
  }
}

/** What it printed; throws where it failed. */
function wellEnded({ status, stdout, stderr }: Said): string {
  if (status !== 0) throw new Error(lastLine(stderr))
  return stdout
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

/** How an engine is called. */
export interface Words {
  readonly argv: readonly string[]
  readonly buildOptions: readonly string[]
  readonly runOptions: readonly string[]
}

/** A dockerd of the room's own. Throws where there can be none. */
export async function docker(room: Room): Promise<Words> {
  const at = (name: string): string => path.join(room.folder, name)
  const host = `unix://${at('d.sock')}`
  const isolated = ['--iptables=false', '--ip6tables=false', '--ip-forward=false', '--bridge=none']
  const cgroups = ['--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', room.cgroup]
  const folders = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('d.pid')]
  const argv = ['docker', '--host', host]
  wellEnded(await room.run([...argv, '--version']))
  const daemon = room.start(['dockerd', '--host', host, ...folders, ...cgroups, ...isolated], at('log'))
  const answers = async (): Promise<boolean> => (await room.run([...argv, 'version'])).status === 0
  await until(async () => daemon.ended() || (await answers())).catch(() => undefined)
  if (!(await answers())) throw new Error(`dockerd: ${lastLine(await readFile(at('log'), 'utf8'))}`)
  return { argv, buildOptions: ['--network', 'none'], runOptions: [] }
}

/** A podman that keeps what it has in the room. Throws where it cannot be. */
export async function podman(room: Room): Promise<Words> {
  const at = (name: string): string => path.join(room.folder, name)
  const folders = [
    '--root',
    at('storage'),
    '--runroot',
    '/run/podman-test',
    '--tmpdir',
    '/run/podman-test/tmp',
  ]
  // crun, which podman prefers, knows no machine whose cgroups are of both versions.
  const plain = ['--runtime', 'runc', '--cgroup-manager', 'cgroupfs', '--events-backend', 'file']
  const argv = ['podman', ...folders, ...plain]
  wellEnded(await room.run([...argv, 'version']))
  // The limits that podman asks for otherwise are above those of a root without CAP_SYS_RESOURCE.
  const limits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024']
  const runOptions = ['--cgroup-parent', room.cgroup, ...limits]
  return { argv, buildOptions: ['--isolation', 'chroot'], runOptions }
}

// --- where they run ---------------------------------------------------------------------------------------------

/**
 * Namespaces in which an engine's processes, mounts, network devices and files are out of the machine's sight. The first
 * process there ends with the room, or with us: then the kernel ends every other and drops every mount.
 */
export interface Room {
  readonly folder: string
  /** Words in front of a command that is to run there. */
  readonly within: readonly string[]
  /** A cgroup of the room's own. */
  readonly cgroup: string
  run(argv: readonly string[]): Promise<Said>
  /** Starts what goes on until it is told to end, at the latest when the room ends. */
  start(argv: readonly string[], log: string): { ended(): boolean }
  [Symbol.asyncDispose](): Promise<void>
}

/** bash, not cat: it waits for every process whose parent is gone. Both engines write to /etc and /var/lib. */
const FIRST_PROCESS = `
for kept in /etc /var/lib; do
  mkdir -p "$1/over$kept/upper" "$1/over$kept/work"
  mount -n -t overlay -o "lowerdir=$kept,upperdir=$1/over$kept/upper,workdir=$1/over$kept/work" overlay "$kept"
done
for fresh in /run /dev/shm; do mount -n -t tmpfs tmpfs "$fresh"; done
echo ready
cat
exit`

/** More than any command of an engine takes here. */
const COMMAND_MS = 30_000

export async function startRoom(): Promise<Room> {
  const temporary = await temporaryFolder()
  const folder = temporary.path
  const namespaces = [
    '--mount',
    '--propagation',
    'private',
    '--pid',
    '--fork',
    '--kill-child',
    '--mount-proc',
    '--net',
    '--ipc',
  ]
  const argv = [...namespaces, 'bash', '-ec', FIRST_PROCESS, 'bash', folder]
  const keeper = spawn('unshare', argv, { stdio: ['pipe', 'pipe', 'pipe'], env: environment(folder) })
  const services: ChildProcess[] = []
  const within = ['mnt', 'net', 'ipc', 'pid_for_children'].map((namespace) => {
    const option = namespace === 'mnt' ? 'mount' : (namespace.split('_')[0] ?? '')
    return `--${option}=/proc/${keeper.pid ?? 0}/ns/${namespace}`
  })
  const cgroup = `/${path.basename(folder)}`
  const room: Room = {
    folder,
    within: ['nsenter', ...within, '--'],
    cgroup,
    run: (command) => said('nsenter', [...within, '--', ...command], environment(folder)),
    start: (command, log) => {
      const script = 'log=$1; shift; exec "$@" >"$log" 2>&1'
      const words = [...within, '--', 'sh', '-c', script, 'sh', log, ...command]
      const service = spawn('nsenter', words, { stdio: 'ignore', env: environment(folder) })
      services.push(service)
      return { ended: () => hasEnded(service) }
    },
    [Symbol.asyncDispose]: async () => {
      if (services.length > 0) await said('nsenter', [...within, '--', 'sh', '-c', END_DAEMON, folder])
      const gone = [keeper, ...services].filter((it) => !hasEnded(it)).map((it) => once(it, 'close'))
      keeper.stdin.end()
      await Promise.all(gone)
      removeCgroups(cgroup)
      await temporary.remove()
    },
  }
  await whenReady(keeper).catch(async (error: unknown) => {
    await room[Symbol.asyncDispose]()
    throw error
  })
  return room
}

/** Five seconds, then it ends with its room. */
const END_DAEMON = `
kill "$(cat "$0/d.pid")" && for tenth in $(seq 50); do
  [ -e "$0/d.pid" ] || exit 0
  sleep 0.1
done`

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function whenReady(keeper: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let complaint = ''
    keeper.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    keeper.stdout?.once('data', () => {
      resolve()
    })
    keeper.once('error', reject)
    keeper.once('close', () => {
      reject(new Error(`there can be no namespaces for it: ${lastLine(complaint)}`))
    })
  })
}

/** What the engines leave even when all their processes are gone: the kernel keeps empty cgroups. */
function removeCgroups(name: string): void {
  execFileSync('find', ['/sys/fs/cgroup', '-depth', '-type', 'd', '-path', `*${name}*`, '-delete'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function environment(folder: string): Record<string, string> {
  // An ordinary user's PATH has no daemons in it.
  const known = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`
  return { PATH: known, HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' }
}

function said(program: string, argv: readonly string[], env?: Record<string, string>): Promise<Said> {
  return new Promise((resolve) => {
    const options = { env, timeout: COMMAND_MS, killSignal: 'SIGKILL', encoding: 'utf8' } as const
    execFile(program, argv, options, (error, stdout, stderr) => {
      const status = error ? (typeof error.code === 'number' ? error.code : -1) : 0
      resolve({ status, stdout, stderr: status === -1 ? `${stderr}${error?.message ?? ''}` : stderr })
    })
  })
}
