import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command, Exec, Log, Paths, Running } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { parseEntry, type Handler, type SeenEntry } from './entry.js'

/** Where the kernel shows its entries, once mounted. */
const BINFMT_MISC = '/proc/sys/fs/binfmt_misc'

/** Where handlers.sh writes down which entries are ours, and who holds them. */
export const JOURNAL = '/run/xarch/handlers'

/** Names of the entries in the journal. */
export function readJournal(): string[] {
  try {
    return readdirSync(JOURNAL)
  } catch {
    return [] // nothing of ours is registered
  }
}

/**
 * The entries for magics that are there now. Where binfmt_misc is not mounted the kernel may have some all the same (in a
 * container: its host's); they are looked at out of sight.
 * @param keeper looks at them there, where it is going to be needed anyway
 */
export async function readEntries(
  ports: Pick<RegistryPorts, 'exec' | 'paths'>,
  keeper?: Keeper,
): Promise<ReadonlyMap<string, SeenEntry>> {
  const isMounted = existsSync(join(BINFMT_MISC, 'register'))
  const before = readJournal() // an entry that is just going, or coming, is ours too
  const texts = isMounted ? mountedTexts() : keeper ? await keeper.look() : await shownTexts(ports)
  const ours = [...before, ...readJournal()]
  const entries = new Map<string, SeenEntry>()
  for (const [name, text] of texts) {
    const entry = parseEntry(text)
    if (entry) entries.set(name, { ...entry, isOurs: ours.includes(name) })
  }
  return entries
}

type Texts = readonly (readonly [name: string, text: string])[]

/** Read at once: the kernel answers in microseconds, and what waits its turn beside a sandbox that opens in milliseconds. */
function mountedTexts(): Texts {
  const names = readdirSync(BINFMT_MISC).filter((name) => name !== 'register' && name !== 'status')
  return names.map((name) => [name, readText(join(BINFMT_MISC, name))] as const)
}

/** Empty where it was just taken away. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

async function shownTexts({ exec, paths }: Pick<RegistryPorts, 'exec' | 'paths'>): Promise<Texts> {
  const { stdout } = await exec.attempt({
    argv: [
      'unshare',
      '--mount',
      '--propagation',
      'private',
      'bash',
      join(paths.assets, 'binfmt/handlers.sh'),
      'show',
    ],
    why: 'look at the handlers of binfmt_misc',
    privileged: true,
  })
  return textsOf(stdout)
}

function textsOf(output: string): Texts {
  const shown = output.split(/^== /m).filter((text) => text !== '')
  return shown.map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1)] as const)
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

/** Keeps the handlers of a run. One that has looked at what is there is not started again. */
export interface Keeper {
  /** The entries that are there; none where they cannot be seen, which is said when some are to be kept. */
  look(): Promise<Texts>
  /** The process, waiting for its entries; undefined where there is none. From now on it is the caller's. */
  take(): Running | undefined
  /** Ends it, where nobody has taken it. */
  end(): Promise<void>
}

/** A keeper that is not started yet. */
export function newKeeper({ exec, paths }: Pick<RegistryPorts, 'exec' | 'paths'>): Keeper {
  let waiting: Running | undefined
  const take = (): Running | undefined => {
    const taken = waiting
    waiting = undefined
    return taken
  }
  return {
    look: async () => {
      const started = exec.start(script(paths, 'hold', paths.holder, []), { kind: 'lifeline' })
      const lines: string[] = []
      for (;;) {
        const line = await started.nextLine()
        if (line === undefined) return []
        if (line === 'shown') break
        lines.push(line)
      }
      waiting = started
      return textsOf(lines.join('\n'))
    },
    take,
    end: async () => {
      const unused = take()
      unused?.endInput()
      await unused?.exit
    },
  }
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
  keeper?: Keeper,
): Promise<Registered> {
  if (handlers.length === 0) return { release: () => Promise.resolve() }
  const verb = lifetime === 'run' ? 'hold' : 'acquire'
  const holder = lifetime === 'kept' ? BY_HAND : ports.paths.holder
  const command = script(ports.paths, verb, holder, handlers)
  ports.log.debug(`registering ${handlers.map(({ name, file }) => `${name} (${file})`).join(', ')}`)
  if (lifetime === 'run') return hold(command, handlers, ports, keeper?.take())
  const output = await ports.exec.attempt(command)
  if (output.status !== 0) throw refusal(output.status, output.stdout, output.stderr)
  return {
    release: () =>
      releaseHandlers(
        holder,
        handlers.map(({ name }) => name),
        ports,
      ),
  }
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

async function hold(
  command: Command,
  handlers: readonly Handler[],
  ports: RegistryPorts,
  waiting: Running | undefined,
): Promise<Registered> {
  const keeper = waiting ?? ports.exec.start(command, { kind: 'lifeline' })
  waiting?.send([...wordsOf(handlers), '', ''].join('\0'))
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
  const program =
    verb === 'hold'
      ? (['sh', join(paths.assets, 'binfmt/hold.sh')] as const)
      : (['bash', join(paths.assets, 'binfmt/handlers.sh'), verb] as const)
  return {
    argv: [...program, holder, ...handlers.flatMap(({ name, file, line }) => [name, file, line])],
    why: verb === 'release' ? 'take the binfmt_misc handlers away' : 'register binfmt_misc handlers',
    privileged: true,
    always: verb === 'release',
    timeoutMs: 30_000,
  }
}

const wordsOf = (handlers: readonly Handler[]): string[] =>
  handlers.flatMap(({ name, file, line }) => [name, file, line])

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
