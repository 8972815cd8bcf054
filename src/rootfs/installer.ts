import type { RootPlan } from '../plan/roots.js'
import type { Ports } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { unpackMinirootfs } from './base.js'
import { alpineVersion } from './kind.js'
import { locked, notBefore } from './keep.js'
import { withoutPasswords, type Manifest } from './manifest.js'
import { findMinirootfs } from './minirootfs.js'
import { beginRoot, findRoot, type StoredRoot } from './store.js'

/** A native root for the first of these branches that the mirror has it in. */
export async function provideInstaller(plans: readonly RootPlan[], ports: Ports): Promise<StoredRoot> {
  for (const plan of plans) {
    const find = (): Promise<StoredRoot | undefined> =>
      plan.cache === 'false' ? Promise.resolve(undefined) : findRoot(plan.key, notBefore(plan), ports.paths)
    const make = (): Promise<StoredRoot | undefined> => buildInstaller(plan, ports)
    const installer =
      (await find()) ??
      (plan.cache === 'false'
        ? await make()
        : await locked(plan.arch.name, plan.key, ports, async () => (await find()) ?? make()))
    if (installer) return installer
  }
  throw noInstaller(plans)
}

async function buildInstaller(plan: RootPlan, ports: Ports): Promise<StoredRoot | undefined> {
  const minirootfs = await findMinirootfs(plan, ports.fetch)
  if (!minirootfs) return undefined
  const building = await beginRoot(plan.key, ports)
  try {
    const made = await unpackMinirootfs(minirootfs, plan, [], building.root, ports)
    const manifest: Manifest = {
      source: made.source ?? '',
      version: await alpineVersion(building.root),
      created: new Date().toISOString(),
      ingredients: withoutPasswords(plan.ingredients),
      fetched: made.fetched,
      environment: {},
    }
    return plan.cache === 'true' ? await building.commit(manifest) : await building.keepForNow(manifest)
  } catch (error) {
    await building.discard()
    throw error
  }
}

function noInstaller(plans: readonly RootPlan[]): Failed {
  const { arch, mirror } = plans[0] ?? { arch: { name: 'this machine' }, mirror: '' }
  return new Failed({
    what: `there is no native apk: the mirror has no minirootfs for ${arch.name} in ${plans.map(({ branch }) => branch).join(' or ')}`,
    source: mirror,
    todo: "Packages are installed with the apk of a minirootfs of this machine's own architecture: the mirror needs one.",
  })
}
