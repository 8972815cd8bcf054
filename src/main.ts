import type { Cpu } from './arch/architectures.js'
import type { Lifetime, Registered } from './binfmt/registry.js'
import type { Inputs } from './inputs/parse.js'
import type { Outcome } from './outcome.js'
import { Phases } from './phases.js'
import { plan, type Plan, type Target } from './plan.js'
import type { Ports } from './platform/ports.js'
import type { Emulator } from './qemu/emulator.js'
import { provideHandlers } from './qemu/handlers.js'
import { provideEmulators } from './qemu/provide.js'
import { BadInputs, Interrupted } from './report/errors.js'
import { provideInstaller, provideRoot, type Root } from './rootfs/provide.js'
import { runTarget } from './run.js'
import type { Environment } from './sandbox/environment.js'
import { openSandbox, type Sandbox, type Volume } from './sandbox/sandbox.js'
import { survey } from './survey.js'

/** What is to be done for each architecture. */
export interface Job {
  readonly inputs: Inputs
  /** What runs inside; undefined only sets up. */
  readonly command: readonly [string, ...string[]] | undefined
  readonly environment: Environment
  readonly folder: string
  readonly volumes: readonly Volume[]
  readonly stdin: boolean
  /** `run`: all ends with this run, roots stay as they were. `job`: later steps use roots and handlers. */
  readonly lifetime: Lifetime
}

/** A target on its way: its root, and the sandbox where a command is to run. */
interface Prepared {
  readonly target: Target
  readonly root: Root
  readonly sandbox: Sandbox | undefined
  readonly phases: Phases
}

/** The way of the data, from inputs to outcomes. Throws `BadInputs`, `Refused`, `Failed` or `Interrupted`. */
export async function main(job: Job, ports: Ports): Promise<Outcome[]> {
  const { host, hostArch } = await survey(job.inputs)
  const decided = plan(job.inputs, host, hostArch)
  if (!decided.ok) throw new BadInputs(decided.problems)
  for (const note of decided.value.notes) ports.log.info(note)

  const releases: (() => Promise<void>)[] = []
  try {
    const { prepared, emulators, shared } = await prepare(decided.value, job, ports, releases)
    const outcomes: Outcome[] = []
    for (const one of prepared) {
      throwIfInterrupted(ports)
      const exit =
        one.sandbox && job.command
          ? await runTarget(one.sandbox, one.target, job, prepared.length, one.phases, ports)
          : undefined
      outcomes.push(outcome(one, emulators, exit, shared))
    }
    return outcomes
  } finally {
    await releaseAll(releases)
  }
}

/** Gives everything back, newest first; what fails does not keep the rest. Throws the first error at the end. */
async function releaseAll(releases: (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const release of releases.reverse()) await release().catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}

/** Emulators and handlers on one side, roots and sandboxes on the other, at the same time. */
async function prepare(
  { targets, installer }: Plan,
  job: Job,
  ports: Ports,
  releases: (() => Promise<void>)[],
): Promise<{ prepared: Prepared[]; emulators: ReadonlyMap<Cpu, Emulator>; shared: Phases }> {
  const shared = new Phases(ports.now)
  const missing = targets.filter(({ execution }) => execution.kind === 'register').map(({ arch }) => arch)
  const emulators = shared.time('emulator', () => provideEmulators(missing, ports))
  const handlers = emulators.then((found) =>
    shared.time('handler', () => provideHandlers(targets, found, job.lifetime, ports)),
  )
  if (job.lifetime === 'run') releases.push(releaser(handlers))
  const installers = onceEach((branch: string) =>
    provideInstaller([installer(branch), installer('latest-stable')], ports),
  )
  const roots = targets.map(async (target): Promise<Prepared> => {
    const phases = new Phases(ports.now)
    const context = { ports, runnable: handlers, installer: () => installers(target.root.branch) }
    const root = await phases.time('rootfs', () => provideRoot(target.root, context))
    if (job.lifetime === 'run') releases.push(() => root.release())
    const sandbox = job.command ? await phases.time('sandbox', () => open(root, job, ports)) : undefined
    if (sandbox) releases.push(() => sandbox.close())
    return { target, root, sandbox, phases }
  })
  await allSettled([handlers, ...roots], ports)
  return { prepared: await Promise.all(roots), emulators: await emulators, shared }
}

/** Gives back what was registered, once it is known whether anything was. */
function releaser(handlers: Promise<Registered>): () => Promise<void> {
  return async () => {
    const registered = await handlers.catch(() => undefined)
    await registered?.release()
  }
}

function open(root: Root, job: Job, ports: Ports): Promise<Sandbox> {
  return openSandbox(
    { root: root.root, scratch: job.lifetime === 'run' ? root.scratch : undefined, volumes: job.volumes },
    ports,
  )
}

/** Waits for all, so that nothing goes on behind our back; then throws the first error, or that we were asked to end. */
async function allSettled(work: readonly Promise<unknown>[], ports: Ports): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected')
  throwIfInterrupted(ports)
  if (failed) throw failed.reason
}

function throwIfInterrupted({ interrupts }: Ports): void {
  const signal = interrupts.received()
  if (signal !== undefined) throw new Interrupted(signal)
}

function onceEach<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const made = new Map<string, Promise<T>>()
  return (name) => {
    const known = made.get(name) ?? make(name)
    made.set(name, known)
    return known
  }
}

function outcome(
  { target, root, phases }: Prepared,
  emulators: ReadonlyMap<Cpu, Emulator>,
  exit: Outcome['exit'],
  shared: Phases,
): Outcome {
  return {
    arch: target.arch.name,
    exit,
    emulator: describeExecution(target, emulators.get(target.arch.cpu)),
    rootPath: root.root,
    rootSource: `${root.source} (${root.origin})`,
    alpineVersion: root.version,
    cacheHit: root.origin !== 'built',
    phases: { ...shared.all(), ...phases.all() },
  }
}

function describeExecution({ execution }: Target, emulator: Emulator | undefined): string {
  switch (execution.kind) {
    case 'native':
      return 'native'
    case 'reuse':
      return `handler ${execution.entry} of this machine (${execution.interpreter})`
    case 'register':
      return emulator ? `qemu-${emulator.cpu} ${emulator.version} (${emulator.source})` : 'none'
  }
}
