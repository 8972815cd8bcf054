import { resolveArchitecture } from '../arch/resolve.js'
import type { Architecture } from '../arch/architectures.js'
import { machine } from 'node:os'
import { rootKeyStart } from '../cache/key.js'
import { proxyFor } from '../platform/proxy.js'
import { masked } from '../report/masked.js'
import { allKept } from '../rootfs/store.js'
import { neededCheck, said, type Check, type DoctorPorts } from './check.js'
import type { Question } from './question.js'

/** What came of asking the mirror for the files of an architecture. */
export type Reached =
  | { readonly kind: 'found' | 'not-there' }
  | { readonly kind: 'unreachable'; readonly what: string; readonly todo?: string }

/** Asks the mirror, with one short try for each file. */
export async function mirrorCheck(question: Question, ports: DoctorPorts): Promise<Check> {
  const { named, mirror } = question
  const host = resolveArchitecture(machine())
  const architectures = named.length > 0 ? named : host ? [host] : []
  const [reached, kept] = await Promise.all([
    Promise.all(architectures.map(async (arch) => ({ arch, reached: await reach(arch, question, ports) }))),
    allKept(ports.paths).then((roots) => roots.map(({ key }) => key)),
  ])
  const isKept = (arch: Architecture): boolean => kept.some((key) => key.startsWith(rootKeyStart(arch.name)))
  const emulated = kept.length > 0 && named.length === 0
  const hasRoots = named.length > 0 ? named.every(isKept) : emulated
  return judgeMirror(reached, masked(mirror), throughProxy(mirror, ports.proxies), hasRoots)
}

/** @param hasRoots whether there are kept roots of what was asked for */
export function judgeMirror(
  reached: readonly { readonly arch: Pick<Architecture, 'name'>; readonly reached: Reached }[],
  mirror: string,
  proxy: string,
  hasRoots: boolean,
): Check {
  const kept = hasRoots ? '; roots that were kept run without it' : ''
  const state = hasRoots ? 'limited' : 'missing'
  for (const { reached: one } of reached) {
    if (one.kind !== 'unreachable') continue
    const todo = one.todo ?? 'Name another one: --mirror URL.'
    return neededCheck('mirror', state, `${one.what}${proxy}${kept}`, todo)
  }
  const without = reached.filter(({ reached: { kind } }) => kind === 'not-there').map(({ arch }) => arch.name)
  if (without.length === 0) return neededCheck('mirror', 'ok', `${mirror} answers${proxy}`)
  return neededCheck(
    'mirror',
    state,
    `${mirror} answers${proxy}, and has nothing for ${without.join(', ')}${kept}`,
    'Name another mirror or branch (--mirror URL, --branch BRANCH); xarch archs lists what Alpine has.',
  )
}

/** Files that a branch has for an architecture: a minirootfs, or packages to make one of. */
async function reach(
  arch: Architecture,
  { mirror, branch }: Question,
  { fetch }: DoctorPorts,
): Promise<Reached> {
  const last = branch === 'latest-stable' ? (arch.alpine?.last ?? branch) : branch
  const urls = [`releases/${arch.name}/latest-releases.yaml`, `main/${arch.name}/APKINDEX.tar.gz`]
  try {
    const there = await Promise.all(urls.map((path) => fetch.exists(`${mirror}/${last}/${path}`)))
    return { kind: there.includes(true) ? 'found' : 'not-there' }
  } catch (error) {
    return { kind: 'unreachable', ...said(error) }
  }
}

/** Words about the proxy that the mirror is asked through, without its password. */
export function throughProxy(mirror: string, variables: Readonly<Record<string, string>>): string {
  try {
    const proxy = proxyFor(new URL(mirror), variables)
    return proxy ? ` (through the proxy ${proxy.url.protocol}//${proxy.url.host} of ${proxy.variable})` : ''
  } catch {
    return '' // what is wrong with it is said by the question itself
  }
}
