import type { Cpu } from '../arch/architectures.js'

/** A fault of qemu-user that users have met, and the versions that have it. */
export interface Fault {
  /** The cpus whose emulator has it; all where it is not said. */
  readonly cpus?: readonly Cpu[]
  /** The first version that has it; all older ones where it is not said. */
  readonly from?: string
  /** The first version that has it no more. */
  readonly fixedIn: string
  /** What users see. */
  readonly symptom: string
}

/**
 * Known faults: an emulator that has one is passed over where another is to be had, and named in a warning where not.
 * Sources: qemu's release notes and issues, and the threads named.
 */
export const FAULTS: readonly Fault[] = [
  {
    fixedIn: '8.1',
    symptom:
      'programs crash at random (segmentation fault) on kernels with a larger vm.mmap_rnd_bits (binfmt#240)',
  },
  { cpus: ['arm'], from: '8.0', fixedIn: '8.1', symptom: '32-bit arm programs crash in brk' },
  { from: '7.2', fixedIn: '8.0', symptom: 'os/exec of programs built with Go 1.23 fails (golang#68976)' },
  { from: '8.1.0', fixedIn: '8.1.1', symptom: 'Java crashes (qemu issue 1908)' },
]

/** What is known to be wrong with a version for a cpu; empty where nothing is. */
export function faultsOf(version: string, cpu: Cpu): string[] {
  return FAULTS.filter(
    (fault) =>
      (fault.cpus?.includes(cpu) ?? true) &&
      (fault.from === undefined || compareVersions(version, fault.from) >= 0) &&
      compareVersions(version, fault.fixedIn) < 0,
  ).map(({ symptom, fixedIn }) => `${symptom}, fixed in ${fixedIn}`)
}

/** Orders dotted versions by their numbers; a missing number is 0. */
export function compareVersions(left: string, right: string): number {
  const numbers = (version: string): number[] => version.split('.').map(Number)
  const [ours, theirs] = [numbers(left), numbers(right)]
  for (let at = 0; at < Math.max(ours.length, theirs.length); at++) {
    const difference = (ours[at] ?? 0) - (theirs[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
