import type { Architecture } from '../arch/architectures.js'
import { rootKey, type Ingredients } from '../cache/key.js'
import { INPUTS } from '../inputs/table.js'
import type { Inputs, Parsed } from '../inputs/parse.js'
import { compareBranches } from '../rootfs/branch.js'
import type { PublicKey } from '../rootfs/keys.js'

/** A root to be built, or used again. */
export interface RootPlan {
  readonly arch: Architecture
  readonly branch: string
  readonly mirror: string
  readonly packages: readonly string[]
  readonly repositories: readonly string[]
  readonly keys: readonly PublicKey[]
  readonly allowUntrusted: boolean
  /** Whether one that was built before may serve. */
  readonly cache: boolean
  readonly key: string
  readonly ingredients: Ingredients
}

/** An architecture to run on, with its root. */
export interface Target {
  readonly arch: Architecture
  readonly root: RootPlan
}

/** What was decided for roots. */
export interface RootsPlan {
  readonly targets: readonly Target[]
  /** The root of the host's own architecture whose apk installs into foreign roots, by branch of the target's. */
  readonly installer: (branch: string) => RootPlan
  readonly notes: readonly string[]
}

/** What is collected while deciding. */
class Findings {
  readonly problems: string[] = []
  readonly notes = new Set<string>()
}

/**
 * Which roots to run in, from what was asked.
 * @param keys the user's key files, read
 */
export function planRoots(
  inputs: Inputs,
  keys: readonly PublicKey[],
  hostArch: Architecture,
): Parsed<RootsPlan> {
  const found = new Findings()
  const { packages, repositories, allowUntrusted } = inputs
  const architectures = inputs.rootfs === 'none' ? [] : inputs.architectures
  const targets = architectures.map((arch): Target => {
    const branch = branchFor(arch, inputs, found)
    return { arch, root: rootPlan({ arch, branch, packages, repositories, keys, allowUntrusted }, inputs) }
  })
  if (found.problems.length > 0) return { ok: false, problems: found.problems }
  const installer = (branch: string): RootPlan => installerPlan(hostArch, branch, inputs)
  return { ok: true, value: { targets, installer, notes: [...found.notes] } }
}

/** The branch a root comes from: what was asked for, or the last one that has the architecture. */
function branchFor(arch: Architecture, inputs: Inputs, { problems, notes }: Findings): string {
  const { branch, mirror, repositories } = inputs
  const last = arch.alpine?.last ?? null
  if (branch === 'latest-stable' && last !== null) {
    notes.add(`${arch.name}: branch ${last}, the last that Alpine published for it`)
    return last
  }
  if (!isPublicMirror(mirror) || repositories.length > 0) return branch // what other mirrors have, only they know
  if (arch.alpine === null) {
    problems.push(
      `arch: ${arch.name} was never published by Alpine; give a mirror that has it (input "mirror"), or repositories and their keys (inputs "repositories" and "keys"; Adélie Linux has ppc and ppc64)`,
    )
  } else if (isOutside(branch, arch.alpine.first, last)) {
    const has = last === null ? `from ${arch.alpine.first} on` : `from ${arch.alpine.first} to ${last}`
    problems.push(`branch: got "${branch}"; Alpine has ${arch.name} ${has}`)
  }
  return branch
}

/** Whether it is Alpine's own, whose packages are signed with Alpine's keys alone. */
export function isPublicMirror(mirror: string): boolean {
  return mirror === INPUTS.find(({ name }) => name === 'mirror')?.default
}

function isOutside(branch: string, first: string, last: string | null): boolean {
  return compareBranches(branch, first) < 0 || (last !== null && compareBranches(branch, last) > 0)
}

/** apk of the host's own architecture: nothing but a minirootfs. */
function installerPlan(arch: Architecture, branch: string, inputs: Inputs): RootPlan {
  return rootPlan({ arch, branch, packages: [], repositories: [], keys: [], allowUntrusted: false }, inputs)
}

function rootPlan(
  wanted: Omit<RootPlan, 'mirror' | 'cache' | 'key' | 'ingredients'>,
  inputs: Inputs,
): RootPlan {
  const { mirror, cache } = inputs
  const ingredients: Ingredients = {
    arch: wanted.arch.name,
    branch: wanted.branch,
    'mirror and repositories': inputs.places,
    packages: [...wanted.packages].sort().join(' '),
    keys: wanted.keys.map(({ name, digest }) => `${name} ${digest}`).join(', '),
    'allow-untrusted': String(wanted.allowUntrusted),
  }
  return { ...wanted, mirror, cache, ingredients, key: rootKey(wanted.arch.name, ingredients) }
}
