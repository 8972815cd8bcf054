import type { Architecture } from '../arch/architectures.js'
import type { SeenEntry } from '../binfmt/entry.js'
import type { Exec, Paths } from '../platform/ports.js'
import { CANARY_STATUS } from './canary.js'
import { parseVersion } from './emulator.js'
import { runCanary } from './proof.js'
import { proofName, readProof, writeProof } from './proved.js'

interface ReusePorts {
  readonly exec: Exec
  readonly paths: Paths
}

/**
 * An entry of this machine with what came of trying it: whether a canary runs through it, and its emulator's version.
 * What has run once is remembered as long as the emulator's file is the same, so that no process is needed again.
 */
export async function tryEntry(entry: SeenEntry, arch: Architecture, ports: ReusePorts): Promise<SeenEntry> {
  if (!entry.enabled) return entry
  const name = proofName(entry, [entry.interpreter])
  const proof = name === undefined ? undefined : readProof(name, ports.paths)
  if (isVersion(proof)) return { ...entry, works: true, ...proof }
  const [canary, version] = await Promise.all([
    runCanary(arch, undefined, ports).catch(() => undefined),
    askVersion(entry.interpreter, ports),
  ])
  const seen = version === undefined ? {} : { version }
  const works = canary?.status === CANARY_STATUS
  if (works && name !== undefined) await writeProof(name, seen, ports.paths)
  return { ...entry, works, ...seen }
}

async function askVersion(interpreter: string, { exec }: ReusePorts): Promise<string | undefined> {
  try {
    const asked = {
      argv: [interpreter, '--version'] as const,
      why: `ask ${interpreter} for its version`,
      timeoutMs: 10_000,
    }
    return parseVersion((await exec.attempt(asked)).stdout)
  } catch {
    return undefined // with the flag F its file may be gone, or be another container's
  }
}

function isVersion(proof: unknown): proof is Pick<SeenEntry, 'version'> {
  if (typeof proof !== 'object' || proof === null) return false
  return !('version' in proof) || typeof proof.version === 'string'
}
