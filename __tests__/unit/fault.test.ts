import { describe, expect, it } from '@jest/globals'
import { faultOf, type Ending, type Kind } from '../../src/report/fault.js'
import { ending as shownEnding } from '../../src/report/summary.js'
import { verdict } from '../../src/report/verdict.js'
import { Witness } from '../../src/report/witness.js'
import { endingOf, LATE, status } from '../support/advice-samples.js'
import { anOutcome } from '../support/builders.js'

const signal = (name: NodeJS.Signals): Pick<Ending, 'exit'> => ({ exit: { status: null, signal: name } })
const NATIVE = { isEmulated: false, arch: 'x86_64', emulator: 'native' }

interface Case {
  readonly lines?: readonly string[]
  readonly ending: Partial<Ending>
  readonly kind: Kind | undefined
  readonly isSure?: boolean
}

/** Lines as the notes in signs.ts have them: printed by qemu-user 7.2.22 and 10.0.13, but where it is said. */
const CASES: readonly Case[] = [
  { ending: status(0), kind: undefined },
  {
    lines: ['qemu: uncaught target signal 11 (Segmentation fault) - core dumped'],
    ending: status(0),
    kind: undefined,
  },
  { ending: status(3), kind: 'command', isSure: true },
  { ending: signal('SIGTERM'), kind: 'command', isSure: true },
  { ending: LATE, kind: 'timeout', isSure: true },
  { lines: ['Killed'], ending: LATE, kind: 'timeout', isSure: true },
  // `kill -SEGV $$`, and a crash of qemu that it does not tell from one: the command itself has ended so
  {
    lines: ['qemu: uncaught target signal 11 (Segmentation fault) - core dumped'],
    ending: signal('SIGSEGV'),
    kind: 'program',
    isSure: true,
  },
  { ending: signal('SIGSEGV'), kind: 'program', isSure: true },
  { ending: { ...signal('SIGSEGV'), ...NATIVE }, kind: 'program', isSure: true },
  ...([133, 134, 135, 136, 139] as const).map((of): Case => ({
    ending: status(of),
    kind: 'program',
    isSure: true,
  })),
  // below make: it ends with a status of its own
  {
    lines: [
      'qemu: uncaught target signal 6 (Aborted) - core dumped',
      'make: *** [Makefile:2: all] Error 134',
    ],
    ending: status(2),
    kind: 'program',
    isSure: false,
  },
  {
    lines: ['bash: line 1: 19248 Segmentation fault      ./x'],
    ending: { ...status(1), ...NATIVE },
    kind: 'program',
    isSure: false,
  },
  {
    lines: ['[signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0xa7964]'],
    ending: status(2),
    kind: 'program',
    isSure: false,
  },
  {
    lines: ['qemu: uncaught target signal 4 (Illegal instruction) - core dumped'],
    ending: signal('SIGILL'),
    kind: 'instruction',
    isSure: true,
  },
  { lines: ['Illegal instruction'], ending: status(1), kind: 'instruction', isSure: false },
  { ending: { ...status(132), ...NATIVE }, kind: 'instruction', isSure: true },
  // QEMU's own words: build2#470; linux-user/x86_64/cpu_loop.c and accel/tcg of qemu's source
  {
    lines: ['qemu-aarch64: QEMU internal SIGSEGV {code=MAPERR, addr=0x20}'],
    ending: signal('SIGSEGV'),
    kind: 'emulator',
    isSure: true,
  },
  {
    lines: ['qemu: unhandled CPU exception 0x10005 - aborting'],
    ending: signal('SIGABRT'),
    kind: 'emulator',
    isSure: true,
  },
  {
    lines: ["qemu-arm: ../../accel/tcg/translate-all.c:1: page_check: Assertion `have_mmap_lock()' failed."],
    ending: status(2),
    kind: 'emulator',
    isSure: true,
  },
  { lines: ['ls: x: Unknown error 512'], ending: status(1), kind: 'emulator', isSure: true },
  // the same words natively are those of a program that has such a text
  {
    lines: ['qemu: unhandled CPU exception 0x10005 - aborting'],
    ending: { ...status(1), ...NATIVE },
    kind: 'command',
    isSure: true,
  },
  { ending: signal('SIGKILL'), kind: 'memory', isSure: false },
  {
    lines: ['cc: fatal error: Killed signal terminated program cc1plus'],
    ending: status(2),
    kind: 'memory',
    isSure: false,
  },
  { lines: ['sh: out of memory'], ending: status(137), kind: 'memory', isSure: true },
  { lines: ['MemoryError'], ending: { ...status(1), ...NATIVE }, kind: 'memory', isSure: false },
  {
    lines: ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
    ending: status(134),
    kind: 'memory',
    isSure: false,
  },
  {
    lines: ['qemu-aarch64: allocate 134217728 bytes for jit buffer: Cannot allocate memory'],
    ending: status(1),
    kind: 'memory',
    isSure: false,
  },
  { lines: ['Unsupported syscall: 425'], ending: status(1), kind: 'syscall', isSure: false },
  { lines: ['io_setup: Function not implemented'], ending: status(1), kind: 'syscall', isSure: false },
  {
    lines: ['io_setup: Function not implemented'],
    ending: { ...status(1), ...NATIVE },
    kind: 'command',
    isSure: true,
  },
]

function heard(lines: readonly string[] = []): Witness {
  const witness = new Witness()
  for (const line of lines) witness.read(line)
  return witness
}

describe('whose fault it is', () => {
  it.each(CASES)('$kind: $ending after $lines', ({ lines, ending, kind, isSure }) => {
    const fault = faultOf(heard(lines).signs, endingOf({ ending }))
    expect(fault && { kind: fault.kind, isSure: fault.isSure }).toEqual(kind && { kind, isSure })
  })

  it('names the emulator that ran, and where its faults are reported', () => {
    const fault = faultOf(new Set(['emulator']), endingOf({ ending: status(139) }))
    expect(fault?.blame).toContain('qemu-aarch64 10.0.13 (from apt)')
    expect(fault?.todo).toContain('https://gitlab.com/qemu-project/qemu/-/issues')
  })

  it("of a crash under emulation is told to be the program's or the emulator's, natively the program's", () => {
    const emulated = faultOf(new Set(), endingOf({ ending: signal('SIGSEGV') }))
    expect(emulated?.blame).toMatch(/^a crash \(SIGSEGV\) of the program, or of the emulator/)
    const native = faultOf(new Set(), endingOf({ ending: { ...signal('SIGSEGV'), ...NATIVE } }))
    expect(native?.blame).toBe('a crash (SIGSEGV) of the program: nothing was emulated')
  })
})

describe('the end of a command', () => {
  const shown = (lines: readonly string[], ending: Partial<Ending>): string[] => {
    const full = endingOf({ ending })
    const { arch, exit, lateMs, emulator } = full
    const outcome = anOutcome({ arch, exit, lateMs, emulator, ...verdict(heard(lines), full) })
    return shownEnding(outcome)?.split('\n') ?? []
  }

  it('is told with whose fault it is and what is known of what it said', () => {
    expect(
      shown(['qemu: uncaught target signal 4 (Illegal instruction) - core dumped'], signal('SIGILL')),
    ).toEqual([
      'aarch64: the command ended with SIGILL (status 132)',
      expect.stringMatching(/^fault: an instruction that the emulated processor does not know/),
      expect.stringMatching(/^do: .*"qemu-cpu".* See https:/),
    ])
  })

  it('is told with what to do in general where nothing better is known', () => {
    expect(shown([], signal('SIGKILL'))).toEqual([
      'aarch64: the command ended with SIGKILL (status 137)',
      expect.stringMatching(/^fault: likely memory/),
      expect.stringMatching(/^do: Raise "memory-limit"/),
    ])
  })

  it('that was its own is told in one line, as is that of one whose time was over', () => {
    expect(shown([], status(3))).toEqual(['aarch64: the command ended with status 3'])
    expect(shown([], LATE)).toEqual(['aarch64: the command was ended after 1 minute (timeout-minutes)'])
    expect(shown(['go: downloading golang.org/x/sys v0.30.0'], LATE)).toEqual([
      'aarch64: the command was ended after 1 minute (timeout-minutes)',
      expect.stringMatching(/^do: Go's way .*asyncpreemptoff=1/),
    ])
  })
})
