import type { Handler } from './binfmt/entry.js'
import type { Lifetime, Registered } from './binfmt/registry.js'
import { emulatorVersion, outcome, whatRuns, type Done, type Prepared, type Shared } from './conclude.js'
import { startHandlers } from './handlers.js'
import type { Inputs } from './inputs/parse.js'
import type { Outcome } from './outcome.js'
import { Phases } from './phases.js'
import { planPolicy } from './plan/policy.js'
import { planRoots, type RootsPlan, type Target } from './plan/roots.js'
import type { Ports } from './platform/ports.js'
import { qemuVariables } from './qemu/models.js'
import { BadInputs, Interrupted } from './report/errors.js'
import { defaultShell } from './rootfs/shell.js'
import { provideInstaller } from './rootfs/installer.js'
import { provideChanged, type Keep } from './rootfs/changed.js'
import { provideRoot, type Root } from './rootfs/provide.js'
import { runTarget } from './run.js'
import { withImage, type Environment } from './sandbox/environment.js'
import { openSandbox, type Sandbox, type Volume } from './sandbox/sandbox.js'
import type { StoredRoot } from './rootfs/store.js'
import { survey, type Surveyed } from './survey.js'

type Argv = readonly [string, ...string[]]

/** A file of commands, and the shell that reads it; undefined: the one that the root has. */
export interface Script {
  readonly shell: Argv | undefined
  readonly script: string
}

/** What is to be done for each architecture. */
export interface Job {
  readonly inputs: Inputs
  /** What runs inside; undefined only sets up. */
  readonly command: Argv | Script | undefined
  /** Where the changes of the root are kept; undefined: they end with this run, or are the job's. */
  readonly keep?: Keep | undefined
  /** Does something with the root, in the place of a command. */
  readonly use?: (root: Root, target: Target) => Promise<void>
  readonly environment: Environment
  readonly folder: string
  readonly volumes: readonly Volume[]
  readonly stdin: boolean
  /** `run`: all ends with this run, roots stay as they were. `job`: later steps use roots and handlers. */
  readonly lifetime: Lifetime
}

type Releases = (() => Promise<void>)[]

/** The way of the data, from inputs to outcomes. Throws `BadInputs`, `Refused`, `Failed` or `Interrupted`. */
export async function main(job: Job, ports: Ports): Promise<Done> {
  const surveyed = await survey(job.inputs, ports)
  const decided = planRoots(job.inputs, surveyed)
  if (!decided.ok) throw new BadInputs(decided.problems)
  for (const note of decided.value.notes) ports.log.info(note)
  for (const warning of planPolicy(job.inputs).warnings) ports.log.warning(warning)

  const releases: Releases = []
  try {
    const { prepared, shared } = await prepare(decided.value, surveyed, job, ports, releases)
    const outcomes: Outcome[] = []
    for (const one of prepared) {
      throwIfInterrupted(ports)
      outcomes.push(await runPrepared(one, shared, job, prepared.length, ports))
    }
    return { outcomes, ...whatRuns(shared, job.inputs.binfmt) }
  } finally {
    await releaseAll(releases)
  }
}

/** Gives everything back, newest first; what fails does not keep the rest. Throws the first error at the end. */
async function releaseAll(releases: Releases): Promise<void> {
  const errors: unknown[] = []
  for (const release of releases.reverse()) await release().catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}

/** Emulators and handlers on one side, roots and sandboxes on the other, at the same time. */
async function prepare(
  decided: RootsPlan,
  surveyed: Surveyed,
  job: Job,
  ports: Ports,
  releases: Releases,
): Promise<{ prepared: Prepared[]; shared: Shared }> {
  const phases = new Phases(ports.now)
  const { handlers, registered, shared } = startHandlers(job, decided.targets, surveyed, phases, ports)
  if (job.lifetime === 'run') releases.push(releaser(registered))
  const installers = onceEach((branch: string, busy: string) => {
    const plans = [decided.installer(branch), decided.installer('latest-stable')]
    const installer = provideInstaller(
      plans.filter(({ key }) => key !== busy),
      ports,
    )
    releases.push(() => installer.then((root) => root.release(), nothing))
    return installer
  })
  const roots = decided.targets.map((target) =>
    prepareTarget(target, handlers, installers, job, ports, releases),
  )
  await allSettled([handlers, ...roots], ports)
  return { prepared: await Promise.all(roots), shared: await shared() }
}

async function prepareTarget(
  target: Target,
  handlers: Promise<readonly Handler[]>,
  installers: (branch: string, busy: string) => Promise<StoredRoot>,
  job: Job,
  ports: Ports,
  releases: Releases,
): Promise<Prepared> {
  const phases = new Phases(ports.now)
  const { lifetime } = job
  const installer = (busy = ''): Promise<StoredRoot> => installers(target.root.branch, busy)
  const { keep, command } = job
  let opening: Promise<Sandbox> | undefined
  const open = (): Promise<Sandbox> => (opening ??= openFor(providing, handlers, job, ports))
  const meanwhile = (): void => {
    // A sandbox sees no mount that is made later, and roots of the action may be mounts.
    if (command && lifetime === 'run') open().catch(nothing) // is said by who waits for it
  }
  const context = { ports, lifetime, runnable: handlers, installer, meanwhile }
  const providing = phases.time('rootfs', () =>
    keep ? provideChanged(keep, target.root, context) : provideRoot(target.root, context),
  )
  if (lifetime === 'run') releases.push(() => providing.then((root) => root.release(), nothing))
  releases.push(async () => opening?.then((sandbox) => sandbox.close(), nothing))
  const root = await providing
  const sandbox = command ? await phases.time('sandbox', open) : undefined
  return { target, root, sandbox, phases }
}

async function runPrepared(
  one: Prepared,
  shared: Shared,
  job: Job,
  targets: number,
  ports: Ports,
): Promise<Outcome> {
  const { target, sandbox, phases } = one
  await job.use?.(one.root, target)
  const version = emulatorVersion(target.arch, shared)
  const guest = withImage(job.environment, one.root.environment)
  const environment = { ...guest, ...qemuVariables(target.arch.cpu, version, job.inputs.qemu) }
  const argv = job.command && (await argvOf(job.command, one.root.root))
  const ended =
    sandbox && argv
      ? await runTarget(sandbox, target, { ...job, argv, environment }, targets, phases, ports)
      : undefined
  return outcome(one, shared, ended)
}

async function argvOf(command: Argv | Script, root: string): Promise<Argv> {
  if (!('script' in command)) return command
  return [...(command.shell ?? (await defaultShell(root))), command.script]
}

/** Gives back what was registered, once it is known whether anything was. */
function releaser(handlers: Promise<Registered>): () => Promise<void> {
  return async () => {
    const registered = await handlers.catch(() => undefined)
    await registered?.release()
  }
}

/** Handlers of the machine need not be there yet when the sandbox is opened; its own have to. */
async function openFor(
  root: Promise<Root>,
  handlers: Promise<readonly Handler[]>,
  { lifetime, keep, volumes, inputs }: Job,
  ports: Ports,
): Promise<Sandbox> {
  const mode = lifetime === 'run' && !keep ? 'overlay' : 'direct'
  const mounts = root.then(({ root, scratch }) => ({ root, scratch, mode, volumes }) as const)
  mounts.catch(nothing) // is said by whoever provides it
  const { policy } = planPolicy(inputs)
  const own = inputs.binfmt === 'private' ? await handlers : []
  return openSandbox({ mounts, handlers: own, network: inputs.isolation.network, policy }, ports)
}

const nothing = (): Promise<void> => Promise.resolve()

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

function onceEach<T>(
  make: (...names: [string, string]) => Promise<T>,
): (...names: [string, string]) => Promise<T> {
  const made = new Map<string, Promise<T>>()
  return (...names) => {
    const known = made.get(names.join(' ')) ?? make(...names)
    made.set(names.join(' '), known)
    return known
  }
}
