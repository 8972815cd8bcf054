import type { Argv } from './sandbox.js'

/** System calls that reach parts of the kernel where most of its faults were, and that no build needs. */
const REFUSED = ['add_key', 'request_key', 'keyctl', 'bpf', 'userfaultfd'] as const
/** The same numbers on all architectures, as all calls since Linux 5.1. */
const IO_URING = [425, 426, 427]

/** How a machine numbers its system calls, and what its programs may be besides. */
interface Abi {
  /** AUDIT_ARCH_* of linux/audit.h. */
  readonly audit: number
  readonly ioctl: number
  readonly statx: number
  /** In the order of REFUSED. */
  readonly refused: readonly number[]
  /** All that give a file to somebody. */
  readonly chown: readonly number[]
  readonly order: 'little' | 'big'
}

/** asm-generic/unistd.h */
const GENERIC = {
  ioctl: 29,
  statx: 291,
  refused: [217, 218, 219, 280, 282],
  chown: [54, 55],
  order: 'little',
} as const
/** arch/x86/entry/syscalls/syscall_64.tbl and syscall_32.tbl, arch/arm/tools/syscall.tbl and their kin */
const X86_64 = {
  audit: 0xc000003e,
  ioctl: 16,
  statx: 332,
  refused: [248, 249, 250, 321, 323],
  chown: [92, 93, 94, 260],
  order: 'little',
} as const
const I386 = {
  audit: 0x40000003,
  ioctl: 54,
  statx: 383,
  refused: [286, 287, 288, 357, 374],
  chown: [16, 95, 182, 198, 207, 212, 298],
  order: 'little',
} as const
const ARM = {
  audit: 0x40000028,
  ioctl: 54,
  statx: 397,
  refused: [309, 310, 311, 386, 388],
  chown: [16, 95, 182, 198, 207, 212, 325],
  order: 'little',
} as const
const AARCH64 = { audit: 0xc00000b7, ...GENERIC }
const PPC64LE = {
  audit: 0xc0000015,
  ioctl: 54,
  statx: 383,
  refused: [269, 270, 271, 361, 364],
  chown: [16, 95, 181, 289],
  order: 'little',
} as const
const S390X = {
  audit: 0x80000016,
  ioctl: 54,
  statx: 379,
  refused: [278, 279, 280, 351, 355],
  chown: [198, 207, 212, 291],
  order: 'big',
} as const

/** By `uname -m` of the machine: prctl's number there, and the kinds of programs that its kernel runs by itself. */
const MACHINES: Readonly<Record<string, { readonly prctl: number; readonly abis: readonly Abi[] }>> = {
  x86_64: { prctl: 157, abis: [X86_64, I386] },
  i686: { prctl: 172, abis: [I386] },
  aarch64: { prctl: 167, abis: [AARCH64, ARM] },
  armv7l: { prctl: 172, abis: [ARM] },
  riscv64: { prctl: 167, abis: [{ audit: 0xc00000f3, ...GENERIC }] },
  loongarch64: { prctl: 167, abis: [{ audit: 0xc0000102, ...GENERIC }] },
  ppc64le: { prctl: 171, abis: [PPC64LE] },
  s390x: { prctl: 172, abis: [S390X] },
}

/** A filter, and the number of the system call that sets it. */
export interface Filter {
  readonly prctl: number
  /** Instructions as linux/filter.h has them, in the order of the machine's bytes. */
  readonly program: Buffer
}

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number]

/** linux/bpf_common.h: load a word; jump if equal, if greater or equal, if a bit is set; answer. */
const LOAD = 0x20
const JUMP_EQUAL = 0x15
const JUMP_AT_LEAST = 0x35
const RETURN = 0x06
/** linux/seccomp.h */
const ALLOW: Instruction = [RETURN, 0, 0, 0x7fff0000]
const errno = (number: number): Instruction => [RETURN, 0, 0, 0x00050000 | number]
const EPERM = 1
const ENOSYS = 38
/** struct seccomp_data: number, architecture, instruction pointer, six arguments of eight bytes. */
const NUMBER = 0
const ARCHITECTURE = 4
const SECOND_ARGUMENT = 24
/** asm-generic/ioctls.h: input for a terminal as if it had been typed, and the console's selection. */
const TERMINAL_INPUT = [0x5412, 0x541c]
/** Numbers of x32 have this bit (asm/unistd.h): another way to the same calls. */
const X32 = 0x40000000

/**
 * The filter for guests on a machine, by its `uname -m`; undefined where its numbers are not known. What a guest calls in
 * an architecture that the machine has not got cannot be called by it at all.
 * @param ignoresOwners as `ownersFilter` has it
 */
export function seccompFilter(machine: string, ignoresOwners = false): Filter | undefined {
  const rules = (abi: Abi): Instruction[] => rulesOf(abi, ignoresOwners)
  return filterOf(machine, rules, errno(ENOSYS)) // no architecture of this machine
}

/**
 * The filter where files can be nobody else's than whose they are: what gives one to somebody succeeds and does nothing, so that apk and
 * scripts of packages go on. Undefined as above.
 */
export function ownersFilter(machine: string): Filter | undefined {
  const rules = ({ audit, chown }: Abi): Instruction[] =>
    ofArchitecture(audit, [[LOAD, 0, 0, NUMBER], ...done(chown), ALLOW])
  return filterOf(machine, rules, ALLOW)
}

/** @param otherwise what calls of no architecture of the machine meet */
function filterOf(
  machine: string,
  rules: (abi: Abi) => readonly Instruction[],
  otherwise: Instruction,
): Filter | undefined {
  const found = MACHINES[machine]
  if (!found) return undefined
  const program = [...found.abis.flatMap(rules), otherwise]
  return { prctl: found.prctl, program: encoded(program, found.abis[0]?.order === 'big') }
}

/** Rules that calls of other architectures pass over. */
function ofArchitecture(audit: number, rules: readonly Instruction[]): Instruction[] {
  return [[LOAD, 0, 0, ARCHITECTURE], [JUMP_EQUAL, 0, rules.length, audit], ...rules]
}

/** Calls that seem to have been carried out. */
function done(numbers: readonly number[]): Instruction[] {
  return numbers.flatMap((number) => [[JUMP_EQUAL, 0, 1, number], errno(0)])
}

/** All calls since Linux 5.1 have their numbers in common, from this one on. */
const COMMON = 424

/**
 * The filter for PRoot, which knows no call that is younger than itself (5.1, of 2014) and would let its paths through as they
 * are, to the machine's own files: there are none of them, so libraries use what there was before. Undefined as above.
 */
export function olderCallsFilter(machine: string): Filter | undefined {
  const rules = ({ audit, statx }: Abi): Instruction[] =>
    ofArchitecture(audit, [
      [LOAD, 0, 0, NUMBER],
      [JUMP_EQUAL, 1, 0, statx],
      [JUMP_AT_LEAST, 0, 1, COMMON],
      errno(ENOSYS),
      ALLOW,
    ])
  return filterOf(machine, rules, ALLOW)
}

/** What an architecture's calls meet; passed over by those of another one. */
function rulesOf({ audit, ioctl, refused, chown, order }: Abi, ignoresOwners: boolean): Instruction[] {
  const low = order === 'big' ? 4 : 0
  return ofArchitecture(audit, [
    [LOAD, 0, 0, NUMBER],
    ...(audit === X86_64.audit ? ([[JUMP_AT_LEAST, 0, 1, X32], errno(ENOSYS)] as const) : []),
    ...refused.flatMap((number) => [[JUMP_EQUAL, 0, 1, number], errno(EPERM)] as const),
    ...IO_URING.flatMap((number) => [[JUMP_EQUAL, 0, 1, number], errno(ENOSYS)] as const),
    ...(ignoresOwners ? done(chown) : []),
    [JUMP_EQUAL, 1, 0, ioctl],
    ALLOW,
    [LOAD, 0, 0, SECOND_ARGUMENT + low],
    ...TERMINAL_INPUT.flatMap((request) => [[JUMP_EQUAL, 0, 1, request], errno(EPERM)] as const),
    ALLOW,
  ])
}

/** struct sock_filter: two bytes, one, one, four. */
function encoded(program: readonly Instruction[], isBig: boolean): Buffer {
  const bytes = Buffer.alloc(program.length * 8)
  for (const [index, [code, ifTrue, ifFalse, value]] of program.entries()) {
    const at = index * 8
    if (isBig) bytes.writeUInt16BE(code, at)
    else bytes.writeUInt16LE(code, at)
    bytes.writeUInt8(ifTrue, at + 2)
    bytes.writeUInt8(ifFalse, at + 3)
    if (isBig) bytes.writeUInt32BE(value, at + 4)
    else bytes.writeUInt32LE(value, at + 4)
  }
  return bytes
}

/**
 * A command under a filter; itself where there is none.
 * @param script filter.pl
 */
export function filtered(filter: Filter | undefined, argv: Argv, script: string): Argv {
  if (!filter) return argv
  const digits = filter.program.toString('hex')
  return ['setpriv', '--no-new-privs', 'perl', script, String(filter.prctl), digits, ...argv]
}

/** The names behind the numbers, for who reads a test. */
export const REFUSED_CALLS = [...REFUSED, 'io_uring_setup', 'io_uring_enter', 'io_uring_register']
