import type { Architecture, Cpu } from '../arch/architectures.js'
import { LONGEST_INTERPRETER, registerLine, type Handler } from '../binfmt/entry.js'
import { registerHandlers, type Keeper, type Lifetime, type Registered } from '../binfmt/registry.js'
import type { HandlerPlan } from '../plan/handlers.js'
import type { Exec, Log, Paths } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { CANARY_STATUS } from './canary.js'
import type { Emulator } from './emulator.js'
import { runCanary } from './proof.js'
import { proofName, readProof, thisBoot, writeProof } from './proved.js'

interface HandlerPorts {
  readonly exec: Exec
  readonly log: Log
  readonly paths: Paths
}

/** What was registered, and which architectures it does not serve. */
export interface ProvidedHandlers extends Registered {
  /** Those whose canary did not run, with why. */
  readonly broken: ReadonlyMap<Architecture, unknown>
}

/** The entries for those planned handlers that have an emulator. Throws `Failed` where the kernel would not take an emulator's path. */
export function handlerEntries(
  plans: readonly HandlerPlan[],
  emulators: ReadonlyMap<Cpu, Emulator>,
): Handler[] {
  return plans.flatMap(({ arch, names, setuid }) => {
    const file = emulators.get(arch.cpu)?.file
    if (file === undefined) return []
    if (file.length > LONGEST_INTERPRETER || /[:\n]/.test(file)) throw impossiblePath(file)
    return names.map((name) => ({ name, file, line: registerLine(name, { arch, setuid }, file) }))
  })
}

/**
 * Registers entries, and proves by canaries that the kernel runs the programs of some architectures. What has run once by the same
 * entries since the machine has started runs again: the entry that came last is the first that the kernel looks at. Throws `Failed`
 * where nothing can be registered.
 */
export async function provideHandlers(
  handlers: readonly Handler[],
  toProve: readonly Architecture[],
  lifetime: Lifetime,
  ports: HandlerPorts,
  keeper?: Keeper,
): Promise<ProvidedHandlers> {
  const registering = registerHandlers(handlers, lifetime, ports, keeper)
  registering.catch(() => undefined) // is said below; canaries are written meanwhile
  const files = handlers.map(({ file }) => file)
  const name = proofName([handlers, toProve.map((arch) => arch.name)], files)
  if (name !== undefined && readProof(name, ports.paths) === thisBoot())
    return { ...(await registering), broken: new Map() }
  const broken = new Map<Architecture, unknown>()
  const proving = toProve.map((arch) =>
    prove(arch, registering, ports).catch((error: unknown) => broken.set(arch, error)),
  )
  await Promise.all(proving)
  const registered = await registering
  if (name !== undefined && toProve.length > 0 && broken.size === 0)
    await writeProof(name, thisBoot(), ports.paths)
  return { ...registered, broken }
}

async function prove(arch: Architecture, registering: Promise<unknown>, ports: HandlerPorts): Promise<void> {
  const { status, signal } = await runCanary(arch, undefined, ports, registering)
  if (status === CANARY_STATUS) return
  throw new Failed({
    what: `the handler for ${arch.name} was registered, but a program ended with ${signal ?? `status ${status ?? 'unknown'}`} instead of status ${CANARY_STATUS}`,
    todo: 'Is another handler for this architecture registered, or is the temporary folder mounted noexec?',
  })
}

function impossiblePath(file: string): Failed {
  return new Failed({
    what: `the kernel takes no emulator at this path (${file.length} characters; at most ${LONGEST_INTERPRETER}, and no colon): ${file}`,
    todo: 'Set RUNNER_TOOL_CACHE (or XDG_CACHE_HOME for the command) to another folder.',
  })
}
