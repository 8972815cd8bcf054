import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { temporaryFolder } from './temporary.js'

/** Where docker and podman run, out of the machine's sight. */

/** How a program ended, and what it said. */
export interface Said {
  /** -1 where it was ended for taking too long. */
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

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

/** The last line of what a program has said. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
