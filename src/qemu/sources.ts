import { chmod, copyFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from '../platform/disk.js'
import type { Architecture, Cpu } from '../arch/architectures.js'
import type { QemuRequest } from '../inputs/qemu.js'
import { cachedFile, partialFile } from '../cache/file.js'
import { emulatorKey } from '../cache/key.js'
import { withTemporaryFolder } from '../platform/temporary.js'
import { explain } from '../report/errors.js'
import { fileDigest } from '../verify/digest.js'
import { downloadFromApk } from './apk.js'
import { downloadFromApt } from './apt.js'
import { CANARY_STATUS } from './canary.js'
import {
  buildOf,
  isStaticProgram,
  parseVersion,
  type Candidate,
  type Emulator,
  type Unavailable,
} from './emulator.js'
import { fileName, toolName } from './kept.js'
import { runCanary } from './proof.js'
import { faultsOf } from './faults.js'
import type { EmulatorContext } from './provide.js'

/**
 * Finds emulators for some cpus; what it hands back is proved. A cpu that it has none for is left out. Throws what keeps it from
 * giving any.
 */
export type Source = (
  architectures: readonly Architecture[],
  context: EmulatorContext,
) => Promise<(Emulator | Unavailable)[]>

/** Where distributions put their static emulators. */
const HOST_FOLDERS = ['/usr/local/bin', '/usr/bin']

/** What it takes to prove what is there. */
type ProofContext = Pick<EmulatorContext, 'exec' | 'paths' | 'log'>

/** This machine's own. */
export const ofHost = (architectures: readonly Architecture[], context: ProofContext): Promise<Emulator[]> =>
  inFolders(HOST_FOLDERS, 'of this machine', architectures, context)

/** The file, or the folder, that the input names. */
export const atPath: Source = async (architectures, context) => {
  const { path } = context.request
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) return inFolders([path], `in ${path}`, architectures, context)
  return proveAll(
    architectures.map((arch) => ({ arch, file: path })),
    `at ${path}`,
    context,
  )
}

/** Alpine's packages, from the newest branch of the mirror. */
export const fromApk: Source = (architectures, context) =>
  downloaded('from apk', architectures, context, (cpus, folder) => downloadFromApk(cpus, folder, context))

/** The distribution's package. */
export const fromApt: Source = (architectures, context) =>
  downloaded('from apt', architectures, context, (cpus, folder) => downloadFromApt(cpus, folder, context))

/** For each cpu the first file that is proved, in the order of the folders. */
async function inFolders(
  folders: readonly string[],
  source: string,
  architectures: readonly Architecture[],
  context: ProofContext,
): Promise<Emulator[]> {
  const found = await Promise.all(
    architectures.map(async (arch) => {
      for (const folder of folders) {
        for (const name of [`qemu-${arch.cpu}-static`, fileName(arch.cpu)]) {
          const file = join(folder, name)
          if (!isStaticProgram(file)) continue
          const [emulator] = await proveAll([{ arch, file }], source, context)
          if (emulator) return [emulator]
        }
      }
      return []
    }),
  )
  return found.flat()
}

type Download = (cpus: readonly Cpu[], folder: string) => Promise<ReadonlyMap<Cpu, Candidate | Unavailable>>

/** Downloads into a temporary folder, proves, and keeps what has passed. */
async function downloaded(
  source: string,
  architectures: readonly Architecture[],
  context: EmulatorContext,
  download: Download,
): Promise<(Emulator | Unavailable)[]> {
  return withTemporaryFolder(context.paths.temporary, async (folder) => {
    const cpus = architectures.map(({ cpu }) => cpu)
    const got = await download(cpus, folder)
    const files = new Map([...got].flatMap(([cpu, one]) => ('file' in one ? [[cpu, one] as const] : [])))
    const emulators = await keepProved(files, source, architectures, context)
    await Promise.all(emulators.map((emulator) => saveForOthers(emulator, context)))
    return [...emulators, ...[...got.values()].filter((one) => 'cause' in one)]
  })
}

async function keepProved(
  files: ReadonlyMap<Cpu, Candidate>,
  source: string,
  architectures: readonly Architecture[],
  context: EmulatorContext,
): Promise<Emulator[]> {
  const candidates = architectures.flatMap((arch) => {
    const found = files.get(arch.cpu)
    return found ? [{ arch, ...found }] : []
  })
  const emulators = await proveAll(candidates, source, context)
  return Promise.all(emulators.map((emulator) => keep(emulator, context)))
}

/** Under a content address: two builds of one version are two. */
async function keep(emulator: Emulator, { tools }: EmulatorContext): Promise<Emulator> {
  const digest = await fileDigest(emulator.file, 'sha256')
  const version = `${buildOf(emulator)}-${digest.slice(0, 12)}`
  const folder = await tools.keep(emulator.file, fileName(emulator.cpu), toolName(emulator.cpu), version)
  return { ...emulator, file: join(folder, fileName(emulator.cpu)) }
}

/** The cache of the workflow has what everybody wants who asks for nothing special. */
function isForAll({ request }: EmulatorContext): boolean {
  return request.source === 'auto' && request.version === ''
}

/** Leaves a copy where post saves it in the cache of the workflow. */
async function saveForOthers(emulator: Emulator, context: EmulatorContext): Promise<void> {
  if (!context.remote || !context.keepsForOthers || !isForAll(context)) return // those who want any are to find the newest
  const { cpu, file, version } = emulator
  if (faultsOf(emulator).length > faultsOf({ cpu, version }).length) return // a file does not tell its release
  const key = keyOf(cpu, context)
  const place = cachedFile(key, context.paths)
  await makeFolder(dirname(place))
  context.remote.note(key, key)
  await copyFile(file, partialFile(key, context.paths))
  await rename(partialFile(key, context.paths), place)
}

/** What an earlier job has left in the cache of the workflow; it is proved again. */
export const fromCache: Source = async (architectures, context) => {
  const { remote, paths } = context
  if (!remote || !isForAll(context)) return []
  const found = await Promise.all(
    architectures.map(async ({ cpu }) => {
      const key = keyOf(cpu, context)
      const file = cachedFile(key, paths)
      await makeFolder(dirname(file))
      remote.note(key, undefined)
      const asked = context.progress.during(`qemu-${cpu} in the cache of the workflow`, () =>
        remote.restore(key, file),
      )
      if (!(await asked)) return []
      await chmod(file, 0o755)
      return [[cpu, { file }] as const]
    }),
  )
  return keepProved(new Map(found.flat()), 'from the cache of the workflow', architectures, context)
}

function keyOf(cpu: Cpu, { packages, date }: EmulatorContext): string {
  return emulatorKey(cpu, packages.hostArch, packages.mirror, date)
}

/** What runs a canary; what does not is passed over, with a warning. */
async function proveAll(
  candidates: readonly ({ readonly arch: Architecture } & Candidate)[],
  source: string,
  context: ProofContext,
): Promise<Emulator[]> {
  const proved = await Promise.all(
    candidates.map(async ({ arch, file, ...rest }): Promise<Emulator | undefined> => {
      const version = isStaticProgram(file) ? await prove(file, arch, context) : undefined
      if (version !== undefined) return { cpu: arch.cpu, file, version, source, ...rest }
      context.log.warning(
        `${file} (${source}) is no static emulator that runs a ${arch.name} program here; it is passed over`,
      )
      return undefined
    }),
  )
  return proved.filter((emulator) => emulator !== undefined)
}

/** Its version, when it runs the canary of that architecture. */
async function prove(file: string, arch: Architecture, context: ProofContext): Promise<string | undefined> {
  const asked = { argv: [file, '--version'] as const, why: `ask ${file} for its version`, timeoutMs: 10_000 }
  try {
    const [canary, version] = await Promise.all([runCanary(arch, file, context), context.exec.attempt(asked)])
    return canary.status === CANARY_STATUS ? parseVersion(version.stdout) : undefined
  } catch (error) {
    context.log.debug(explain(error).join(' ')) // not a program of this machine
    return undefined
  }
}

/** Which are asked, in their order. The first that has a version without known faults is taken. */
export const SOURCES: Readonly<Record<QemuRequest['source'], readonly Source[]>> = {
  auto: [fromCache, fromApk, fromApt, ofHost],
  apk: [fromApk],
  apt: [fromApt],
  system: [ofHost],
  path: [atPath],
}
