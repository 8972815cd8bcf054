import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Architecture } from './arch/architectures.js'
import type { Handler } from './binfmt/entry.js'
import { newKeeper, type Registered } from './binfmt/registry.js'
import type { Shared } from './conclude.js'
import type { Inputs } from './inputs/parse.js'
import type { Job } from './main.js'
import type { Phases } from './phases.js'
import { planHandlers, type HandlersPlan } from './plan/handlers.js'
import { isPublicMirror, type Target } from './plan/roots.js'
import type { Log, Ports } from './platform/ports.js'
import { handlerEntries, provideHandlers } from './qemu/handlers.js'
import { provideEmulators, type EmulatorContext } from './qemu/provide.js'
import { keptEmulators } from './qemu/kept.js'
import { architecturesOf, surveyHandlers, type Surveyed } from './survey.js'

/** Emulators and handlers on their way; what fails is said by each. */
export interface Handlers {
  /** What a sandbox of its own handlers gets; those of the machine are registered by then, and there is nothing to get. */
  readonly handlers: Promise<readonly Handler[]>
  /** Gives back what was registered, once it is known whether anything was; once, however often it is called. */
  readonly release: () => Promise<void>
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
  const emulators = planned.then(({ handlers }) =>
    phases.time('emulator', () =>
      provideEmulators(
        handlers.map(({ arch }) => arch),
        context,
        known,
      ),
    ),
  )
  const entries = emulators.then(async (found) => handlerEntries((await planned).handlers, found))
  const registering = entries.then(async (handlers) => {
    const proved = registeredOf(targets, await planned)
    return phases.time('handler', () =>
      provideHandlers(isPrivate ? [] : handlers, isPrivate ? [] : proved, lifetime, ports, keeper),
    )
  })
  const registered = registering.finally(() => keeper?.end())
  return {
    handlers: registered.then(() => (isPrivate ? entries : [])),
    release: releaser(registered),
    shared: async () => ({ plan: await planned, emulators: await emulators, phases }),
  }
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
function registeredOf(targets: readonly Target[], { executions }: HandlersPlan): Architecture[] {
  return targets.map(({ arch }) => arch).filter((arch) => executions.get(arch)?.kind === 'register')
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
