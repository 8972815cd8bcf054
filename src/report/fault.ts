import { statusOf, type Outcome } from '../outcome.js'
import type { Exit } from '../platform/ports.js'
import type { Sign } from './signs.js'

/** How a command ended, and what ran it. */
export interface Ending extends Pick<Outcome, 'arch' | 'emulator' | 'lateMs'> {
  readonly exit: Exit
  readonly isEmulated: boolean
}

/** Who is to blame for an end. `command`: it has just failed, in its own way. */
export type Kind = 'emulator' | 'syscall' | 'instruction' | 'program' | 'memory' | 'timeout' | 'command'

/** Whose fault it is that a command did not end well. */
export interface Fault {
  readonly kind: Kind
  /** `sure`: it ended so itself, or qemu said so; `likely`: something that it ran did, on the way to a status of its own. */
  readonly isSure: boolean
  /** Who is to blame: words behind "fault: ". */
  readonly blame: string
  /** What to do next, whole sentences; empty where there is nothing to say. */
  readonly todo: string
}

/**
 * How a shell shows the ends that speak for themselves: 128 + n. SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGSEGV;
 * the numbers are the same on every machine that runs xarch, and a shell inside has them from there.
 */
const KINDS: ReadonlyMap<number, Kind> = new Map([
  [132, 'instruction'],
  [133, 'program'],
  [134, 'program'],
  [135, 'program'],
  [136, 'program'],
  [137, 'memory'],
  [139, 'program'],
])

/** What signs speak for, where the status says nothing; the first that was seen counts. */
const BY_SIGN: readonly (readonly [Sign, Kind])[] = [
  ['instruction', 'instruction'],
  ['crash', 'program'],
  ['memory', 'memory'],
  ['syscall', 'syscall'],
]

/**
 * Whose fault it is, as far as can be told.
 * @param signs what its output has said
 * @returns undefined for status 0
 */
export function faultOf(signs: ReadonlySet<Sign>, ending: Ending): Fault | undefined {
  const { exit, lateMs, isEmulated } = ending
  const status = statusOf(exit)
  const told = (kind: Kind, isSure: boolean): Fault => ({ kind, isSure, ...WORDS[kind](ending) })
  if (lateMs !== undefined) return told('timeout', true)
  if (status === 0) return undefined
  if (isEmulated && signs.has('emulator')) return told('emulator', true)
  const own = KINDS.get(status)
  // A program that gets no memory often goes on without looking: it is the memory then that it crashed of.
  if (own === 'program' && signs.has('memory')) return told('memory', false)
  if (own) return told(own, own !== 'memory' || signs.has('memory'))
  const seen = BY_SIGN.find(([sign]) => signs.has(sign) && (sign !== 'syscall' || isEmulated))
  return seen ? told(seen[1], false) : told('command', true)
}

type Words = (ending: Ending) => Pick<Fault, 'blame' | 'todo'>

/** Where qemu's faults are reported. */
const QEMU_ISSUES = 'https://gitlab.com/qemu-project/qemu/-/issues'

const WORDS: Readonly<Record<Kind, Words>> = {
  emulator: ({ emulator }) => ({
    blame: `the emulator has crashed, not the program (${emulator})`,
    todo: `Try another version ("qemu-version", "qemu"); if that one crashes too, report it at ${QEMU_ISSUES}`,
  }),
  syscall: ({ emulator }) => ({
    blame: `a system call that the emulator does not have (${emulator})`,
    todo: 'Try a newer "qemu-version"; "qemu-env" with QEMU_STRACE=1 shows which call it is.',
  }),
  instruction: ({ emulator, isEmulated }) =>
    isEmulated
      ? {
          blame: `an instruction that the emulated processor does not know (${emulator})`,
          todo: 'Set "qemu-cpu" to a newer model (max), or compile for an older processor (-march).',
        }
      : {
          blame: "an instruction that this machine's processor does not know",
          todo: 'Compile for an older processor (-march).',
        },
  program: ({ exit, emulator, isEmulated }) => {
    const how = exit.signal === null ? 'a crash' : `a crash (${exit.signal})`
    return isEmulated
      ? {
          blame: `${how} of the program, or of the emulator while it ran it: the two look alike (${emulator})`,
          todo: 'Try another "qemu-version": a crash that stays the same with it is likely the program\'s own.',
        }
      : { blame: `${how} of the program: nothing was emulated`, todo: '' }
  },
  memory: () => ({
    blame: 'memory: there was too little, and the kernel ended what took it',
    todo: 'Raise "memory-limit" where it is set, run fewer processes at once (make -j), or take a larger machine.',
  }),
  timeout: () => ({ blame: 'its time was over', todo: 'Give it more time, or look at what it waited for.' }),
  command: () => ({ blame: 'the command failed in its own way', todo: '' }),
}
