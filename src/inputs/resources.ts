import type { InputName } from './table.js'

/** How much of the machine all that runs inside together may take. */
export interface Resources {
  /** Processes and threads. */
  readonly pids: number | undefined
  readonly memoryBytes: number | undefined
}

/** Bytes of a unit, by its letter. */
const UNITS: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }
/** What opens a sandbox and enters it is among them. */
const LEAST_PIDS = 16
const LEAST_BYTES = 16 * 2 ** 20

type Problem = (problem: string) => void

/** Reads the inputs that limit what a command may take; empty ones are no limit. */
export function parseResources(text: (name: InputName) => string, problem: Problem): Resources {
  return {
    pids: parsePids(text('pids-limit').trim(), problem),
    memoryBytes: parseMemory(text('memory-limit').trim(), problem),
  }
}

function parsePids(text: string, problem: Problem): number | undefined {
  if (text === '') return undefined
  const number = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (number < LEAST_PIDS)
    problem(`pids-limit: got "${text}"; allowed is a number of processes and threads, at least ${LEAST_PIDS}`)
  return number
}

function parseMemory(text: string, problem: Problem): number | undefined {
  if (text === '') return undefined
  const [, number = '0', unit = ''] = /^(\d{1,9})([kmg])$/i.exec(text) ?? []
  const bytes = Number(number) * (UNITS[unit.toLowerCase()] ?? 0)
  if (bytes < LEAST_BYTES)
    problem(
      `memory-limit: got "${text}"; allowed is a number with K, M or G behind it, at least ${LEAST_BYTES / 2 ** 20}M`,
    )
  return bytes
}
