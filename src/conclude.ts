import type { Cpu } from './arch/architectures.js'
import type { Outcome } from './outcome.js'
import type { Phases } from './phases.js'
import type { Plan, Target } from './plan.js'
import type { Emulator } from './qemu/emulator.js'
import type { Ended } from './run.js'
import type { Root } from './rootfs/provide.js'
import type { Sandbox } from './sandbox/sandbox.js'

/** A target on its way: its root, and the sandbox where a command is to run. */
export interface Prepared {
  readonly target: Target
  readonly root: Root
  readonly sandbox: Sandbox | undefined
  readonly phases: Phases
}

/** What all targets share. */
export interface Shared {
  readonly emulators: ReadonlyMap<Cpu, Emulator>
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
export function whatRuns({ runnable, targets }: Plan, shared: Shared): Omit<Done, 'outcomes'> {
  const versions = [...shared.emulators].map(([cpu, { version }]) => [cpu, version] as const)
  const reused = targets.flatMap((target) => {
    const version = emulatorVersion(target, shared)
    return version === undefined ? [] : [[target.arch.cpu, version] as const]
  })
  return {
    architectures: runnable.map(({ name }) => name),
    platforms: runnable.map(({ docker }) => docker).filter((platform) => platform !== null),
    qemuVersions: Object.fromEntries([...reused, ...versions]),
  }
}

/** The version of a target's emulator, where it is known. */
export function emulatorVersion({ arch, execution }: Target, { emulators }: Shared): string | undefined {
  return execution.kind === 'reuse' ? execution.version : emulators.get(arch.cpu)?.version
}

/** What came of one target. */
export function outcome(
  { target, root, phases }: Prepared,
  shared: Shared,
  ended: Ended | undefined,
): Outcome {
  return {
    arch: target.arch.name,
    exit: ended?.exit,
    advice: ended?.advice ?? [],
    emulator: describeExecution(target, shared.emulators.get(target.arch.cpu)),
    rootPath: root.root,
    rootSource: `${root.source} (${root.origin})`,
    alpineVersion: root.version,
    cacheHit: root.origin !== 'built',
    phases: { ...shared.phases.all(), ...phases.all() },
  }
}

function describeExecution({ execution }: Target, emulator: Emulator | undefined): string {
  switch (execution.kind) {
    case 'native':
      return 'native'
    case 'reuse': {
      const version = execution.version === undefined ? 'of unknown version' : execution.version
      return `qemu ${version} of the handler ${execution.entry} of this machine (${execution.interpreter})`
    }
    case 'register':
      return emulator ? `qemu-${emulator.cpu} ${emulator.version} (${emulator.source})` : 'none'
  }
}
