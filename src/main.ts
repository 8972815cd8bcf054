import type { Handler } from './binfmt/entry.js'
import type { Lifetime } from './binfmt/registry.js'
import { unfinished, whatRuns, type Done } from './conclude.js'
import { endingTogether, type EndingTogether } from './ending-together.js'
import { handingOver } from './handing-over.js'
import { startHandlers, type Handlers } from './handlers.js'
import type { Inputs } from './inputs/parse.js'
import { isolate, type Isolated } from './isolate.js'
import { resultOf, type Outcome } from './outcome.js'
import { Phases } from './phases.js'
import { planPolicy } from './plan/policy.js'
import { planRoots, type RootsPlan, type Target } from './plan/roots.js'
import { endedBy } from './platform/ended-by.js'
import type { Ports } from './platform/ports.js'
import { Releases } from './releases.js'
import { BadInputs, explain, Interrupted } from './report/errors.js'
import { labels } from './report/label.js'
import type { Keep } from './rootfs/changed.js'
import type { Root } from './rootfs/provide.js'
import type { StoredRoot } from './rootfs/store.js'
import type { Environment } from './sandbox/environment.js'
import type { Volume } from './sandbox/sandbox.js'
import { Slots } from './slots.js'
import { survey, type Surveyed } from './survey.js'
import { prepareTarget, runPrepared, type Common } from './target.js'

export type Argv = readonly [string, ...string[]]

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
  /** Our streams are a terminal: it gets one of its own, where that can be had. */
  readonly terminal?: boolean
  /** Gets all that the command of an architecture says, both its outputs in the order of their coming. */
  readonly record?: ((arch: string) => Recording) | undefined
  /** Where the commands' standard output goes; undefined: to ours. */
  readonly stdout?: 'stderr' | undefined
  /** `run`: all ends with this run, roots stay as they were. `job`: later steps use roots and handlers. */
  readonly lifetime: Lifetime
}

/** Where what a command says is kept. */
export interface Recording {
  readonly write: (chunk: Buffer) => void
  /** All has been said. */
  readonly end: () => void
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
  const releases = new Releases()
  const beginMs = ports.now()
  try {
    const phases = new Phases(ports.now, beginMs)
    const started = startHandlers(job, decided.targets, surveyed, phases, ports)
    const giveBack = job.lifetime === 'run' ? started.release : nothing
    releases.add(giveBack)
    const closing = decided.targets.length > 1 ? nothing : giveBack // others may still need them
    const ending = endingTogether(ports.interrupts, job.inputs.many.failFast)
    const common = commonOf(decided, started, job, releases, closing, ending, endedBy(ending, ports))
    const lanes = lanesOf(job.inputs)
    const outcomes = decided.targets.map(async (target) => {
      const outcome = await conduct(target, known, beginMs, lanes, common)
      if (resultOf(outcome) === 'failed') common.ending.fail()
      return outcome
    })
    await allSettled([started.shared(), ...outcomes], ports)
    return { outcomes: await Promise.all(outcomes), ...whatRuns(await started.shared(), job.inputs.binfmt) }
  } finally {
    await releases.release()
  }
}

function commonOf(
  decided: RootsPlan,
  { handlersOf, shared }: Handlers,
  job: Job,
  releases: Releases,
  closing: () => Promise<void>,
  ending: EndingTogether,
  ports: Ports,
): Common {
  const installers = onceEach(async (branch: string, busy: string) => {
    const plans = [decided.installer(branch), decided.installer('latest-stable')]
    const { provideInstaller } = await import('./rootfs/installer.js')
    return provideInstaller(
      plans.filter(({ key }) => key !== busy),
      ports,
    )
  }, releases)
  const names = decided.targets.map(({ arch }) => arch.name)
  const label = names.length > 1 ? labels(names, ports.audience.showsColours) : undefined
  return { job, ports, handlersOf, shared, installers, ending, closing, label }
}

/** Where targets wait for their turn: a command runs in one of `run`; the next ones are prepared meanwhile. */
interface Lanes {
  readonly prepare: Slots
  readonly run: Slots
}

/** How many targets are ready, or get ready, while others run: enough for commands that take no longer than a root. */
const AHEAD = 2

function lanesOf({ many }: Inputs): Lanes {
  return { prepare: new Slots(many.parallel + AHEAD), run: new Slots(many.parallel) }
}

/** One target from its root to its outcome. Throws only where it is the only one. */
async function conduct(
  target: Target,
  known: Promise<void>,
  beginMs: number,
  lanes: Lanes,
  common: Common,
): Promise<Outcome> {
  const { ports, ending } = common
  const releases = new Releases()
  const phases = new Phases(ports.now, beginMs)
  const prepared = await lanes.prepare.take()
  try {
    if (ending.isOver()) return await notStarted(target, phases, common)
    const preparing = prepareTarget(target, phases, releases, common)
    releases.add(() => preparing.catch(nothing)) // before what it has made is given back
    const [one] = await Promise.all([preparing, common.handlersOf(target.arch), known])
    const done = await lanes.run.take()
    prepared()
    try {
      if (ending.isOver()) return await notStarted(target, phases, common)
      return await runPrepared(one, common)
    } finally {
      done()
    }
  } catch (error) {
    return await failed(error, target, phases, common)
  } finally {
    prepared()
    await releases.release()
  }
}

/** A target that could not be run. Throws where it is the only one, and where all of them fail of that. */
async function failed(error: unknown, target: Target, phases: Phases, common: Common): Promise<Outcome> {
  const { ports, label, shared, ending } = common
  const lines = explain(error)
  if (ending.isOver()) {
    ports.log.debug(`${target.arch.name}: ${lines.join('; ')}`) // that it was ended, as a rule
    return notStarted(target, phases, common)
  }
  if (!label) throw error
  const facts = await shared() // throws what keeps all of them from running
  ending.fail() // before what has been begun of this one is given back
  ports.log.info(`${target.arch.name}: ${lines.join('; ')}`)
  return unfinished(target, phases, facts, { error: lines, isCancelled: false })
}

/** A target that had no turn any more. Throws `Interrupted` where it is the only one. */
async function notStarted(
  target: Target,
  phases: Phases,
  { ports, label, shared }: Common,
): Promise<Outcome> {
  if (!label) throwIfInterrupted(ports)
  return unfinished(target, phases, await shared(), { error: undefined, isCancelled: true })
}

const nothing = (): Promise<void> => Promise.resolve()

/** Waits for all, so that nothing goes on behind our back; then throws the first error, or that we were asked to end. */
async function allSettled(work: readonly Promise<unknown>[], ports: Ports): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected')
  if (!failed) return
  throwIfInterrupted(ports)
  throw failed.reason
}

function throwIfInterrupted({ interrupts }: Ports): void {
  const signal = interrupts.received()
  if (signal !== undefined) throw new Interrupted(signal)
}

function onceEach(
  make: (...names: [string, string]) => Promise<StoredRoot>,
  releases: Releases,
): (...names: [string, string]) => Promise<StoredRoot> {
  const made = new Map<string, Promise<StoredRoot>>()
  return (...names) => {
    const known = made.get(names.join(' '))
    if (known) return known
    const making = make(...names)
    releases.add(() => making.then((root) => root.release(), nothing))
    made.set(names.join(' '), making)
    return making
  }
}
