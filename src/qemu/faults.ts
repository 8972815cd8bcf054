import type { Cpu } from '../arch/architectures.js'
import { compareVersions } from '../verify/apk-version.js'
import type { Emulator } from './emulator.js'

/** A fault of qemu-user that users have met, and the versions that have it. */
export interface Fault {
  /** The cpus whose emulator has it; all where it is not said. */
  readonly cpus?: readonly Cpu[]
  /** The first version that has it; all older ones where it is not said. */
  readonly from?: string
  /** The first version, or build, that has it no more. */
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
  { from: '8.1', fixedIn: '8.1.1', symptom: 'Java crashes (qemu issue 1908)' },
  // Before 9.2 there was no openat2 at all.
  {
    cpus: ['aarch64'],
    from: '9.2',
    fixedIn: '10.1.3-r1',
    symptom: 'openat2 takes one flag for another in emulators that were built with musl (Alpine)',
  },
]

/**
 * What is known to be wrong with an emulator; empty where nothing is. A fault of Alpine's builds alone (`fixedIn` has a
 * release) is one of those whose release is known.
 */
export function faultsOf(emulator: Pick<Emulator, 'version' | 'release' | 'cpu'>): string[] {
  return FAULTS.filter((fault) => has(emulator, fault)).map(
    ({ symptom, fixedIn }) => `${symptom}, fixed in ${fixedIn}`,
  )
}

function has(
  { version, release, cpu }: Pick<Emulator, 'version' | 'release' | 'cpu'>,
  { cpus, from, fixedIn }: Fault,
): boolean {
  if (cpus && !cpus.includes(cpu)) return false
  if (from !== undefined && compareVersions(version, from) < 0) return false
  if (!fixedIn.includes('-')) return compareVersions(version, fixedIn) < 0
  return release !== undefined && compareVersions(`${version}-${release}`, fixedIn) < 0
}
