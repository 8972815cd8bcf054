import type { RootPlan } from '../plan/roots.js'
import type { Ports } from '../platform/ports.js'
import { oneLine } from '../report/one-line.js'
import type { RootContext } from './context.js'
import { alpineVersion } from './kind.js'
import { locked, notBefore } from './keep.js'
import { withoutPasswords } from './manifest.js'
import { sourceText } from './source.js'
import { beginRoot, findRoot, isKept, type StoredRoot } from './store.js'

/** A root that is ready, and how it came to be. */
export interface Root extends StoredRoot {
  readonly origin: 'reused' | 'restored' | 'built'
}

/** A root: one that was kept, here or in the cache of the workflow, or a new one. Throws `Failed` or `Refused`. */
export async function provideRoot(plan: RootPlan, context: RootContext): Promise<Root> {
  const { ports } = context
  if (isUsedInPlace(plan, context)) return useInPlace(plan, ports)
  if (isKept(plan.key, ports.paths)) context.meanwhile?.()
  sayKey(plan, context)
  const find = (): ReturnType<typeof findRoot> =>
    plan.cache === 'false' ? Promise.resolve(undefined) : findRoot(plan.key, notBefore(plan), ports.paths)
  const kept = await find()
  if (kept) return { ...kept, origin: 'reused' }
  const { buildRoot, prepareBuild } = await import('./build.js') // of no use to the many runs that find one
  if (plan.cache === 'false') return buildRoot(plan, context)
  prepareBuild(plan, ports) // a lock takes its time
  return locked(plan.arch.name, plan.key, ports, async () => {
    const meanwhile = await find()
    return meanwhile ? { ...meanwhile, origin: 'reused' } : buildRoot(plan, context)
  })
}

/** A folder of the user: a run changes nothing of it, so nothing need be copied. */
function isUsedInPlace({ source, digest, steps }: RootPlan, { lifetime }: RootContext): boolean {
  return source.kind === 'path' && !digest && steps.length === 1 && lifetime === 'run'
}

async function useInPlace(plan: RootPlan, ports: Ports): Promise<Root> {
  const root = sourceText(plan.source)
  const building = await beginRoot(plan.key, ports) // for what a sandbox needs beside a root
  const stored = await building.keepForNow({
    source: `folder ${root}`,
    version: await alpineVersion(root),
    created: new Date().toISOString(),
    ingredients: withoutPasswords(plan.ingredients),
    fetched: [],
    environment: {},
  })
  return { ...stored, root, origin: 'reused' }
}

function sayKey({ arch, key, ingredients }: RootPlan, { ports, lifetime }: RootContext): void {
  const given = Object.entries(ingredients).filter(([, value]) => value !== '')
  const lines = [`${arch.name}: key ${key}`, ...given.map(([name, value]) => `  ${name}: ${oneLine(value)}`)]
  for (const line of lines) {
    if (lifetime === 'run') ports.log.debug(line)
    else ports.log.info(line)
  }
}
