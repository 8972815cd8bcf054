import { machine } from 'node:os'
import type { Architecture } from './arch/architectures.js'
import { personalityOf } from './arch/personality.js'
import type { Handler } from './binfmt/entry.js'
import { emulatorVersion, outcome, type Prepared, type Shared } from './conclude.js'
import type { EndingTogether } from './ending-together.js'
import type { Argv, Job, Script } from './main.js'
import { openFor } from './opening.js'
import type { Outcome } from './outcome.js'
import { output } from './output.js'
import { Phases } from './phases.js'
import type { Target } from './plan/roots.js'
import type { Ports } from './platform/ports.js'
import { qemuVariables } from './qemu/models.js'
import type { Releases } from './releases.js'
import { defaultShell } from './rootfs/shell.js'
import { provideChanged } from './rootfs/changed.js'
import { provideRoot } from './rootfs/provide.js'
import type { StoredRoot } from './rootfs/store.js'
import { runTarget, type Ended } from './run.js'
import { withImage, type Environment } from './sandbox/environment.js'
import { openFilesOutside } from './sandbox/limits.js'
import { residentOf, theirEnvironment } from './sandbox/resident.js'
import type { Sandbox } from './sandbox/sandbox.js'
import { hasTerminals } from './sandbox/terminal.js'

/** What all targets of a job have in common while they are worked on. */
export interface Common {
  readonly job: Job
  readonly ports: Ports
  /**
   * Handlers that a sandbox has to have of its own, once they are there; those of the machine are registered by then. Rejects where
   * programs of the architecture do not run.
   */
  readonly handlersOf: (arch: Architecture) => Promise<readonly Handler[]>
  readonly shared: () => Promise<Shared>
  readonly installers: (branch: string, busy: string) => Promise<StoredRoot>
  readonly ending: EndingTogether
  /** Gives back, while a sandbox is closed, what nobody needs any more then; what fails is said at the end. */
  readonly closing: () => Promise<void>
  /** Stands before each line of what the command of an architecture says; undefined: nothing. */
  readonly label: ((arch: string) => string) | undefined
}

/** Makes the root of a target, and a sandbox of it where a command is to run. What it adds to `releases` gives them back. */
export async function prepareTarget(
  target: Target,
  phases: Phases,
  releases: Releases,
  { job, ports, handlersOf, installers }: Common,
): Promise<Prepared> {
  const { keep, command, lifetime } = job
  const handlers = handlersOf(target.arch)
  handlers.catch(nothing) // is said by who waits for it
  const installer = (busy = ''): Promise<StoredRoot> => installers(target.root.branch, busy)
  let opening: Promise<Sandbox> | undefined
  const open = (): Promise<Sandbox> => (opening ??= openFor(providing, living, handlers, job, ports))
  const meanwhile = (): void => {
    // A sandbox sees no mount that is made later, and roots of the action may be mounts.
    if (command && lifetime === 'run') Promise.resolve().then(open).catch(nothing) // is said by who waits for it
  }
  const isStrict = job.inputs.isolation.kind === 'strict'
  const context = { ports, lifetime, isStrict, runnable: handlers, installer, meanwhile }
  const providing = phases.time('rootfs', () =>
    keep ? provideChanged(keep, target.root, context) : provideRoot(target.root, context),
  )
  const living = providing.then(({ root }) => residentOf(job.inputs.guest.user, root, ports))
  living.catch(nothing) // is said by who waits for it
  if (lifetime === 'run') releases.add(() => providing.then((root) => root.release(), nothing))
  releases.add(async () => opening?.then((sandbox) => sandbox.close(), nothing))
  const root = await providing
  const sandbox = command ? await phases.time('sandbox', open) : undefined
  return { target, root, resident: await living, sandbox, phases }
}

/** Does with a root what the job wants done with it, and runs the command. */
export async function runPrepared(one: Prepared, common: Common): Promise<Outcome> {
  const { job, ports } = common
  const { target } = one
  const [shared, handlers] = await Promise.all([common.shared(), common.handlersOf(target.arch)])
  const version = emulatorVersion(target.arch, shared)
  const variables = qemuVariables(target.arch.cpu, version, job.inputs.qemu)
  const personality = personalityOf(target.arch, shared.plan.executions.get(target.arch), machine())
  const isolated = { inputs: job.inputs, ports }
  await job.use?.(one.root, target, { handlers, variables, personality, isolated })
  const ended = await runCommand(one, variables, personality, common)
  return outcome(one, shared, ended)
}

async function runCommand(
  { target, root, resident, sandbox, phases }: Prepared,
  variables: Environment,
  personality: 'linux32' | undefined,
  { job, ports, ending, closing, label }: Common,
): Promise<Ended | undefined> {
  const argv = job.command && (await argvOf(job.command, root.root))
  if (!sandbox || !argv) return undefined
  const { commands, timeoutMs, silenceMs } = job.inputs.guest
  const guest = withImage(theirEnvironment(resident, job.environment), root.environment)
  const record = job.record?.(target.arch.name)
  const showing = { label: label?.(target.arch.name), commands, stdin: job.stdin && !label }
  const isWatched = silenceMs !== undefined
  const said = output({ ...showing, isWatched, record: record?.write, stdout: job.stdout }, ports)
  const command = {
    ...{ argv, folder: job.folder, environment: { ...guest, ...variables }, personality },
    user: resident.account,
    openFiles: openFilesOutside(),
    terminal: job.terminal === true && said.streams.kind === 'inherit' && (await hasTerminals(ports)),
  }
  const limits = { timeoutMs, silenceMs }
  const close = (): Promise<void> => {
    closing().catch(nothing)
    return sandbox.close()
  }
  const closed = { ...sandbox, close }
  return runTarget(closed, command, limits, said, phases, ending, ports.now).finally(() => record?.end())
}

async function argvOf(command: Argv | Script, root: string): Promise<Argv> {
  if (!('script' in command)) return command
  return [...(command.shell ?? (await defaultShell(root))), command.script]
}

const nothing = (): void => undefined
