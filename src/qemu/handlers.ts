import type { Cpu } from '../arch/architectures.js'
import { LONGEST_INTERPRETER, registerLine } from '../binfmt/entry.js'
import { registerHandlers, type Lifetime, type Registered } from '../binfmt/registry.js'
import type { Target } from '../plan.js'
import { Failed } from '../report/errors.js'
import { CANARY_STATUS } from './canary.js'
import type { Emulator } from './emulator.js'
import { runCanary } from './proof.js'
import type { EmulatorPorts } from './provide.js'

/**
 * Makes the programs of all targets run: registers an entry for each emulator and proves it by a canary that the
 * kernel is asked to run. Throws `Failed` and takes back what was registered where one does not run.
 */
export async function provideHandlers(
  targets: readonly Target[],
  emulators: ReadonlyMap<Cpu, Emulator>,
  lifetime: Lifetime,
  ports: EmulatorPorts,
): Promise<Registered> {
  const wanted = new Map<string, { target: Target; emulator: Emulator }>()
  for (const target of targets) {
    const emulator = emulators.get(target.arch.cpu)
    if (target.execution.kind === 'register' && emulator)
      wanted.set(target.execution.entry, { target, emulator })
  }
  const handlers = [...wanted].map(([name, { target, emulator }]) => {
    if (emulator.file.length > LONGEST_INTERPRETER || /[:\n]/.test(emulator.file))
      throw impossiblePath(emulator.file)
    return { name, file: emulator.file, line: registerLine(name, target.arch, emulator.file) }
  })
  const registered = await registerHandlers(handlers, lifetime, ports)
  try {
    await Promise.all([...wanted].map(([name, { target }]) => prove(name, target, ports)))
    return registered
  } catch (error) {
    await registered.release()
    throw error
  }
}

async function prove(name: string, { arch }: Target, ports: EmulatorPorts): Promise<void> {
  const { status, signal } = await runCanary(arch, undefined, ports)
  if (status === CANARY_STATUS) return
  throw new Failed({
    what: `the handler ${name} was registered, but a ${arch.name} program ended with ${signal ?? `status ${status ?? 'unknown'}`} instead of status ${CANARY_STATUS}`,
    todo: 'Is another handler for this architecture registered, or is the temporary folder mounted noexec?',
  })
}

function impossiblePath(file: string): Failed {
  return new Failed({
    what: `the kernel takes no emulator at this path (${file.length} characters; at most ${LONGEST_INTERPRETER}, and no colon): ${file}`,
    todo: 'Set RUNNER_TOOL_CACHE (or XDG_CACHE_HOME for the command) to another folder.',
  })
}
