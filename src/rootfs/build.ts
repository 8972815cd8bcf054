import { differing } from '../cache/key.js'
import type { RootPlan, Step } from '../plan/roots.js'
import type { Ports } from '../platform/ports.js'
import type { Environment } from '../sandbox/environment.js'
import { keepArchive, restoreArchive } from './archive.js'
import { makeBase, type Made } from './base.js'
import type { RootContext } from './context.js'
import { copyTree } from './copy.js'
import { alpineVersion } from './kind.js'
import { locked, notBefore } from './keep.js'
import { withoutPasswords, type Fetched, type Manifest } from './manifest.js'
import { askAhead } from './minirootfs.js'
import { addPackages } from './packages.js'
import type { Root } from './provide.js'
import { runSetup } from './setup.js'
import { isAlpine } from './source.js'
import { allKept, beginRoot, findRoot, type Building } from './store.js'

/** Asks the mirror ahead, where it is known already that it has to be asked: nothing of the root is kept anywhere. */
export function prepareBuild(plan: RootPlan, { remote, fetch }: Ports): void {
  const { source, steps } = plan
  const isAlone = steps.length === 1 && !remote
  if (isAlone && isAlpine(source) && source.kind !== 'apk') askAhead(plan, fetch)
}

/** A new root, from the last of its steps that was kept. Throws `Failed` or `Refused`. */
export async function buildRoot(plan: RootPlan, context: RootContext): Promise<Root> {
  const { ports } = context
  const building = await beginRoot(plan.key, ports)
  context.meanwhile?.()
  try {
    const begun = await begin(plan, building, context)
    let manifest = begun.manifest
    for (const step of plan.steps.slice(begun.done))
      manifest = await doStep(step, manifest, plan, building, context)
    if (!manifest) throw new Error('a root of no steps')
    const isRestored = begun.done === plan.steps.length
    const origin = isRestored ? 'restored' : 'built'
    if (plan.cache !== 'true') return { ...(await building.keepForNow(manifest)), origin }
    if (!isRestored) await keepArchive(plan, plan, manifest, building, ports)
    return { ...(await building.commit(manifest)), origin }
  } catch (error) {
    await building.discard()
    throw error
  }
}

interface Begun {
  /** How many of the steps are done. */
  readonly done: number
  readonly manifest: Manifest | undefined
}

/** Begins with the last step that was kept, here or in the cache of the workflow. */
async function begin(plan: RootPlan, building: Building, context: RootContext): Promise<Begun> {
  const { ports } = context
  if (plan.cache === 'false') return { done: 0, manifest: undefined }
  for (const [index, step] of [...plan.steps.entries()].reverse()) {
    const isLast = index === plan.steps.length - 1
    const manifest =
      (isLast ? undefined : await copyKept(step, plan, building, ports)) ??
      (isWorthKeeping(step, plan) ? await restoreArchive(step, plan, building, ports) : undefined)
    if (manifest) return { done: index + 1, manifest }
    if (isLast) await sayMiss(plan, context)
  }
  return { done: 0, manifest: undefined }
}

/** The cache of the workflow keeps whole roots, and of what is on the way to them that which takes long to make. */
function isWorthKeeping({ kind, key }: Step, plan: RootPlan): boolean {
  return (
    key === plan.key || kind === 'packages' || plan.source.kind === 'debian' || plan.source.kind === 'image'
  )
}

async function copyKept(
  step: Step,
  plan: RootPlan,
  building: Building,
  ports: Ports,
): Promise<Manifest | undefined> {
  const kept = await findRoot(step.key, notBefore(plan), ports.paths)
  if (!kept) return undefined
  try {
    await copyTree(kept.root, building.root, plan.arch.name, ports)
    return kept
  } finally {
    await kept.release()
  }
}

/** Does one step, unless another process has done it meanwhile, and keeps what is there after it. */
async function doStep(
  step: Step,
  before: Manifest | undefined,
  plan: RootPlan,
  building: Building,
  context: RootContext,
): Promise<Manifest> {
  const { ports, lifetime } = context
  const work = async (): Promise<Manifest> => {
    const made = await make(step, before?.environment ?? {}, plan, building, context)
    const { root } = building
    return {
      source: [before?.source, made.source].filter((line) => line !== undefined).join(', '),
      version: await alpineVersion(root),
      created: before?.created ?? new Date().toISOString(),
      ingredients: withoutPasswords(step.ingredients),
      fetched: together(before?.fetched ?? [], made.fetched),
      environment: before?.environment ?? made.environment ?? {},
    }
  }
  if (step.key === plan.key || plan.cache !== 'true') return work()
  return locked(plan.arch.name, step.key, ports, async () => {
    const theirs = step.kind === 'base' ? await copyKept(step, plan, building, ports) : undefined
    if (theirs) return theirs
    const manifest = await work()
    if (lifetime === 'run') await keepStep(step, plan.arch.name, manifest, building, ports)
    else if (isWorthKeeping(step, plan)) await keepArchive(step, plan, manifest, building, ports)
    return manifest
  })
}

/** What was fetched for the steps before, and what is new. */
function together(before: readonly Fetched[], now: readonly Fetched[]): Fetched[] {
  return [...before, ...now.filter(({ source }) => before.every((one) => one.source !== source))]
}

function make(
  step: Step,
  environment: Environment,
  plan: RootPlan,
  building: Building,
  context: RootContext,
): Promise<Made> {
  const inside = { ...building, environment }
  switch (step.kind) {
    case 'base':
      return makeBase(plan, building.root, context)
    case 'packages':
      return addPackages(plan, inside, context)
    case 'setup':
      return runSetup(plan, inside, context)
  }
}

/** A copy for later builds: this one goes on in its own folder. */
async function keepStep(
  step: Step,
  arch: string,
  manifest: Manifest,
  { root }: Building,
  ports: Ports,
): Promise<void> {
  const copy = await beginRoot(step.key, ports)
  try {
    await copyTree(root, copy.root, arch, ports)
    const kept = await copy.commit(manifest)
    await kept.release()
  } catch (error) {
    await copy.discard()
    throw error
  }
}

/** Says in what the root differs from the nearest that is kept here. What the cache of the workflow has is not told. */
async function sayMiss({ arch, key, ingredients }: RootPlan, { ports }: RootContext): Promise<void> {
  const [nearest] = (await allKept(ports.paths))
    .map((kept) => differing(key, kept.key, ingredients))
    .filter((names) => names !== undefined)
    .sort((left, right) => left.length - right.length)
  if (!nearest) return
  const why = nearest.length === 0 ? 'it is too old' : `it has other ${nearest.join(', ')}`
  ports.log.info(`${arch.name}: the nearest root that is kept will not do: ${why}`)
}
