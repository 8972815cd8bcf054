import { dirname } from 'node:path'
import { ARCHITECTURES, type Architecture } from './arch/architectures.js'
import { executionOn } from './arch/resolve.js'
import { entryNames, fault, ownEntryName, type SeenEntry } from './binfmt/entry.js'
import { rootKey, type Ingredients } from './cache/key.js'
import { INPUTS } from './inputs/table.js'
import type { Inputs, Parsed } from './inputs/parse.js'
import { isVersion } from './qemu/emulator.js'
import { faultsOf } from './qemu/faults.js'
import { compareBranches } from './rootfs/branch.js'
import type { PublicKey } from './rootfs/keys.js'

/** What is known of the machine before anything is done. */
export interface Host {
  /** `uname -m`. */
  readonly machine: string
  /** Names of architectures that `uname -m` leaves open and whose canary has run without an emulator. */
  readonly runs: ReadonlySet<string>
  /** The entries of binfmt_misc, where it is mounted. */
  readonly entries: ReadonlyMap<string, SeenEntry>
  /** The user's key files, read. */
  readonly keys: readonly PublicKey[]
}

/** How the programs of a target run. */
export type Execution =
  | { readonly kind: 'native' }
  /** An entry that was there before serves. */
  | {
      readonly kind: 'reuse'
      readonly entry: string
      readonly interpreter: string
      readonly version: string | undefined
    }
  /** An emulator is provided and registered. */
  | { readonly kind: 'register' }

/** A handler to be registered: an emulator is needed for it. */
export interface HandlerPlan {
  readonly arch: Architecture
  /** Its names; the first is the usual one, or ours where that is somebody else's. */
  readonly names: readonly string[]
  readonly setuid: boolean
}

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
  /** Handlers for the targets and for what is asked for beside them, each cpu once. */
  readonly handlers: readonly HandlerPlan[]
  /** Architectures whose programs run on this machine when all is done. */
  readonly runnable: readonly Architecture[]
  /** The root of the host's own architecture whose apk installs into foreign roots, by branch of the target's. */
  readonly installer: (branch: string) => RootPlan
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
}

/** What is collected while deciding. */
class Findings {
  readonly problems: string[] = []
  readonly notes = new Set<string>()
  readonly warnings = new Set<string>()
}

/** What to do, all of it, from what was asked and what the host is. */
export function plan(inputs: Inputs, host: Host, hostArch: Architecture): Parsed<Plan> {
  const found = new Findings()
  const wanted = [...inputs.architectures, ...furtherArchitectures(inputs, host)]
  const executions = new Map(wanted.map((arch) => [arch, executionFor(arch, inputs, host, found)]))
  const targets =
    inputs.rootfs === 'none'
      ? []
      : inputs.architectures.map((arch): Target => {
          const { packages, repositories, allowUntrusted } = inputs
          const branch = branchFor(arch, inputs, found)
          const root = rootPlan(
            { arch, branch, packages, repositories, keys: host.keys, allowUntrusted },
            inputs,
          )
          return { arch, execution: executions.get(arch) ?? { kind: 'native' }, root }
        })
  if (found.problems.length > 0) return { ok: false, problems: found.problems }
  if (inputs.setuid && inputs.binfmt === 'system') found.warnings.add(SETUID_WARNING)
  return {
    ok: true,
    value: {
      targets,
      handlers: handlersFor(executions, inputs, host),
      runnable: [...executions.keys()],
      installer: (branch) => installerPlan(hostArch, branch, inputs),
      notes: [...found.notes],
      warnings: [...found.warnings],
    },
  }
}

const SETUID_WARNING =
  'setuid is on: while the handlers are registered, a setuid program of a foreign architecture anywhere on this machine gets the rights of its owner through the emulator'

function furtherArchitectures({ handlers }: Inputs, host: Host): readonly Architecture[] {
  return handlers === 'all' ? ARCHITECTURES.filter((arch) => !isNative(arch, host)) : handlers
}

function isNative(arch: Architecture, host: Host): boolean {
  const execution = executionOn(host.machine, arch)
  return execution === 'native' || (execution === 'ask' && host.runs.has(arch.name))
}

function executionFor(
  arch: Architecture,
  inputs: Inputs,
  host: Host,
  { notes, warnings }: Findings,
): Execution {
  if (isNative(arch, host)) return { kind: 'native' }
  const [name] = entryNames(arch)
  const entry = host.entries.get(name)
  if (!entry || inputs.binfmt === 'private') return { kind: 'register' }
  const reason = unfit(entry, arch, inputs)
  if (reason === undefined && entry.isOurs) return { kind: 'register' }
  if (reason !== undefined) {
    notes.add(
      `the handler ${name} of this machine cannot serve: ${reason}; ${ownEntryName(arch)} is registered, and matches before it`,
    )
    return { kind: 'register' }
  }
  const { interpreter, version } = entry
  const symptoms = version === undefined ? [] : faultsOf(version, arch.cpu)
  if (symptoms.length > 0)
    warnings.add(`the handler ${name} of this machine runs qemu ${version ?? ''}: ${symptoms.join('; ')}`)
  return { kind: 'reuse', entry: name, interpreter, version }
}

/** Why an entry cannot serve, or is not what was asked for; undefined where it will do. */
function unfit(entry: SeenEntry, arch: Architecture, { setuid, qemu }: Inputs): string | undefined {
  const reason = fault(entry, { arch, setuid })
  if (reason !== undefined) return reason
  const isAsked =
    qemu.source !== 'path' || [entry.interpreter, dirname(entry.interpreter)].includes(qemu.path)
  if (!isAsked) return `it runs ${entry.interpreter}, and ${qemu.path} was asked for`
  if (!isVersion(entry.version ?? '', qemu.version)) return `its version is ${entry.version ?? 'not known'}`
  return undefined
}

function handlersFor(
  executions: ReadonlyMap<Architecture, Execution>,
  inputs: Inputs,
  host: Host,
): HandlerPlan[] {
  const { setuid, binfmt } = inputs
  const handlers = new Map<string, HandlerPlan>()
  for (const [arch, { kind }] of executions) {
    if (kind !== 'register' || handlers.has(arch.cpu)) continue
    const entry = binfmt === 'system' ? host.entries.get(entryNames(arch)[0]) : undefined
    const isTaken = entry !== undefined && unfit(entry, arch, inputs) !== undefined
    handlers.set(arch.cpu, { arch, names: isTaken ? [ownEntryName(arch)] : entryNames(arch), setuid })
  }
  return [...handlers.values()]
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
