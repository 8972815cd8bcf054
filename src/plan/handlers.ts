import { dirname } from 'node:path'
import { ARCHITECTURES, type Architecture } from '../arch/architectures.js'
import { executionOn } from '../arch/resolve.js'
import { entryNames, fault, ownEntryName, type SeenEntry } from '../binfmt/entry.js'
import type { Inputs } from '../inputs/parse.js'
import { isVersion } from '../qemu/emulator.js'
import { faultsOf } from '../qemu/faults.js'

/** What is known of what the machine runs, before anything is done. */
export interface Machine {
  /** `uname -m`. */
  readonly machine: string
  /** Names of architectures that `uname -m` leaves open and whose canary has run without an emulator. */
  readonly runs: ReadonlySet<string>
  /** The entries of binfmt_misc; none where handlers are private. */
  readonly entries: ReadonlyMap<string, SeenEntry>
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
  | { readonly kind: 'register'; readonly names: readonly string[] }

/** A handler to be registered: an emulator is needed for it. */
export interface HandlerPlan {
  readonly arch: Architecture
  /** Its names; the first is the usual one, or ours where that is somebody else's. */
  readonly names: readonly string[]
  readonly setuid: boolean
}

/** What was decided for handlers. */
export interface HandlersPlan {
  /** How the programs of each architecture run. */
  readonly executions: ReadonlyMap<Architecture, Execution>
  /** Handlers for the targets and for what is asked for beside them, each cpu once. */
  readonly handlers: readonly HandlerPlan[]
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
}

/** What is collected while deciding. */
class Findings {
  readonly notes = new Set<string>()
  readonly warnings = new Set<string>()
}

/** How each architecture will run, and which handlers that needs. */
export function planHandlers(inputs: Inputs, machine: Machine): HandlersPlan {
  const found = new Findings()
  const wanted = [...inputs.architectures, ...furtherArchitectures(inputs, machine)]
  const executions = new Map(wanted.map((arch) => [arch, executionFor(arch, inputs, machine, found)]))
  const handlers = handlersFor(executions, inputs.setuid)
  if (inputs.setuid && inputs.binfmt === 'system' && handlers.length > 0) found.warnings.add(SETUID_WARNING)
  return {
    executions,
    handlers,
    notes: [...found.notes],
    warnings: [...found.warnings],
  }
}

const SETUID_WARNING =
  'setuid is on: while the handlers are registered, a setuid program of a foreign architecture anywhere on this machine gets the rights of its owner through the emulator'

function furtherArchitectures({ handlers }: Inputs, machine: Machine): readonly Architecture[] {
  return handlers === 'all' ? ARCHITECTURES.filter((arch) => !isNative(arch, machine)) : handlers
}

function isNative(arch: Architecture, machine: Machine): boolean {
  const execution = executionOn(machine.machine, arch)
  return execution === 'native' || (execution === 'ask' && machine.runs.has(arch.name))
}

function executionFor(
  arch: Architecture,
  inputs: Inputs,
  machine: Machine,
  { notes, warnings }: Findings,
): Execution {
  if (isNative(arch, machine)) return { kind: 'native' }
  const [name] = entryNames(arch)
  const entry = machine.entries.get(name)
  const reason = entry && unfit(entry, arch, inputs)
  if (!entry || (reason === undefined && entry.isOurs)) return { kind: 'register', names: entryNames(arch) }
  if (reason !== undefined) {
    const own = freeName(arch, inputs, machine)
    notes.add(
      `the handler ${name} of this machine cannot serve: ${reason}; ${own} is registered, and matches before it`,
    )
    return { kind: 'register', names: [own] }
  }
  const { interpreter, version } = entry
  const symptoms = version === undefined ? [] : faultsOf({ version, cpu: arch.cpu })
  if (symptoms.length > 0)
    warnings.add(`the handler ${name} of this machine runs qemu ${version ?? ''}: ${symptoms.join('; ')}`)
  return { kind: 'reuse', entry: name, interpreter, version }
}

/** A name that nobody has, or that another xarch has for the same. */
function freeName(arch: Architecture, inputs: Inputs, machine: Machine): string {
  for (let number = 1; ; number++) {
    const name = ownEntryName(arch, number)
    const entry = machine.entries.get(name)
    if (!entry || (entry.isOurs && unfit(entry, arch, inputs) === undefined)) return name
  }
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

function handlersFor(executions: ReadonlyMap<Architecture, Execution>, setuid: boolean): HandlerPlan[] {
  const handlers = new Map<string, HandlerPlan>()
  for (const [arch, execution] of executions) {
    if (execution.kind !== 'register' || handlers.has(arch.cpu)) continue
    handlers.set(arch.cpu, { arch, names: execution.names, setuid })
  }
  return [...handlers.values()]
}
