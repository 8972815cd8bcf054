import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../platform/disk.js'
import type { Ports } from '../platform/ports.js'
import type { RootPlan } from '../plan/roots.js'
import { withLock } from '../platform/lock.js'
import { withTemporaryFolder } from '../platform/temporary.js'
import { Failed, Refused } from '../report/errors.js'
import { DAMAGED, installPackages, type Installation } from './apk.js'
import type { Made } from './base.js'
import type { RootContext } from './context.js'
import { countedPackages } from './counted.js'
import { addDebianPackages } from './debian/build.js'
import { debianJob, fetchedFrom } from './debian/plan.js'
import { runInside, type Inside } from './inside-commands.js'
import { digestInside, namesInside, readInside } from './inside.js'
import { alpineKeys, publicKey, type PublicKey } from './keys.js'
import { installedPackages, kindOf, type InstalledPackage } from './kind.js'
import type { Fetched } from './manifest.js'
import { findRepositories } from './repositories.js'
import { isAlpine, sourceText } from './source.js'
import { removeTree, type StoredRoot } from './store.js'

/** Adds the plan's packages to a root, with the package manager that it has. Throws `Failed` or `Refused`. */
export async function addPackages(plan: RootPlan, inside: Inside, context: RootContext): Promise<Made> {
  const { packages, source } = plan
  const { root } = inside
  const kind = source.kind === 'debian' ? 'debian' : await kindOf(root)
  if (kind === 'alpine') {
    const repositories = isAlpine(source)
      ? await findRepositories(plan, context.ports.fetch)
      : [...(await ownRepositories(root)), ...plan.repositories]
    return {
      fetched: await installAlpinePackages({ packages, repositories, isNew: false }, plan, root, context),
    }
  }
  if (kind === 'debian') return addByApt(plan, inside, context)
  throw new Refused({
    what: `packages: got ${packages.join(' ')}; the root has neither apk nor apt to install them with`,
    source: plan.ingredients['rootfs'] ?? '',
    todo: 'Install them by commands of the input "setup", with the package manager that the root has.',
  })
}

/** A root that we have made gets them by this machine's apt; one that came from elsewhere by its own, inside. */
async function addByApt(plan: RootPlan, inside: Inside, context: RootContext): Promise<Made> {
  const { ports } = context
  if (plan.source.kind === 'debian') {
    await context.runnable
    const { fetched } = await addDebianPackages(debianJob(plan, inside.root), ports)
    return { fetched: fetchedFrom(fetched) }
  }
  if (plan.repositories.length > 0) {
    throw new Refused({
      what: `repositories: got ${plan.repositories.join(' ')}; the root ${sourceText(plan.source)} has apt, with sources of its own`,
      todo: 'Add sources by commands of the input "setup", or take debian:SUITE or ubuntu:SUITE.',
    })
  }
  ports.log.info(`${plan.arch.name}: installing ${plan.packages.join(' ')}, with the apt of the root`)
  const script = await readFile(join(ports.paths.assets, 'rootfs/debian/foreign-apt.sh'), 'utf8')
  const failure = (how: string, last: readonly string[]): Failed =>
    new Failed({
      what: `apt could not install ${plan.packages.join(' ')} for ${plan.arch.name} (${how}):\n${last.join('\n')}`,
      source: sourceText(plan.source),
      todo: 'Check the names, and the sources in the etc/apt of the root.',
    })
  const argv = ['/bin/sh', '-c', script, 'apt', ...plan.packages] as const
  const doing = `${plan.arch.name}: installing ${countedPackages(plan.packages)}`
  await runInside({ argv, doing, name: 'apt', network: 'host', failure }, inside, context)
  return { fetched: [] }
}

interface AlpineWork {
  readonly packages: readonly string[]
  readonly repositories: readonly string[]
  readonly isNew: boolean
}

/**
 * Installs packages with a native apk; those that were downloaded are shared with later builds.
 * @returns the files of all packages that the root has now and that were downloaded, by this build or an earlier one
 */
export async function installAlpinePackages(
  { packages, repositories, isNew }: AlpineWork,
  { arch, source, allowUntrusted, steps, ...plan }: RootPlan,
  root: string,
  context: RootContext,
): Promise<Fetched[]> {
  const { ports } = context
  const [installer, handlers] = await Promise.all([
    context.installer(isNew ? steps[0]?.key : undefined),
    context.runnable,
  ])
  ports.log.info(`${arch.name}: installing ${packages.join(' ')}`)
  if (allowUntrusted)
    ports.log.warning(
      `${arch.name}: packages are installed also where nobody has signed them (allow-untrusted)`,
    )
  const own = isNew || isAlpine(source) ? [] : await ownKeys(root)
  const keys = [...(await alpineKeys(arch.name, ports.paths.assets)), ...own, ...plan.keys]
  const job = { target: root, arch, packages, repositories, keys, allowUntrusted, isNew, handlers }
  // Scripts of packages can write there: what nobody has signed, or a root from elsewhere, shares it with nobody.
  if (allowUntrusted || !isAlpine(source)) {
    return withTemporaryFolder(ports.paths.temporary, async (downloads) => {
      try {
        await installPackages({ ...job, downloads }, installer, ports)
        return await filesOf(await installedPackages(root), downloads)
      } finally {
        await removeTree(downloads, ports.exec).catch(() => undefined) // there is an error to be told, or a later run
      }
    })
  }
  await makeFolder(join(ports.paths.store, 'apk'), 0o700)
  const downloads = join(ports.paths.store, 'apk', arch.name)
  const waiting = (by: string): void => {
    ports.log.info(`${arch.name}: waiting for ${by}, which installs packages`)
  }
  return withLock(join(ports.paths.store, 'locks', `apk-${arch.name}`), ports, waiting, async () => {
    await installOrFetchAgain({ ...job, downloads }, installer, ports)
    return filesOf(await installedPackages(root), downloads)
  })
}

/** apk names what it keeps `NAME-VERSION.HASH.apk`, the first 4 bytes of the package's checksum. */
async function filesOf(installed: readonly InstalledPackage[], downloads: string): Promise<Fetched[]> {
  const files = (await readdir(downloads)).filter((file) => file.endsWith('.apk'))
  const nameOf = ({ name, version, checksum = '' }: InstalledPackage): string => {
    const hash = Buffer.from(checksum.slice('Q1'.length), 'base64').toString('hex', 0, 4)
    return `${name}-${version}.${hash}.apk`
  }
  const used = installed.map(nameOf).filter((name) => files.includes(name))
  const digests = await Promise.all(used.map((name) => digestInside(downloads, name)))
  return used.flatMap((source, index) => {
    const digest = digests[index]
    return digest === undefined ? [] : [{ source, algorithm: 'sha256', digest }]
  })
}

/** apk does not fetch again what it finds damaged among the packages kept from before: without them it does. */
async function installOrFetchAgain(job: Installation, installer: StoredRoot, ports: Ports): Promise<void> {
  const isFirst = (await readdir(job.downloads).catch(() => [])).length === 0
  try {
    await installPackages(job, installer, ports)
  } catch (error) {
    if (!(error instanceof Failed) || !DAMAGED.test(error.message)) throw error
    await removeTree(job.downloads, ports.exec)
    if (isFirst || ports.interrupts.received() !== undefined) throw error
    ports.log.warning(`${job.arch.name}: a package kept from before is damaged; all are fetched again`)
    await installPackages(job, installer, ports).catch(async (again: unknown) => {
      await removeTree(job.downloads, ports.exec)
      throw again
    })
  }
}

/**
 * What a root of Alpine that came as an image or a tarball names itself, over the network alone: a folder in it would be
 * one of this machine, which only its user may name.
 */
async function ownRepositories(root: string): Promise<string[]> {
  const text = (await readInside(root, 'etc/apk/repositories')) ?? ''
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^(@[\w.-]+ )?https?:\/\/\S+$/.test(line))
}

async function ownKeys(root: string): Promise<PublicKey[]> {
  const names = await namesInside(root, 'etc/apk/keys')
  const keys = await Promise.all(
    names.map(async (name) => {
      const pem = await readInside(root, `etc/apk/keys/${name}`)
      return pem === undefined ? undefined : tried(name, pem)
    }),
  )
  return keys.filter((key) => key !== undefined)
}

function tried(name: string, pem: string): PublicKey | undefined {
  try {
    return publicKey(name, pem)
  } catch {
    return undefined
  }
}
