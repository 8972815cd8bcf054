import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Architecture } from '../arch/architectures.js'
import type { SeenEntry } from '../binfmt/entry.js'
import type { Exec, Paths } from '../platform/ports.js'
import { CANARY_STATUS } from './canary.js'
import { parseVersion } from './emulator.js'
import { runCanary } from './proof.js'

interface ReusePorts {
  readonly exec: Exec
  readonly paths: Paths
}

/** What is remembered of an entry that was tried. */
type Proof = Pick<SeenEntry, 'version'>

/**
 * An entry of this machine with what came of trying it: whether a canary runs through it, and its emulator's version.
 * What has run once is remembered as long as the emulator's file is the same, so that no process is needed again.
 */
export async function tryEntry(entry: SeenEntry, arch: Architecture, ports: ReusePorts): Promise<SeenEntry> {
  if (!entry.enabled) return entry
  const name = identity(entry)
  const place = name === undefined ? undefined : join(ports.paths.cache, 'proved-handlers', name)
  const proof = place === undefined ? undefined : readProof(place)
  if (proof) return { ...entry, works: true, ...proof }
  const [canary, version] = await Promise.all([
    runCanary(arch, undefined, ports).catch(() => undefined),
    askVersion(entry.interpreter, ports),
  ])
  const seen = version === undefined ? {} : { version }
  const works = canary?.status === CANARY_STATUS
  if (works && place !== undefined) await writeProof(place, seen)
  return { ...entry, works, ...seen }
}

/** Names the entry and the very file that its emulator is; undefined where that cannot be seen from here. */
function identity(entry: SeenEntry): string | undefined {
  try {
    const { dev, ino, size, mtimeMs } = statSync(entry.interpreter)
    const facts = [entry, dev, ino, size, mtimeMs]
    return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32)
  } catch {
    return undefined
  }
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

function readProof(place: string): Proof | undefined {
  try {
    const { version } = JSON.parse(readFileSync(place, 'utf8')) as { version?: unknown }
    return typeof version === 'string' ? { version } : {}
  } catch {
    return undefined
  }
}

async function writeProof(place: string, proof: Proof): Promise<void> {
  await mkdir(join(place, '..'), { recursive: true })
  await writeFile(place, JSON.stringify(proof))
}
