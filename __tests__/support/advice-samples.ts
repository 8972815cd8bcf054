import type { Ending } from '../../src/report/fault.js'

/** A real line of output that some row of advice is for. */
export interface Sample {
  /** The row. */
  readonly id: string
  readonly line: string
  /** "made: " what printed it on a machine of ours (qemu-user 7.2.22 and 10.0.13), or "quoted: " the thread it stands in. */
  readonly from: `made: ${string}` | `quoted: ${string}`
  /** How the command ended, where the row wants something of that: else aarch64, emulated, status 1. */
  readonly ending?: Partial<Ending>
}

/** How the command of a sample ended. */
export function endingOf(sample: Pick<Sample, 'ending'> = {}): Ending {
  return {
    exit: { status: 1, signal: null },
    arch: 'aarch64',
    isEmulated: true,
    emulator: 'qemu-aarch64 10.0.13 (from apt)',
    lateMs: undefined,
    ...sample.ending,
  }
}

/** What `timeout-minutes` makes of an end. */
export const LATE = { exit: { status: 124, signal: null }, lateMs: 60_000 } as const

export function status(of: number): { readonly exit: Ending['exit'] } {
  return { exit: { status: of, signal: null } }
}
