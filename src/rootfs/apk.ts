import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../platform/disk.js'
import type { Architecture } from '../arch/architectures.js'
import type { Handler } from '../binfmt/entry.js'
import type { Interrupts, Log, Paths, Piece, Progress } from '../platform/ports.js'
import { withTemporaryFolder } from '../platform/temporary.js'
import { Failed } from '../report/errors.js'
import { withoutPassword } from '../report/masked.js'
import { guestEnvironment, NOTHING_OUTSIDE, type Environment } from '../sandbox/environment.js'
import {
  openSandbox,
  type Argv,
  type SandboxPlan,
  type SandboxPorts,
  type Volume,
} from '../sandbox/sandbox.js'
import { withinTarget } from './apk-within.js'
import { tidy } from './tidy.js'
import type { PublicKey } from './keys.js'
import { countedPackages } from './counted.js'
import { localFolder, repositoryUrl, withUrl } from './repositories.js'
import type { StoredRoot } from './store.js'

/** What apk is to do. */
export interface Installation {
  /** The root's folder. */
  readonly target: string
  readonly arch: Architecture
  readonly packages: readonly string[]
  readonly repositories: readonly string[]
  readonly keys: readonly PublicKey[]
  readonly allowUntrusted: boolean
  /** The folder is empty: apk's own database is made first. */
  readonly isNew: boolean
  /** Folder of packages that were downloaded, by this build or others; one build at a time has it. */
  readonly downloads: string
  /** Handlers for the packages' scripts, where the machine has none. */
  readonly handlers: readonly Handler[]
}

interface ApkPorts extends SandboxPorts {
  readonly interrupts: Interrupts
  readonly proxies: Readonly<Record<string, string>>
  readonly log: Log
  readonly progress: Progress
}

/** Where the root, the configuration and the mirrors on this machine's disk are in the sandbox of apk. */
const TARGET = '/target'
export const CONFIGURATION = '/xarch'
const MIRRORS = '/mirror'
export const DOWNLOADS = '/downloads'

/**
 * Installs packages into a root with the apk of a native root. The handler of the architecture has to be registered:
 * the packages' scripts run in the foreign root. Throws `Failed` with what apk said when its status is not 0, whatever
 * it has installed until then.
 */
export async function installPackages(
  job: Installation,
  installer: StoredRoot,
  ports: ApkPorts,
): Promise<void> {
  await makeFolder(job.downloads)
  await withTemporaryFolder(ports.paths.temporary, async (configuration) => {
    const mirrors = await configure(job, configuration, ports.paths)
    if (ports.executor === 'proot') {
      const places = { configuration, downloads: job.downloads, mirrors }
      await runApk(job, await withinTarget(job, places, installer), ports)
      await tidy(job.target, 'apk', ports)
      return
    }
    const volumes: Volume[] = [
      { source: job.target, target: TARGET, readOnly: false, trusted: true },
      { source: 'proc', target: `${TARGET}/proc`, readOnly: false },
      { source: 'dev', target: `${TARGET}/dev`, readOnly: false, trusted: true },
      { source: configuration, target: CONFIGURATION, readOnly: true },
      { source: job.downloads, target: DOWNLOADS, readOnly: false },
      ...mirrors,
    ]
    const mounts = { ...installer, mode: 'overlay', volumes } as const
    await runApk(job, { plan: { mounts, handlers: job.handlers, network: 'host' }, words: OUTSIDE }, ports)
  })
}

/** The sandbox that apk runs in, and what starts it there. */
export interface ApkRun {
  readonly plan: SandboxPlan
  /** What stands before the words for apk. */
  readonly words: Argv
  readonly environment?: Environment
}

/** `(3/12) Installing musl (1.2.5-r0)`: what apk says of each package. */
const AT_PACKAGE = /^\((\d+)\/(\d+)\) \S+ (\S+) \(/gm
/** Of all that apk says, enough for some such lines. */
const NOTED_CHARACTERS = 1000

const OUTSIDE: Argv = ['sh', `${CONFIGURATION}/install.sh`]

function runApk(job: Installation, run: ApkRun, ports: ApkPorts): Promise<void> {
  const what = `${job.arch.name}: installing ${countedPackages(job.packages)}`
  return ports.progress.during(what, (piece) => runApkSeen(job, run, piece, ports))
}

async function runApkSeen(
  job: Installation,
  { plan, words, environment }: ApkRun,
  piece: Piece,
  ports: ApkPorts,
): Promise<void> {
  const options = [...(job.isNew ? ['--initdb'] : []), ...(job.allowUntrusted ? ['--allow-untrusted'] : [])]
  const sandbox = await openSandbox(plan, ports)
  const deaf = ports.interrupts.listen(() => void sandbox.close())
  try {
    let said = ''
    const apk = sandbox.start(
      {
        argv: [...words, job.arch.name, ...options, 'add', '--', ...job.packages],
        folder: '/',
        environment: { ...guestEnvironment([], NOTHING_OUTSIDE), ...environment, ...ports.proxies },
      },
      {
        kind: 'piped',
        onOutput: (_, chunk) => {
          said += chunk.toString('utf8')
          const [, now, of, name] = [...said.slice(-NOTED_CHARACTERS).matchAll(AT_PACKAGE)].at(-1) ?? []
          if (now !== undefined) piece.note(`${now} of ${of ?? ''}, ${name ?? ''}`)
        },
      },
    )
    const { status } = await apk.exit
    await sandbox.close()
    await apk.drained
    for (const line of said.trim().split('\n')) ports.log.debug(`apk: ${line}`)
    if (status !== 0) throw failure(job, said, status)
  } finally {
    deaf()
    await sandbox.close()
  }
}

/** Writes keys and repositories into the folder; returns the volumes for mirrors on this machine's disk. */
async function configure(job: Installation, folder: string, paths: Paths): Promise<Volume[]> {
  await chmod(folder, 0o755) // root inside has no power over the modes of our folders where the kernel maps it
  await mkdir(join(folder, 'keys'))
  await Promise.all(job.keys.map(({ name, pem }) => writeFile(join(folder, 'keys', name), pem)))
  for (const script of ['install.sh', 'install-within.sh'])
    await copyFile(join(paths.assets, 'rootfs', script), join(folder, script))
  const volumes: Volume[] = []
  const lines = job.repositories.map((repository) => {
    const source = localFolder(repositoryUrl(repository))
    if (source === undefined) return repository
    const target = `${MIRRORS}/${volumes.length}`
    volumes.push({ source, target, readOnly: true })
    return withUrl(repository, target)
  })
  await writeFile(join(folder, 'repositories'), lines.map((line) => `${line}\n`).join(''))
  const remote = job.repositories.filter((line) => localFolder(repositoryUrl(line)) === undefined)
  if (remote.length > 0)
    await writeFile(join(folder, 'keep'), remote.map((line) => `${withoutPassword(line)}\n`).join(''))
  return volumes
}

/** What apk says of a package that is not what its index says. Source: src/print.c of apk-tools 3.0 and 2.14. */
export const DAMAGED =
  /IO ERROR|BAD |v2 package (format|integrity) error|file format is invalid|file integrity error|unexpected end of file/

/** What apk says, what it means, and what to do. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [
    /package mentioned in index not found|HTTP 404: Not Found/,
    'The index of the mirror names a package that it does not have: it is just being changed. Try again in some minutes, or take another mirror (input "mirror").',
  ],
  [
    /UNTRUSTED signature/,
    'The packages are signed with a key that is not known here: name its file with "keys", or allow them with "allow-untrusted".',
  ],
  [
    /BAD signature/,
    'What came is not what was signed: a wrong key under the right name, or a changed file. Check the key, or take another mirror.',
  ],
  [DAMAGED, 'A package arrived damaged. Try again, or take another mirror (input "mirror").'],
  [
    /unable to select packages|no such package|could not find a repo which provides/,
    'Check the names and the branch; packages of other repositories need "repositories".',
  ],
  [
    /exited with error 127|Exec format error/,
    'A script of a package could not run: the handler of this architecture does not work.',
  ],
]

function failure(job: Installation, said: string, status: number | null): Failed {
  const lines = said
    .split('\n')
    .filter((line) => /ERROR|WARNING|error|required by|no such|BAD|UNTRUSTED/.test(line))
  const todo = CAUSES.find(([symptom]) => symptom.test(said))?.[1]
  return new Failed({
    what: `apk could not install ${job.packages.join(' ')} for ${job.arch.name} (status ${status ?? 'unknown'}):\n${(lines.length > 0 ? lines : said.trim().split('\n')).slice(-12).join('\n')}`,
    source: job.repositories.join(' '),
    ...(todo === undefined ? {} : { todo }),
  })
}
