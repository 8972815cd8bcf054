import type { Handler } from '../binfmt/entry.js'
import type { RootPlan } from '../plan/roots.js'
import type { Ports } from '../platform/ports.js'
import { withTemporaryFolder } from '../platform/temporary.js'
import { Failed, Refused } from '../report/errors.js'
import { masked } from '../report/masked.js'
import { installPackages } from './apk.js'
import { keepArchive, restoreArchive } from './archive.js'
import { alpineKeys } from './keys.js'
import { findMinirootfs, type Minirootfs } from './minirootfs.js'
import { downloadMinirootfs } from './release.js'
import { findRepositories, localFolder } from './repositories.js'
import { beginRoot, findRoot, type Building, type Manifest, type StoredRoot } from './store.js'
import { unpack } from './unpack.js'

/** A root that is ready, and how it came to be. */
export interface Root extends StoredRoot {
  readonly origin: 'reused' | 'restored' | 'built'
  /** Removes what is not kept for later runs. */
  release(): Promise<void>
}

export interface RootContext {
  readonly ports: Ports
  /**
   * Resolves when programs of the target run, which is needed only for packages' scripts, with the handlers that each
   * sandbox needs for itself.
   */
  readonly runnable: Promise<readonly Handler[]>
  /** The native root whose apk installs; made at its first use. */
  readonly installer: () => Promise<StoredRoot>
}

/** Alpine's own set of what makes a system; the be-fixture has one of that name too. */
const BASE_PACKAGES = ['alpine-base']

/** A root: one that was kept, here or in the cache of the workflow, or a new one. Throws `Failed` or `Refused`. */
export async function provideRoot(plan: RootPlan, context: RootContext): Promise<Root> {
  const { ports } = context
  if (plan.cache) {
    const kept = await findRoot(plan.key, ports.paths)
    if (kept) return { ...kept, origin: 'reused', release: nothing }
  }
  const building = await beginRoot(plan.key, ports)
  try {
    const restored = plan.cache ? await restoreArchive(plan.key, building, ports) : undefined
    if (restored) return { ...(await building.commit()), origin: 'restored', release: nothing }
    await building.describe(await build(plan, building, context))
    if (!plan.cache)
      return { ...(await building.keepForNow()), origin: 'built', release: () => building.discard() }
    await keepArchive(plan.key, building, ports)
    return { ...(await building.commit()), origin: 'built', release: nothing }
  } catch (error) {
    await building.discard()
    throw error
  }
}

const nothing = (): Promise<void> => Promise.resolve()

async function build(plan: RootPlan, building: Building, context: RootContext): Promise<Manifest> {
  const { ports } = context
  const [minirootfs, repositories] = await Promise.all([
    findMinirootfs(plan, ports.fetch),
    findRepositories(plan, ports.fetch),
  ])
  if (minirootfs) await unpackMinirootfs(minirootfs, repositories, building, ports)
  else if (repositories.length === 0) throw nothingThere(plan)
  else await makeEmptyRoot(building.root, ports)
  const packages = [...(minirootfs ? [] : BASE_PACKAGES), ...plan.packages]
  if (packages.length > 0) {
    const installer = await context.installer()
    const handlers = await context.runnable
    ports.log.info(`${plan.arch.name}: installing ${packages.join(' ')}`)
    const keys = [...(await alpineKeys(plan.arch.name, ports.paths.assets)), ...plan.keys]
    const { arch, allowUntrusted } = plan
    const job = {
      target: building.root,
      arch,
      packages,
      repositories,
      keys,
      allowUntrusted,
      isNew: !minirootfs,
      handlers,
    }
    await installPackages(job, installer, ports)
  }
  const base = minirootfs ? `minirootfs ${minirootfs.version}` : 'apk bootstrap'
  return {
    source: masked(`${base} from ${plan.mirror}, ${plan.branch}`),
    version: minirootfs?.version ?? null,
  }
}

async function makeEmptyRoot(folder: string, { exec }: Ports): Promise<void> {
  await exec.run({
    argv: ['mkdir', '-m', '755', '--', folder],
    why: `make the folder ${folder}`,
    privileged: true,
  })
}

/** Nothing is unpacked before all of it has arrived and was verified. */
async function unpackMinirootfs(
  minirootfs: Minirootfs,
  repositories: readonly string[],
  building: Building,
  ports: Ports,
): Promise<void> {
  await withTemporaryFolder(ports.paths.temporary, async (folder) => {
    const { url, version } = minirootfs
    ports.log.info(`downloading the minirootfs ${version}: ${url}`)
    const { file } = await downloadMinirootfs(minirootfs, folder, 'when-present', ports)
    const remote = repositories.filter((repository) => localFolder(repository) === undefined)
    await unpack({ file, source: url }, building.root, remote, ports)
  })
}

function nothingThere({ arch, branch, mirror }: RootPlan): Refused {
  return new Refused({
    what: `the mirror has nothing for ${arch.name} in the branch ${branch}: neither a minirootfs nor packages`,
    source: `${mirror}/${branch}`,
    todo: 'Check the branch and the mirror, or name repositories that have the architecture (input "repositories").',
  })
}

/** A native root for the first of these branches that the mirror has it in. */
export async function provideInstaller(plans: readonly RootPlan[], ports: Ports): Promise<StoredRoot> {
  for (const plan of plans) {
    const kept = plan.cache ? await findRoot(plan.key, ports.paths) : undefined
    if (kept) return kept
    const minirootfs = await findMinirootfs(plan, ports.fetch)
    if (!minirootfs) continue
    const building = await beginRoot(plan.key, ports)
    try {
      await unpackMinirootfs(minirootfs, [], building, ports)
      await building.describe({
        source: masked(`minirootfs ${minirootfs.version} from ${plan.mirror}`),
        version: minirootfs.version,
      })
      return await building.commit()
    } catch (error) {
      await building.discard()
      throw error
    }
  }
  const { arch, mirror } = plans[0] ?? { arch: { name: 'this machine' }, mirror: '' }
  throw new Failed({
    what: `there is no native apk: the mirror has no minirootfs for ${arch.name} in ${plans.map(({ branch }) => branch).join(' or ')}`,
    source: mirror,
    todo: "Packages are installed with the apk of a minirootfs of this machine's own architecture: the mirror needs one.",
  })
}
