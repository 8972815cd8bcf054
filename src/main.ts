import { machine } from 'node:os'
import { personalityOf } from './arch/personality.js'
import type { Handler } from './binfmt/entry.js'
import type { Lifetime, Registered } from './binfmt/registry.js'
import { emulatorVersion, outcome, whatRuns, type Done, type Prepared, type Shared } from './conclude.js'
import { handingOver } from './handing-over.js'
import { startHandlers } from './handlers.js'
import type { Inputs } from './inputs/parse.js'
import { isolate, type Isolated } from './isolate.js'
import { openFor } from './opening.js'
import type { Outcome } from './outcome.js'
import { Phases } from './phases.js'
import { planPolicy } from './plan/policy.js'
import { planRoots, type RootsPlan, type Target } from './plan/roots.js'
import type { Ports } from './platform/ports.js'
import { qemuVariables } from './qemu/models.js'
import { BadInputs, Interrupted } from './report/errors.js'
import { defaultShell } from './rootfs/shell.js'
import { provideChanged, type Keep } from './rootfs/changed.js'
import { provideRoot, type Root } from './rootfs/provide.js'
import { runTarget } from './run.js'
import { withImage, type Environment } from './sandbox/environment.js'
import { openFilesOutside } from './sandbox/limits.js'
import { residentOf, theirEnvironment } from './sandbox/resident.js'
import type { Sandbox, Volume } from './sandbox/sandbox.js'
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
  /** Does something with the root, before the command where there is one. */
  readonly use?: (root: Root, target: Target, programs: Programs) => Promise<void>
  readonly environment: Environment
  readonly folder: string
  readonly volumes: readonly Volume[]
  readonly stdin: boolean
  /** `run`: all ends with this run, roots stay as they were. `job`: later steps use roots and handlers. */
  readonly lifetime: Lifetime
}

/** What the programs of a root need to run. */
export interface Programs {
  /** Handlers that a sandbox has to have of its own; those of the machine are there. */
  readonly handlers: readonly Handler[]
  /** Variables that qemu reads. */
  readonly variables: Environment
  /** How they are isolated. */
  readonly isolated: Pick<Isolated, 'inputs' | 'ports'>
  /** As setarch names it. */
  readonly personality: 'linux32' | undefined
}

type Releases = (() => Promise<void>)[]

/** The way of the data, from inputs to outcomes. Throws `BadInputs`, `Refused`, `Failed` or `Interrupted`. */
export async function main(asked: Job, machinesPorts: Ports): Promise<Done> {
  const { inputs, ports, end } = await isolate(asked.inputs, asked.lifetime, machinesPorts)
  return work({ ...asked, inputs }, ports).finally(end)
}

async function work(job: Job, ports: Ports): Promise<Done> {
  const surveyed = await survey(job.inputs, ports)
  const decided = planRoots(job.inputs, surveyed)
  if (!decided.ok) throw new BadInputs(decided.problems)
  for (const note of decided.value.notes) ports.log.info(note)
  for (const warning of planPolicy(job.inputs).warnings) ports.log.warning(warning)

  const rest = (known: Promise<void>): Promise<Done> => carryOut(decided.value, surveyed, job, ports, known)
  return job.command ? handingOver(ports, rest) : rest(Promise.resolve())
}

/** Does what was decided, and ends all of it. */
async function carryOut(
  decided: RootsPlan,
  surveyed: Surveyed,
  job: Job,
  ports: Ports,
  known: Promise<void>,
): Promise<Done> {
  const releases: Releases = []
  try {
    const { prepared, shared, handlers } = await prepare(decided, surveyed, job, ports, releases)
    await known
    const outcomes: Outcome[] = []
    for (const one of prepared) {
      throwIfInterrupted(ports)
      outcomes.push(await runPrepared(one, shared, handlers, job, prepared.length, ports))
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
): Promise<{ prepared: Prepared[]; shared: Shared; handlers: readonly Handler[] }> {
  const phases = new Phases(ports.now)
  const { handlers, registered, shared } = startHandlers(job, decided.targets, surveyed, phases, ports)
  if (job.lifetime === 'run') releases.push(releaser(registered))
  const installers = onceEach((branch: string, busy: string) => {
    const plans = [decided.installer(branch), decided.installer('latest-stable')]
    const free = plans.filter(({ key }) => key !== busy)
    const installer = import('./rootfs/installer.js').then((it) => it.provideInstaller(free, ports))
    releases.push(() => installer.then((root) => root.release(), nothing))
    return installer
  })
  const roots = decided.targets.map((target) =>
    prepareTarget(target, handlers, installers, job, ports, releases),
  )
  await allSettled([handlers, ...roots], ports)
  return { prepared: await Promise.all(roots), shared: await shared(), handlers: await handlers }
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
  const open = (): Promise<Sandbox> => (opening ??= openFor(providing, living, handlers, job, ports))
  const meanwhile = (): void => {
    // A sandbox sees no mount that is made later, and roots of the action may be mounts.
    if (command && lifetime === 'run') Promise.resolve().then(open).catch(nothing) // is said by who waits for it
  }
  const context = { ports, lifetime, runnable: handlers, installer, meanwhile }
  const providing = phases.time('rootfs', () =>
    keep ? provideChanged(keep, target.root, context) : provideRoot(target.root, context),
  )
  const living = providing.then(({ root }) => residentOf(job.inputs.guest.user, root, ports))
  living.catch(nothing) // is said by who waits for it
  if (lifetime === 'run') releases.push(() => providing.then((root) => root.release(), nothing))
  releases.push(async () => opening?.then((sandbox) => sandbox.close(), nothing))
  const root = await providing
  const sandbox = command ? await phases.time('sandbox', open) : undefined
  return { target, root, resident: await living, sandbox, phases }
}

async function runPrepared(
  one: Prepared,
  shared: Shared,
  handlers: readonly Handler[],
  job: Job,
  targets: number,
  ports: Ports,
): Promise<Outcome> {
  const { target, sandbox, phases } = one
  const version = emulatorVersion(target.arch, shared)
  const variables = qemuVariables(target.arch.cpu, version, job.inputs.qemu)
  const personality = personalityOf(target.arch, shared.plan.executions.get(target.arch), machine())
  const isolated = { inputs: job.inputs, ports }
  await job.use?.(one.root, target, { handlers, variables, personality, isolated })
  const guest = withImage(theirEnvironment(one.resident, job.environment), one.root.environment)
  const environment = { ...guest, ...variables }
  const argv = job.command && (await argvOf(job.command, one.root.root))
  const user = one.resident.account
  const facts = { environment, user, personality, openFiles: openFilesOutside() }
  const ended =
    sandbox && argv
      ? await runTarget(
          sandbox,
          target,
          { ...job, ...job.inputs.guest, ...facts, argv },
          targets,
          phases,
          ports,
        )
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
