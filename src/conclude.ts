import type { Architecture, Cpu } from './arch/architectures.js'
import type { Inputs } from './inputs/parse.js'
import type { Outcome } from './outcome.js'
import type { Phases } from './phases.js'
import type { Execution, HandlersPlan } from './plan/handlers.js'
import type { Target } from './plan/roots.js'
import type { Emulator } from './qemu/emulator.js'
import { verdict } from './report/verdict.js'
import type { Ended } from './run.js'
import type { Root } from './rootfs/provide.js'
import type { Resident } from './sandbox/resident.js'
import type { Sandbox } from './sandbox/sandbox.js'

/** A target on its way: its root, and the sandbox where a command is to run. */
export interface Prepared {
  readonly target: Target
  readonly root: Root
  /** Who runs the command. */
  readonly resident: Resident
  readonly sandbox: Sandbox | undefined
  readonly phases: Phases
}

/** What all targets share. */
export interface Shared {
  readonly plan: HandlersPlan
  readonly emulators: ReadonlyMap<Cpu, Emulator>
  /** Those whose programs do not run although their handler was registered, with why. */
  readonly broken: ReadonlyMap<Architecture, unknown>
  readonly phases: Phases
}

/** What came of a job. */
export interface Done {
  readonly outcomes: readonly Outcome[]
  /** What runs on this machine now. */
  readonly architectures: readonly string[]
  /** Docker's names of it, where it has one. */
  readonly platforms: readonly string[]
  /** Versions of the emulators, by cpu. */
  readonly qemuVersions: Readonly<Record<string, string>>
}

/** What runs on this machine now, and by which emulators. */
export function whatRuns(shared: Shared, binfmt: Inputs['binfmt']): Omit<Done, 'outcomes'> {
  const { executions } = shared.plan
  const isThere = (arch: Architecture): boolean =>
    binfmt === 'system' && shared.emulators.has(arch.cpu) && !shared.broken.has(arch) // private ones have ended
  const runnable = [...executions]
    .filter(([arch, { kind }]) => kind !== 'register' || isThere(arch))
    .map(([arch]) => arch)
  const versions = [...executions.keys()].flatMap((arch) => {
    const version = emulatorVersion(arch, shared)
    return version === undefined ? [] : [[arch.cpu, version] as const]
  })
  return {
    architectures: runnable.map(({ name }) => name),
    platforms: runnable.map(({ docker }) => docker).filter((platform) => platform !== null),
    qemuVersions: Object.fromEntries(versions),
  }
}

/** The version of an architecture's emulator, where it is known. */
export function emulatorVersion(arch: Architecture, { plan, emulators }: Shared): string | undefined {
  const execution = plan.executions.get(arch)
  if (execution?.kind === 'reuse') return execution.version
  return execution?.kind === 'register' ? emulators.get(arch.cpu)?.version : undefined
}

/** What came of one target. */
export function outcome(
  { target, root, phases }: Prepared,
  shared: Shared,
  ended: Ended | undefined,
): Outcome {
  const execution = shared.plan.executions.get(target.arch)
  const emulator = describeExecution(execution, shared.emulators.get(target.arch.cpu))
  const isEmulated = execution?.kind === 'reuse' || execution?.kind === 'register'
  const { kind, afterMs } = ended?.overdue ?? {}
  const facts = { arch: target.arch.name, emulator, isEmulated, lateMs: afterMs }
  return {
    arch: target.arch.name,
    // Whoever was asked to end has not failed by itself.
    ...(ended && !ended.isCancelled
      ? verdict(ended.heard, { exit: ended.exit, ...facts })
      : { fault: undefined, advice: [] }),
    exit: ended?.exit,
    error: undefined,
    isCancelled: ended?.isCancelled ?? false,
    lastLines: ended?.lastLines ?? [],
    annotations: ended?.annotations ?? [],
    lateMs: kind === 'late' ? afterMs : undefined,
    silentMs: kind === 'silent' ? afterMs : undefined,
    processes: ended?.overdue?.processes ?? [],
    emulator,
    rootPath: root.root,
    rootSource: `${root.source} (${root.origin})`,
    alpineVersion: root.version,
    allowsUntrusted: target.root.allowUntrusted,
    cacheHit: root.origin !== 'built',
    spans: [...shared.phases.spans(), ...phases.spans()],
  }
}

/** What came of a target whose command was not started. */
export function unfinished(
  { arch, root }: Target,
  phases: Phases,
  shared: Shared,
  how: Pick<Outcome, 'error' | 'isCancelled'>,
): Outcome {
  return {
    ...how,
    arch: arch.name,
    exit: undefined,
    ...{ fault: undefined, advice: [], lastLines: [], annotations: [] },
    ...{ processes: [], lateMs: undefined, silentMs: undefined },
    emulator: describeExecution(shared.plan.executions.get(arch), shared.emulators.get(arch.cpu)),
    ...{ rootPath: '', rootSource: 'none', alpineVersion: null, cacheHit: false },
    allowsUntrusted: root.allowUntrusted,
    spans: [...shared.phases.spans(), ...phases.spans()],
  }
}

function describeExecution(execution: Execution | undefined, emulator: Emulator | undefined): string {
  switch (execution?.kind) {
    case 'reuse': {
      const version = execution.version === undefined ? 'of unknown version' : execution.version
      return `qemu ${version} of the handler ${execution.entry} of this machine (${execution.interpreter})`
    }
    case 'register':
      return emulator ? `qemu-${emulator.cpu} ${emulator.version} (${emulator.source})` : 'none'
    default:
      return 'native'
  }
}
