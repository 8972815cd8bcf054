import { ARCHITECTURES, type Architecture } from '../../src/arch/architectures.js'
import { parseInputs, type Inputs } from '../../src/inputs/parse.js'
import type { RawInputs } from '../../src/inputs/table.js'
import type { Outcome } from '../../src/outcome.js'
import type { Machine } from '../../src/plan/handlers.js'

/** Inputs as they come from texts; a problem in them is a fault of the test. */
export function anInputs(raw: RawInputs = {}): Inputs {
  const parsed = parseInputs(raw)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.value
}

/** A machine on which nothing is registered. */
export function aMachine(overrides: Partial<Machine> = {}): Machine {
  return { machine: 'x86_64', runs: new Set(), entries: new Map(), ...overrides }
}

/** A row of the table; a name that is not there is a fault of the test. */
export function architecture(name: string): Architecture {
  const found = ARCHITECTURES.find((row) => row.name === name)
  if (!found) throw new Error(`the table has no ${name}`)
  return found
}

/** What came of a command that ended well. */
export function anOutcome(overrides: Partial<Outcome> = {}): Outcome {
  return {
    arch: 's390x',
    exit: { status: 0, signal: null },
    error: undefined,
    isCancelled: false,
    fault: undefined,
    advice: [],
    lastLines: [],
    annotations: [],
    lateMs: undefined,
    silentMs: undefined,
    processes: [],
    emulator: 'qemu-s390x 10.0.2 (from apt)',
    rootPath: '/roots/s390x/root',
    rootSource: 'minirootfs 3.20.3 from https://mirror.invalid, v3.20 (built)',
    alpineVersion: '3.20.3',
    allowsUntrusted: false,
    cacheHit: false,
    spans: [
      { phase: 'emulator', startMs: 0, endMs: 12 },
      { phase: 'run', startMs: 12, endMs: 1512 },
    ],
    ...overrides,
  }
}
