import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Architecture } from '../arch/architectures.js'
import type { Exec, Output, Paths } from '../platform/ports.js'
import { withTemporaryFolder } from '../platform/temporary.js'
import { canaryElf } from './canary.js'

interface ProofPorts {
  readonly exec: Exec
  readonly paths: Paths
}

/**
 * Runs the canary of an architecture, which ends with CANARY_STATUS where all is well.
 * @param emulator the file that runs it; undefined asks the kernel, and so the handler
 * @param ready what it waits for, once all else is prepared
 */
export async function runCanary(
  arch: Architecture,
  emulator: string | undefined,
  ports: ProofPorts,
  ready?: Promise<unknown>,
): Promise<Output> {
  return withTemporaryFolder(ports.paths.temporary, async (folder) => {
    const canary = join(folder, `canary-${arch.name}`)
    await writeFile(canary, canaryElf(arch), { mode: 0o755 })
    await ready
    const argv = emulator === undefined ? ([canary] as const) : ([emulator, canary] as const)
    return ports.exec.attempt({ argv, why: `run a ${arch.name} program`, timeoutMs: 10_000 })
  })
}
