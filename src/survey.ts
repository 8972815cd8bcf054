import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { machine } from 'node:os'
import type { Architecture } from './arch/architectures.js'
import { ARCHITECTURES } from './arch/architectures.js'
import { executionOn, resolveArchitecture } from './arch/resolve.js'
import { entryNames, type SeenEntry } from './binfmt/entry.js'
import { readEntries, type Keeper } from './binfmt/registry.js'
import type { Inputs } from './inputs/parse.js'
import type { Machine } from './plan/handlers.js'
import type { Expected, Ports } from './platform/ports.js'
import { hasOwners } from './platform/privilege.js'
import { CANARY_STATUS } from './qemu/canary.js'
import { runCanary } from './qemu/proof.js'
import { tryEntry } from './qemu/reuse.js'
import { BadInputs, Refused } from './report/errors.js'
import { readKeys, type PublicKey } from './rootfs/keys.js'
import { localFolder, repositoryUrl } from './rootfs/repositories.js'
import type { RootSource } from './rootfs/source.js'
import { fileDigest, wrongDigest } from './verify/digest.js'

/** What the survey finds. */
export interface Surveyed {
  readonly hostArch: Architecture
  /** The user's key files, read. */
  readonly keys: readonly PublicKey[]
  /** Of the tarball of this machine that is to become a root. */
  readonly sourceDigest: Expected | undefined
  /** Files of a root can have the owners that they should have. */
  readonly hasOwners: boolean
}

/** Looks at the machine and at the files that the inputs name; changes nothing. Throws `Refused` or `BadInputs`. */
export async function survey(inputs: Inputs, ports: Ports): Promise<Surveyed> {
  const hostArch = resolveArchitecture(machine())
  if (process.platform !== 'linux' || !hostArch) {
    throw new Refused({
      what: `this machine is ${process.platform} on ${machine()}`,
      todo: 'xarch needs Linux (on GitHub: runs-on: ubuntu-24.04): binfmt_misc and namespaces are parts of its kernel.',
    })
  }
  const problems: string[] = []
  const keys = await readKeys(inputs.keys, inputs.rootfs.kind === 'debian', (line) => problems.push(line))
  const sourceDigest = await digestOfSource(inputs.rootfs, (line) => problems.push(line))
  for (const url of [inputs.mirror, ...inputs.repositories]) {
    const folder = localFolder(repositoryUrl(url))
    if (folder !== undefined && !existsSync(folder))
      problems.push(`mirror: got "${url}"; there is no such folder`)
  }
  const { source, path } = inputs.qemu
  if (source === 'path' && !existsSync(path))
    problems.push(`qemu: got "${path}"; there is no such file or folder`)
  if (problems.length > 0) throw new BadInputs(problems)
  return { hostArch, keys, sourceDigest, hasOwners: ports.executor !== 'proot' && hasOwners(ports.privilege) }
}

/** The digest of a tarball of this machine, held against the checksum where one was given; a folder has none. */
async function digestOfSource(
  source: RootSource,
  problem: (line: string) => void,
): Promise<Expected | undefined> {
  if (source.kind !== 'path') return undefined
  const { path, checksum } = source
  const found = await stat(path).catch(() => undefined)
  if (!found || path === '/') {
    problem(
      `rootfs: got "${path}"; ${found ? 'the machine itself is no root for it' : 'there is no such file or folder'}`,
    )
    return undefined
  }
  if (found.isDirectory()) {
    if (checksum) problem(`checksum: got one, with the rootfs "${path}", which is a folder`)
    return undefined
  }
  const algorithm = checksum?.algorithm ?? 'sha256'
  const digest = await fileDigest(path, algorithm)
  if (checksum && digest !== checksum.digest) throw wrongDigest(path, checksum, digest)
  return { algorithm, digest }
}

/** Looks at what the machine runs already, where that matters; changes nothing. */
export async function surveyHandlers(inputs: Inputs, ports: Ports, keeper?: Keeper): Promise<Machine> {
  const isSeen = needsHandlers(inputs) && inputs.binfmt === 'system'
  const seen = isSeen
    ? await tryEntries(architecturesOf(inputs), ports, keeper)
    : new Map<string, SeenEntry>()
  // Who cannot hold an entry takes another run's for somebody else's.
  const entries = new Map(
    [...seen].map(([name, entry]) => [
      name,
      { ...entry, isOurs: entry.isOurs && ports.privilege !== 'none' },
    ]),
  )
  const runs = await askTheKernel(architecturesOf(inputs), entries, ports)
  return { machine: machine(), runs, entries }
}

/** All that is asked for, with a root or without. */
export function architecturesOf({ architectures, handlers }: Inputs): readonly Architecture[] {
  return [...architectures, ...(handlers === 'all' ? ARCHITECTURES : handlers)]
}

/** Whether the machine cannot run all of them by itself. */
export function needsHandlers(inputs: Inputs): boolean {
  return architecturesOf(inputs).some((arch) => executionOn(machine(), arch) !== 'native')
}

/**
 * Names of those of which `uname -m` does not tell whether the processor runs them, and which it does run. Where a handler
 * would take the canary, that cannot be told, and the handler is what counts.
 */
async function askTheKernel(
  architectures: readonly Architecture[],
  entries: ReadonlyMap<string, SeenEntry>,
  ports: Ports,
): Promise<ReadonlySet<string>> {
  const handled = new Set([...entries.values()].filter(({ enabled }) => enabled).map(({ magic }) => magic))
  const open = architectures.filter(
    (arch) => executionOn(machine(), arch) === 'ask' && !handled.has(arch.magic),
  )
  const ran = await Promise.all(
    open.map(async (arch) => {
      // ENOEXEC, where the processor cannot and no handler is there, is an error of the start.
      const output = await runCanary(arch, undefined, ports).catch(() => undefined)
      return output?.status === CANARY_STATUS
    }),
  )
  return new Set(open.filter((_, index) => ran[index]).map(({ name }) => name))
}

/** The entries of this machine, those that could serve tried out. */
async function tryEntries(
  architectures: readonly Architecture[],
  ports: Ports,
  keeper: Keeper | undefined,
): Promise<ReadonlyMap<string, SeenEntry>> {
  const entries = new Map<string, SeenEntry>(await readEntries(ports, keeper))
  const wanted = new Map(architectures.map((arch) => [entryNames(arch)[0], arch]))
  await Promise.all(
    [...wanted].map(async ([name, arch]) => {
      const entry = entries.get(name)
      if (entry) entries.set(name, await tryEntry(entry, arch, ports))
    }),
  )
  return entries
}
