import type { Handler } from './binfmt/entry.js'
import type { Job } from './main.js'
import { planPolicy } from './plan/policy.js'
import type { Ports } from './platform/ports.js'
import type { Root } from './rootfs/provide.js'
import type { Resident } from './sandbox/resident.js'
import { openSandbox, type Sandbox } from './sandbox/sandbox.js'

/**
 * Opens the sandbox of a job's command, while its root may still be made. Handlers of the machine need not be there yet; its
 * own have to. Rejects as `openSandbox` does.
 */
export async function openFor(
  root: Promise<Root>,
  resident: Promise<Resident>,
  handlers: Promise<readonly Handler[]>,
  { lifetime, keep, volumes, inputs }: Pick<Job, 'lifetime' | 'keep' | 'volumes' | 'inputs'>,
  ports: Ports,
): Promise<Sandbox> {
  const mode = lifetime === 'run' && !keep ? 'overlay' : 'direct'
  const mounts = Promise.all([root, resident]).then(
    ([{ root, scratch }, { furnishings }]) => ({ root, scratch, mode, volumes, furnishings }) as const,
  )
  mounts.catch(() => undefined) // is said by whoever provides it
  const { policy } = planPolicy(inputs)
  const { isolation, resources } = inputs
  const own = inputs.binfmt === 'private' ? await handlers : []
  return openSandbox({ mounts, handlers: own, network: isolation.network, policy, resources }, ports)
}
