import { readFile, stat } from 'node:fs/promises'
import { machine } from 'node:os'
import { join } from 'node:path'
import type { Exit, Running } from '../platform/ports.js'
import { hasChildren } from '../platform/processes.js'
import { ROOT_ACCOUNT } from './accounts.js'
import { contain, type Contained } from './contained.js'
import { signalGroup } from './guest-signal.js'
import { filtered, olderCallsFilter } from './seccomp.js'
import type { Argv, Guest, GuestIds, Sandbox, SandboxPlan, SandboxPorts } from './sandbox.js'

/** Of the machine's /dev; what is not there is left out (a container may have no terminal). */
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'ptmx', 'pts']

/**
 * Opens a sandbox of PRoot's: by ptrace alone, with no right and no namespace, and so with no boundary. Handlers are not
 * registered: PRoot calls the emulator itself.
 * @throws what `contain` throws
 */
export async function openProot(plan: SandboxPlan, ports: SandboxPorts): Promise<Sandbox> {
  const folders = ports.paths.visible.filter(({ readOnly }) => readOnly).map(({ path }) => path)
  // The runner's tool cache has gigabytes: it is not copied.
  const contained = await contain(plan, 'copies', ports, ({ target }) => folders.includes(target))
  const emulator = plan.handlers[0]?.file
  const filter = join(ports.paths.assets, 'sandbox/filter.pl')
  return {
    start: (command, streams) => {
      const { user = ROOT_ACCOUNT } = command
      const words = ofOlderCalls(prootWords(contained, emulator, user), filter)
      const running = contained.start(words, command, streams)
      let last: NodeJS.Signals | undefined
      return {
        ...running,
        exit: watched(running, join(contained.folder, 'status', String(running.pid)), () => last),
        roots: [running.pid],
        signal: async (name) => {
          last = name
          await signalGroup(running.pid, name, ports.exec)
        },
      } satisfies Guest
    },
    close: () => contained.close(),
  }
}

/**
 * A command that makes no call that PRoot does not know.
 * @param script filter.pl
 */
export function ofOlderCalls(argv: Argv, script: string): Argv {
  return filtered(olderCallsFilter(machine()), argv, script)
}

/** PRoot's command line, with volumes at its end. It says nothing of its own (`-v -1`): its words would be taken for the guest's. */
export function prootWords(
  { root, volumes }: Pick<Contained, 'root' | 'volumes'>,
  emulator: string | undefined,
  { uid, gid }: Pick<GuestIds, 'uid' | 'gid'>,
): Argv {
  const devices = DEVICES.map((name) => `/dev/${name}`)
  const places = ['/proc', '/sys', ...devices].flatMap((path) => ['-b', path])
  return [
    ...(['proot', '-v', '-1', '-r', root, '-w', '/'] as const),
    ...(uid === 0 && gid === 0 ? ['-0'] : ['-i', `${uid}:${gid}`]),
    ...(emulator === undefined ? [] : ['-q', emulator]),
    ...places,
    ...volumes.flatMap(({ source, target }) => ['-b', `${source}:${target}`]),
  ]
}

/** How often it is looked whether a command is over that has left something running. */
const LOOK_MS = 20

/**
 * How a command has ended. PRoot stays while anything that it traces does, and forgets statuses: the first process inside
 * (watched.sh) writes the command's to a file. One that was killed itself could not.
 */
async function watched(
  { pid, exit }: Running,
  file: string,
  lastSignal: () => NodeJS.Signals | undefined,
): Promise<Exit> {
  const wait = (): Promise<undefined> =>
    new Promise((resolve) => {
      setTimeout(resolve, LOOK_MS, undefined)
    })
  let ended: Exit | undefined
  for (let hadChildren = false, has = false; !ended && !(hadChildren && !has) && !(await isWritten(file));) {
    ended = await Promise.race([exit, wait()])
    hadChildren = has
    has = hasChildren(pid, 'proot') // what start.sh runs before it becomes PRoot says nothing
  }
  const text = await readFile(file, 'utf8').catch(() => '')
  if (/^\d+\n$/.test(text)) return { status: Number(text), signal: null }
  ended ??= await Promise.race([exit, wait()]) // it could not start the command, and says so itself
  if (ended && ended.status !== 0) return ended
  const signal = lastSignal()
  return signal === undefined ? { status: 137, signal: null } : { status: null, signal }
}

async function isWritten(file: string): Promise<boolean> {
  return ((await stat(file).catch(() => undefined))?.size ?? 0) > 0
}
