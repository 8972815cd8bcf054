import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command, Exec, Log, Paths, Running } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { parseEntry, type Handler, type SeenEntry } from './entry.js'

/** Where the kernel shows its entries, once mounted. */
const BINFMT_MISC = '/proc/sys/fs/binfmt_misc'

/** Where handlers.sh writes down which entries are ours, and who holds them. */
export const JOURNAL = '/run/xarch/handlers'

/** The entries for magics that are there now; empty where binfmt_misc is not mounted. */
export async function readEntries(folder = BINFMT_MISC): Promise<ReadonlyMap<string, SeenEntry>> {
  const ours = new Set(await readdir(JOURNAL).catch(() => []))
  const names = await readdir(folder).catch(() => [])
  const entries = new Map<string, SeenEntry>()
  for (const name of names.filter((file) => file !== 'register' && file !== 'status')) {
    const entry = parseEntry(await readFile(join(folder, name), 'utf8').catch(() => ''))
    if (entry) entries.set(name, { ...entry, isOurs: ours.has(name) })
  }
  return entries
}

/** How long our handlers stay. */
export type Lifetime =
  /** Until we close the lifeline or are gone. Where binfmt_misc is not mounted, it is mounted out of sight. */
  | 'run'
  /** Until `releaseHandlers`, or the end of the process that `Paths.holder` names: further steps use them too. */
  | 'job'
  /** Until `xarch handlers remove`, or the machine restarts. */
  | 'kept'

/** Holder of what was registered by hand: it never ends by itself. */
export const BY_HAND = 'by-hand'

/** What was registered, to be given back. */
export interface Registered {
  release(): Promise<void>
}

interface RegistryPorts {
  readonly exec: Exec
  readonly log: Log
  readonly paths: Paths
}

/** Registers handlers. Throws `Failed` where the kernel, or someone else's entry of that name, does not let us. */
export async function registerHandlers(
  handlers: readonly Handler[],
  lifetime: Lifetime,
  ports: RegistryPorts,
): Promise<Registered> {
  if (handlers.length === 0) return { release: () => Promise.resolve() }
  const verb = lifetime === 'run' ? 'hold' : 'acquire'
  const holder = lifetime === 'kept' ? BY_HAND : ports.paths.holder
  const command = script(ports.paths, verb, holder, handlers)
  ports.log.debug(`registering ${handlers.map(({ name, file }) => `${name} (${file})`).join(', ')}`)
  if (lifetime === 'run') return hold(command, ports)
  const output = await ports.exec.attempt(command)
  if (output.status !== 0) throw refusal(output.status, output.stdout, output.stderr)
  return { release: () => releaseHandlers(holder, [], ports) }
}

/**
 * Gives up what a holder has; entries that nobody holds any more are removed.
 * @param names the entries; none means all of that holder
 */
export async function releaseHandlers(
  holder: string,
  names: readonly string[],
  ports: Pick<RegistryPorts, 'paths'> & { exec: Pick<Exec, 'run'> },
): Promise<void> {
  const command = script(ports.paths, 'release', holder, [])
  await ports.exec.run({ ...command, argv: [...command.argv, ...names] })
}

async function hold(command: Command, ports: RegistryPorts): Promise<Registered> {
  const keeper: Running = ports.exec.start(command, { kind: 'lifeline' })
  const line = await keeper.nextLine()
  if (line !== 'ready') {
    const { status } = await keeper.exit
    throw refusal(status, line ?? '', keeper.stderr())
  }
  return {
    release: async () => {
      keeper.endInput()
      await keeper.exit
    },
  }
}

function script(
  paths: Paths,
  verb: 'hold' | 'acquire' | 'release',
  holder: string,
  handlers: readonly Handler[],
): Command {
  return {
    argv: [
      'bash',
      join(paths.assets, 'binfmt/handlers.sh'),
      verb,
      holder,
      ...handlers.flatMap(({ name, file, line }) => [name, file, line]),
    ],
    why: verb === 'release' ? 'take the binfmt_misc handlers away' : 'register binfmt_misc handlers',
    privileged: true,
    always: verb === 'release',
    timeoutMs: 30_000,
  }
}

function refusal(status: number | null, stdout: string, stderr: string): Failed {
  const taken = /^taken (\S+)/m.exec(stdout)?.[1]
  if (status === 3 && taken !== undefined) {
    return new Failed({
      what: `the binfmt_misc entry ${taken} is someone else's and does not work for us`,
      source: `${BINFMT_MISC}/${taken}`,
      todo: `Look at it (cat ${BINFMT_MISC}/${taken}); it needs to be enabled, with the flags P and F.`,
    })
  }
  return new Failed({
    what: `could not register binfmt_misc handlers: ${stderr.trim() || `status ${status ?? 'unknown'}`}`,
    source: BINFMT_MISC,
    todo: 'Needed are root, a kernel with binfmt_misc (try: modprobe binfmt_misc), and a writable /proc/sys; in a container that means --privileged.',
  })
}
