import { resolveArchitecture } from '../arch/resolve.js'
import { listHandlers, type ListedHandler, type TriedHandler } from '../binfmt/list.js'
import type { Ports } from '../platform/ports.js'
import { CANARY_STATUS } from './canary.js'
import { runCanary } from './proof.js'

type TryPorts = Pick<Ports, 'exec' | 'paths'>

/** All handlers of this machine, each tried with a canary. */
export async function tryHandlers(ports: TryPorts): Promise<TriedHandler[]> {
  const handlers = await listHandlers(ports)
  return Promise.all(handlers.map(async (handler) => ({ ...handler, works: await tried(handler, ports) })))
}

async function tried(
  { architectures: [name], enabled }: ListedHandler,
  ports: TryPorts,
): Promise<boolean | undefined> {
  const arch = name === undefined ? undefined : resolveArchitecture(name)
  if (!arch) return undefined
  if (!enabled) return false
  const output = await runCanary(arch, undefined, ports).catch(() => undefined)
  return output?.status === CANARY_STATUS
}
