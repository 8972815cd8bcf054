import type { Architecture } from './arch/architectures.js'
import { executionOn } from './arch/resolve.js'
import { entryName, fault, type Entry } from './binfmt/entry.js'
import { rootKey, type Ingredients } from './cache/key.js'
import { INPUTS } from './inputs/table.js'
import type { Inputs, Parsed } from './inputs/parse.js'
import { compareBranches } from './rootfs/branch.js'
import type { PublicKey } from './rootfs/keys.js'

/** What is known of the machine before anything is done. */
export interface Host {
  /** `uname -m`. */
  readonly machine: string
  /** The entries of binfmt_misc, where it is mounted. */
  readonly entries: ReadonlyMap<string, Entry>
  /** The user's key files, read. */
  readonly keys: readonly PublicKey[]
}

/** How the programs of a target run. */
export type Execution =
  | { readonly kind: 'native' }
  /** An entry that was there before serves. */
  | { readonly kind: 'reuse'; readonly entry: string; readonly interpreter: string }
  /** An emulator is provided and registered under this name. */
  | { readonly kind: 'register'; readonly entry: string }

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

/** One architecture with all that was decided for it. */
export interface Target {
  readonly arch: Architecture
  readonly execution: Execution
  readonly root: RootPlan
}

export interface Plan {
  readonly targets: readonly Target[]
  /** The root of the host's own architecture whose apk installs into foreign roots, by branch of the target's. */
  readonly installer: (branch: string) => RootPlan
  readonly notes: readonly string[]
}

type Problem = (line: string) => void

/** What to do, all of it, from what was asked and what the host is. */
export function plan(inputs: Inputs, host: Host, hostArch: Architecture): Parsed<Plan> {
  const problems: string[] = []
  const notes: string[] = []
  const targets = inputs.architectures.map((arch): Target => {
    const branch = branchFor(
      arch,
      inputs,
      (line) => problems.push(line),
      (line) => notes.push(line),
    )
    const { packages, repositories, allowUntrusted } = inputs
    const wanted = { arch, branch, packages, repositories, keys: host.keys, allowUntrusted }
    return {
      arch,
      execution: executionFor(arch, host, (line) => notes.push(line)),
      root: rootPlan(wanted, inputs),
    }
  })
  const installer = (branch: string): RootPlan =>
    rootPlan(
      { arch: hostArch, branch, packages: [], repositories: [], keys: [], allowUntrusted: false },
      inputs,
    )
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { targets, installer, notes } }
}

function executionFor(arch: Architecture, host: Host, note: Problem): Execution {
  if (executionOn(host.machine, arch) === 'native') return { kind: 'native' }
  const name = entryName(arch)
  const entry = host.entries.get(name)
  if (!entry) return { kind: 'register', entry: name }
  const reason = fault(entry, arch)
  if (reason === undefined) return { kind: 'reuse', entry: name, interpreter: entry.interpreter }
  const own = `xarch-${arch.cpu}`
  note(
    `the handler ${name} of this machine cannot serve: ${reason}; ${own} is registered, and matches before it`,
  )
  return { kind: 'register', entry: own }
}

/** The branch a root comes from: what was asked for, or the last one that has the architecture. */
function branchFor(arch: Architecture, inputs: Inputs, problem: Problem, note: Problem): string {
  const { branch, mirror, repositories } = inputs
  const last = arch.alpine?.last ?? null
  if (branch === 'latest-stable' && last !== null) {
    note(`${arch.name}: branch ${last}, the last that Alpine published for it`)
    return last
  }
  const isPublic = mirror === INPUTS.find(({ name }) => name === 'mirror')?.default
  if (!isPublic || repositories.length > 0) return branch // what other mirrors have, only they know
  if (arch.alpine === null) {
    problem(
      `arch: ${arch.name} was never published by Alpine; give a mirror that has it (input "mirror"), or repositories and their keys (inputs "repositories" and "keys"; Adélie Linux has ppc and ppc64)`,
    )
  } else if (isOutside(branch, arch.alpine.first, last)) {
    problem(
      `branch: got "${branch}"; Alpine has ${arch.name} ${last === null ? `from ${arch.alpine.first} on` : `from ${arch.alpine.first} to ${last}`}`,
    )
  }
  return branch
}

function isOutside(branch: string, first: string, last: string | null): boolean {
  return compareBranches(branch, first) < 0 || (last !== null && compareBranches(branch, last) > 0)
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
