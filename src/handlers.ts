import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Architecture } from './arch/architectures.js'
import { isNameFor, type Handler } from './binfmt/entry.js'
import { newKeeper, type Registered } from './binfmt/registry.js'
import type { Shared } from './conclude.js'
import type { Inputs } from './inputs/parse.js'
import type { Job } from './main.js'
import type { Phases } from './phases.js'
import { planHandlers, type HandlersPlan } from './plan/handlers.js'
import { isPublicMirror, type Target } from './plan/roots.js'
import type { Log, Ports } from './platform/ports.js'
import { handlerEntries, provideHandlers, type ProvidedHandlers } from './qemu/handlers.js'
import { provideEmulators, type EmulatorContext, type Provided } from './qemu/provide.js'
import { keptEmulators } from './qemu/kept.js'
import { explain } from './report/errors.js'
import { architecturesOf, surveyHandlers, type Surveyed } from './survey.js'

/** Emulators and handlers on their way; what fails is said by each. */
export interface Handlers {
  /**
   * What a sandbox of its own handlers gets; those of the machine are registered by then, and there is nothing to get. Rejects where no
   * architecture runs, and where the emulator of this one cannot be had, or does not run its programs.
   */
  readonly handlersOf: (arch: Architecture) => Promise<readonly Handler[]>
  /** Gives back what was registered, once it is known whether anything was; once, however often it is called. */
  readonly release: () => Promise<void>
  /** Rejects with what keeps all architectures from running. */
  readonly shared: () => Promise<Shared>
}

/** Looks at what the machine runs, decides, gets emulators, registers them; does not wait for any of it. */
export function startHandlers(
  { inputs, lifetime }: Job,
  targets: readonly Target[],
  surveyed: Surveyed,
  phases: Phases,
  ports: Ports,
): Handlers {
  const isPrivate = inputs.binfmt === 'private'
  const keeper = lifetime === 'run' ? newKeeper(ports) : undefined
  const planned = phases.time('handler', async () => {
    await nextTurn() // sandboxes take longer, and are started first
    return announced(planHandlers(inputs, await surveyHandlers(inputs, ports, keeper)), ports.log)
  })
  const context = emulatorContext(inputs, surveyed, ports)
  const known = keptEmulators(architecturesOf(inputs), ports.tools) // while the kernel is asked, which may take a process
  known.catch(() => undefined) // whoever needs it sees the error
  const provided = planned.then(({ handlers }) =>
    phases.time('emulator', async () => {
      const wanted = handlers.map(({ arch }) => arch)
      return checked(wanted, await provideEmulators(wanted, context, known), inputs, ports.log)
    }),
  )
  const entries = provided.then(async ({ emulators }) => handlerEntries((await planned).handlers, emulators))
  const registering = entries.then(async (handlers) => {
    const proved = registeredOf(targets, await planned, await provided)
    return phases.time('handler', () =>
      provideHandlers(isPrivate ? [] : handlers, isPrivate ? [] : proved, lifetime, ports, keeper),
    )
  })
  const registered = registering.finally(() => keeper?.end())
  registered.catch(() => undefined) // is said by who waits for a handler
  return {
    handlersOf: async (arch) => {
      await served(arch, planned, provided, registered)
      return isPrivate ? ownOf(arch, await entries, ports) : []
    },
    release: releaser(registered),
    shared: async () => ({ ...(await provided), ...(await registered), plan: await planned, phases }),
  }
}

/** PRoot calls one emulator, whatever it is to run. */
function ownOf(
  arch: Architecture,
  entries: readonly Handler[],
  { executor }: Pick<Ports, 'executor'>,
): readonly Handler[] {
  return executor === 'proot' ? entries.filter(({ name }) => isNameFor(arch, name)) : entries
}

/** Waits until programs of an architecture run. Throws why they do not. */
async function served(
  arch: Architecture,
  planned: Promise<HandlersPlan>,
  provided: Promise<Provided>,
  registered: Promise<ProvidedHandlers>,
): Promise<void> {
  const { emulators, whyNone } = await provided
  const needsOne = (await planned).executions.get(arch)?.kind === 'register'
  if (needsOne && !emulators.has(arch.cpu)) throw whyNone([arch])
  const { broken } = await registered
  if (broken.has(arch)) throw broken.get(arch)
}

/**
 * Emulators of architectures that are no targets, which would fail for themselves. One that was named has to be there; of `all` those
 * that can be had are registered. Throws why the others are not there.
 */
function checked(
  wanted: readonly Architecture[],
  found: Provided,
  { architectures, handlers }: Inputs,
  log: Log,
): Provided {
  const { emulators, whyNone } = found
  const missing = wanted.filter(
    ({ cpu }) => !emulators.has(cpu) && architectures.every((target) => target.cpu !== cpu),
  )
  if (missing.length === 0) return found
  const why = whyNone(missing)
  if (handlers !== 'all' || emulators.size === 0) throw why
  const names = missing.map(({ name }) => name).join(', ')
  log.warning(`no handlers for ${names}: ${explain(why).join('; ').replaceAll('\n', '; ')}`)
  return found
}

function releaser(registering: Promise<Registered>): () => Promise<void> {
  let given: Promise<void> | undefined
  const give = async (): Promise<void> => {
    const registered = await registering.catch(() => undefined)
    await registered?.release()
  }
  return () => (given ??= give())
}

/** Whose programs run by what is registered now. */
function registeredOf(
  targets: readonly Target[],
  { executions }: HandlersPlan,
  { emulators }: Provided,
): Architecture[] {
  return targets
    .map(({ arch }) => arch)
    .filter((arch) => executions.get(arch)?.kind === 'register' && emulators.has(arch.cpu))
}

function announced(plan: HandlersPlan, log: Log): HandlersPlan {
  for (const note of plan.notes) log.info(note)
  for (const warning of plan.warnings) log.warning(warning)
  return plan
}

function emulatorContext(
  { qemu, mirror, cache, rootfs }: Inputs,
  { keys, hostArch }: Surveyed,
  ports: Ports,
): EmulatorContext {
  return {
    ...ports,
    remote: cache === 'false' ? undefined : ports.remote,
    keepsForOthers: cache === 'true',
    date: new Date(),
    request: qemu,
    packages: {
      mirror,
      hostArch: hostArch.name,
      keys: isPublicMirror(mirror) || rootfs.kind === 'debian' ? [] : keys,
    },
  }
}
