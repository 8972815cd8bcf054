import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Architecture } from '../../arch/architectures.js'
import type {
  Exec,
  Expected,
  Interrupts,
  Log,
  Paths,
  Piece,
  Progress,
  Running,
} from '../../platform/ports.js'
import { withTemporaryFolder } from '../../platform/temporary.js'
import { Failed } from '../../report/errors.js'
import { NETRC, rootSettings } from './apt.js'
import { type Archive, archiveOf, type Distribution, dpkgName } from './archives.js'
import { countedPackages } from '../counted.js'
import { faultOf } from './faults.js'
import { copyKeyrings } from './keys.js'
import { decideSources, machineSettings, needsKeyring, type Sources } from './sources.js'
import { debianVersion } from './status.js'
import { provideKeyring, provideMmdebstrap, readMachineApt } from './tools.js'

/** A root of Debian or Ubuntu that is to be made. */
export interface DebianJob {
  readonly distribution: Distribution
  readonly suite: string
  readonly arch: Architecture
  readonly packages: readonly string[]
  /** Of the user; without one the distribution's own, or what this machine's apt uses for that distribution. */
  readonly mirror: string | undefined
  /** Further URLs, or lines of sources.list(5). */
  readonly repositories: readonly string[]
  /** Files of the user: keyrings. They stay in the root, for its own apt. */
  readonly keys: readonly string[]
  /** What the user's mirror and repositories have needs no signature. */
  readonly allowUntrusted: boolean
  /** A folder: new, made by this; or the root that gets packages. */
  readonly target: string
}

/** What came of it. */
export interface DebianRoot {
  /** VERSION_ID of the root, or its codename; null where it does not say. */
  readonly version: string | null
  /** The packages' files, with the digests that apt has checked them by. */
  readonly fetched: readonly Fetched[]
}

export interface Fetched extends Expected {
  readonly url: string
}

export interface DebianPorts {
  readonly interrupts: Interrupts
  readonly proxies: Readonly<Record<string, string>>
  readonly exec: Exec
  readonly log: Log
  readonly paths: Paths
  readonly progress: Progress
}

/**
 * Makes a root with mmdebstrap. The handler of the architecture has to be registered. Throws `Refused` where it is known
 * that there is no such root, `Failed` with what was said where it did not come to an end; then the target is what it is.
 */
export async function bootstrapDebian(job: DebianJob, ports: DebianPorts): Promise<DebianRoot> {
  const archive = archiveOf(job)
  await provideMmdebstrap(ports)
  const name = `${job.distribution} ${job.suite}`
  const work = {
    ...(await withSources(job, archive, ports)),
    words: ['bootstrap', job.suite],
    doing: `${job.arch.name}: making a root of ${name}`,
    failed: `mmdebstrap could not make a root of ${name} for ${job.arch.name}`,
  } as const
  ports.log.info(`${job.arch.name}: making a root of ${name} with mmdebstrap`)
  return carryOut(work, ports)
}

/**
 * Adds packages to a root that `bootstrapDebian` has made of the same job, from the same sources: the root's own list has
 * neither passwords nor what lies on this machine. Throws as `bootstrapDebian` does.
 */
export async function addDebianPackages(job: DebianJob, ports: DebianPorts): Promise<DebianRoot> {
  const work = {
    ...(await withSources(job, archiveOf(job), ports)),
    words: ['add'],
    doing: `${job.arch.name}: installing ${countedPackages(job.packages)}`,
    failed: `apt could not install ${job.packages.join(' ')} for ${job.arch.name}`,
  } as const
  ports.log.info(`${job.arch.name}: installing ${job.packages.join(' ')}`)
  return carryOut(work, ports)
}

/** Decides on the sources of a job, and sees to the keyring that they need. */
async function withSources(
  job: DebianJob,
  archive: Archive,
  ports: DebianPorts,
): Promise<Omit<Work, 'words' | 'doing' | 'failed'>> {
  if (needsKeyring(job)) await provideKeyring(archive, ports)
  const machine = await readMachineApt(ports.exec)
  const sources = decideSources(job, archive, machine)
  return { ...job, archive, sources, settings: machineSettings(machine, sources.areOwn) }
}

/** What build.sh is to do. */
interface Work extends DebianJob {
  readonly archive: Archive
  readonly sources: Sources
  /** Lines of apt.conf(5): what counts of the machine's settings. */
  readonly settings: readonly string[]
  /** What it is, and its own arguments. */
  readonly words: readonly ['bootstrap', string] | readonly ['add']
  /** What it is while it is shown. */
  readonly doing: string
  /** What it means that it failed. */
  readonly failed: string
}

/** All that ends with PID 1 of them. */
const NAMESPACES = [
  ...['unshare', '--mount', '--propagation', 'private', '--pid', '--ipc', '--uts'],
  ...['--fork', '--kill-child'],
] as const

async function carryOut(work: Work, ports: DebianPorts): Promise<DebianRoot> {
  const { exec, paths } = ports
  return withTemporaryFolder(paths.temporary, async (folder) => {
    await configure(work, folder)
    const script = join(paths.assets, 'rootfs/debian/build.sh')
    const [what, ...more] = work.words
    const words = [what, work.target, folder, dpkgName(work.arch), ...more, ...work.packages]
    const argv = [...NAMESPACES, 'bash', script, ...words] as const
    const { said, status } = await ports.progress.during(work.doing, (piece) => {
      const command = { argv, why: 'start mmdebstrap', privileged: true, env: ports.proxies }
      return listen(exec.start(command, { kind: 'lifeline' }), piece, ports)
    })
    if (status !== 0) throw failure(work, said, status)
    const fetched = await readFile(join(folder, 'fetched'), 'utf8').catch(() => '')
    return { version: await debianVersion(work.target), fetched: parseUris(fetched) }
  })
}

/** What of the output is kept for an error. */
const KEPT_LINES = 400

/** Hears it to its end, which a signal to us brings at once. */
async function listen(
  running: Running,
  piece: Piece,
  { interrupts, log }: DebianPorts,
): Promise<{ readonly said: string[]; readonly status: number | null }> {
  const end = (): void => {
    running.endInput()
  }
  const deaf = interrupts.listen(end)
  if (interrupts.received() !== undefined) end()
  try {
    const said: string[] = []
    for (let line = await running.nextLine(); line !== undefined; line = await running.nextLine()) {
      log.debug(`mmdebstrap: ${line}`)
      const step = stepOf(line)
      if (step !== undefined) piece.note(step)
      if (said.push(line) > KEPT_LINES) said.shift()
    }
    const { status } = await running.exit
    said.push(...running.stderr().split('\n').filter(Boolean)) // of unshare
    return { said, status }
  } finally {
    deaf()
    end()
  }
}

/** What mmdebstrap (`I: extracting archives...`) and dpkg (`Setting up make (4.3-4.1) ...`) say that they do now. */
export function stepOf(line: string): string | undefined {
  return /^(?:I: )?((?:[a-z]+ing|Unpacking|Setting up|Preparing) [^(]*?)(?: \(.*)?(?: ?\.\.\.)?$/.exec(
    line,
  )?.[1]
}

/** There may be a password for a proxy. */
const PRIVATE = { mode: 0o600 }

/** Writes what build.sh wants to find into the folder. */
async function configure(work: Work, folder: string): Promise<void> {
  const { archive, sources, keys, settings } = work
  await chmod(folder, 0o755)
  const [all, own] = [join(folder, 'keys'), join(folder, 'own-keys')]
  await Promise.all([all, own, join(folder, 'scratch')].map((path) => mkdir(path)))
  await copyFile(archive.keyring, join(all, 'distribution.gpg')).catch(() => undefined) // where it is needed, it is there
  await copyKeyrings(keys, [all, own])
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
  const machine = [...NETRC, ...settings]
  await writeFile(join(folder, 'machine.conf'), text(machine), PRIVATE)
  const root = rootSettings(work, folder)
  await writeFile(join(folder, 'root.conf'), text([...machine, ...root]), PRIVATE)
  await writeFile(join(folder, 'sources.list'), text(sources.used))
  await writeFile(join(folder, 'left'), text(sources.left))
}

/** Lines of `--print-uris`: `'URL' FILE SIZE SHA256:DIGEST`. Source: apt-get(8). */
export function parseUris(text: string): Fetched[] {
  const lines = text.matchAll(/^'([^']+)' \S+ \d+ SHA256:([\da-f]{64})$/gm)
  return [...lines].map(([, url = '', digest = '']) => ({ url, algorithm: 'sha256', digest }))
}

function failure({ failed, sources, archive }: Work, said: readonly string[], status: number | null): Failed {
  const { lines, todo } = faultOf(said)
  return new Failed({
    what: `${failed} (status ${status ?? 'unknown'}):\n${lines}`,
    source: sources.left.join('; ') || archive.name,
    ...(todo === undefined ? {} : { todo }),
  })
}
