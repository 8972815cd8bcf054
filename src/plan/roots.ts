import type { Architecture } from '../arch/architectures.js'
import { rootKey, type Ingredients } from '../cache/key.js'
import { INPUTS } from '../inputs/table.js'
import type { CacheUse, Inputs, Parsed } from '../inputs/parse.js'
import { isPublished } from '../rootfs/branch.js'
import type { PublicKey } from '../rootfs/keys.js'
import { isAlpine, sourceText, type RootSource } from '../rootfs/source.js'
import type { Surveyed } from '../survey.js'
import type { Expected } from '../platform/ports.js'

/** What a root is built from, and whether one that was built before may serve. */
export interface RootPlan {
  readonly arch: Architecture
  readonly source: RootSource
  /** Of a tarball of this machine; a path without is a folder. */
  readonly digest: Expected | undefined
  readonly signature: Inputs['signature']
  readonly branch: string
  /** Of Alpine; of Debian or Ubuntu where the root is theirs, and then only where one was named. */
  readonly mirror: string
  readonly basePackages: readonly string[]
  readonly packages: readonly string[]
  readonly repositories: readonly string[]
  readonly keys: readonly PublicKey[]
  readonly keyFiles: readonly string[]
  readonly allowUntrusted: boolean
  readonly setup: string
  readonly network: Inputs['network']
  readonly cache: CacheUse
  readonly maxAgeMs: number
  /** Whether it may be an image where it is large. What is in it is the same: this enters no key. */
  readonly image: Inputs['rootImage']
  /** In their order, the most stable first; each has what the one before has, and more. At least one. */
  readonly steps: readonly Step[]
  /** That of the last step: the root's. */
  readonly key: string
  readonly ingredients: Ingredients
}

/** A part of a build; what is there after it is kept under a key of its own. */
export interface Step {
  readonly kind: 'base' | 'packages' | 'setup'
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
 * @param surveyed what was read of the files that the inputs name
 */
export function planRoots(
  inputs: Inputs,
  surveyed: Pick<Surveyed, 'keys' | 'hostArch' | 'sourceDigest' | 'hasOwners'>,
): Parsed<RootsPlan> {
  const found = new Findings()
  const architectures = inputs.rootfs.kind === 'none' ? [] : inputs.architectures
  const targets = architectures.map((arch): Target => {
    const branch = isAlpine(inputs.rootfs) ? branchFor(arch, inputs, found) : inputs.branch
    return { arch, root: rootPlan(arch, branch, inputs, surveyed) }
  })
  if (found.problems.length > 0) return { ok: false, problems: found.problems }
  const installer = (branch: string): RootPlan => installerPlan(branch, inputs, surveyed)
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
  } else if (!isPublished(branch, arch.alpine)) {
    const has = last === null ? `from ${arch.alpine.first} on` : `from ${arch.alpine.first} to ${last}`
    problems.push(`branch: got "${branch}"; Alpine has ${arch.name} ${has}`)
  }
  return branch
}

/** Whether it is Alpine's own, whose packages are signed with Alpine's keys alone. */
export function isPublicMirror(mirror: string): boolean {
  return mirror === INPUTS.find(({ name }) => name === 'mirror')?.default
}

/** apk of the host's own architecture: nothing but a minirootfs, the same that a target of that architecture begins with. */
function installerPlan(
  branch: string,
  inputs: Inputs,
  { hostArch, hasOwners }: Pick<Surveyed, 'hostArch' | 'hasOwners'>,
): RootPlan {
  const nothing = { packages: [], repositories: [], places: inputs.mirror, setup: '', allowUntrusted: false }
  const asked: Inputs = { ...inputs, ...nothing, rootfs: { kind: 'auto' } }
  return rootPlan(hostArch, branch, asked, { keys: [], sourceDigest: undefined, hasOwners })
}

function rootPlan(
  arch: Architecture,
  branch: string,
  inputs: Inputs,
  surveyed: Pick<Surveyed, 'keys' | 'sourceDigest' | 'hasOwners'>,
): RootPlan {
  const { keys, sourceDigest } = surveyed
  const { rootfs: source, packages, setup, cacheMaxAgeMs } = inputs
  // What a folder has in it may change at any time: nothing that is made from one is kept.
  const cache = source.kind === 'path' && sourceDigest === undefined ? 'false' : inputs.cache
  const all = ingredientsOf(arch, branch, inputs, surveyed)
  const steps = stepsOf(arch, all, packages.length > 0, setup !== '')
  const { key, ingredients } = steps.at(-1) ?? { key: '', ingredients: {} }
  return {
    ...{ arch, source, branch, keys, setup, packages, cache, steps, key, ingredients },
    digest: sourceDigest,
    signature: inputs.signature,
    mirror: inputs.mirror,
    basePackages: inputs.basePackages,
    repositories: inputs.repositories,
    keyFiles: inputs.keys,
    allowUntrusted: inputs.allowUntrusted,
    network: inputs.network,
    maxAgeMs: cacheMaxAgeMs,
    image: inputs.rootImage,
  }
}

/** Everything that decides what the whole root has in it. All roots have the same names of ingredients. */
function ingredientsOf(
  arch: Architecture,
  branch: string,
  inputs: Inputs,
  { keys, sourceDigest, hasOwners }: Pick<Surveyed, 'keys' | 'sourceDigest' | 'hasOwners'>,
): Ingredients {
  const { rootfs: source, packages, basePackages, setup, network } = inputs
  const usesApk = source.kind === 'auto' || source.kind === 'apk'
  const checksum = 'checksum' in source && source.checksum ? source.checksum.digest : undefined
  return {
    arch: arch.name,
    // A job's workspace is another folder on another runner: a file of this machine is known by what it has in it.
    rootfs: sourceDigest ? `tarball ${sourceDigest.algorithm} ${sourceDigest.digest}` : sourceText(source),
    checksum: checksum ?? '',
    signature: inputs.signature,
    branch: isAlpine(source) ? branch : '',
    'mirror and repositories': inputs.places,
    'base-packages': usesApk ? sorted(basePackages) : '',
    keys: keys.map(({ name, digest }) => `${name} ${digest}`).join(', '),
    'allow-untrusted': String(inputs.allowUntrusted),
    packages: sorted(packages),
    setup,
    network: setup === '' ? '' : network,
    owners: hasOwners ? '' : 'none but the user who makes it',
  }
}

function sorted(words: readonly string[]): string {
  return [...words].sort().join(' ')
}

/** What a step does not depend on is empty in its ingredients. */
function stepsOf(
  arch: Architecture,
  all: Ingredients,
  hasPackages: boolean,
  hasSetup: boolean,
): readonly Step[] {
  const withoutSetup = { ...all, setup: '', network: '' }
  const step = (kind: Step['kind'], ingredients: Ingredients): Step => {
    return { kind, ingredients, key: rootKey(arch.name, ingredients) }
  }
  return [
    step('base', { ...withoutSetup, packages: '' }),
    ...(hasPackages ? [step('packages', withoutSetup)] : []),
    ...(hasSetup ? [step('setup', all)] : []),
  ]
}
