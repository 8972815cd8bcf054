/** What a line of output says of whose fault an end is. */
export type Sign = 'emulator' | 'syscall' | 'instruction' | 'crash' | 'memory'

/** Lines by which a sign is known. */
interface SignRow {
  readonly sign: Sign
  /** Texts of which one is in every line that `pattern` matches. */
  readonly words: readonly string[]
  readonly pattern: RegExp
}

/**
 * Seen with qemu-user 7.2.22 and 10.0.13 (Debian), aarch64 and x86_64, on Linux 6.18:
 *
 * - A signal that ends the emulated program (its own fault, `kill`, or sent from outside to qemu): both versions print
 *   "qemu: uncaught target signal 11 (Segmentation fault) - core dumped", for 4, 5, 6, 7, 8 and 11 alike (10.0 not for a
 *   SIGABRT from outside), and end themselves by the same signal: a shell shows 128 + n. SIGKILL and SIGTERM: no message.
 * - A crash of qemu at an address that a program could have too looks exactly like that. "QEMU internal SIGSEGV
 *   {code=MAPERR, addr=0x20}" is printed, by 8.1 and later, only where it can tell.
 * - An instruction that the emulated processor does not have (AVX-512 under qemu-x86_64): signal 4, status 132.
 * - What qemu refuses by itself it ends with status 1 (model of processor, memory for itself, "Unable to reserve"), or
 *   255 (no loader, a file for another architecture); "qemu_thread_create" with SIGABRT.
 * - A system call that qemu does not have gives ENOSYS; "Unsupported syscall: N" is printed only with QEMU_LOG=unimp
 *   (before 2.12 always).
 */
const SIGNS: readonly SignRow[] = [
  {
    sign: 'emulator',
    words: [
      'QEMU internal SIG',
      'qemu: fatal: ',
      'unhandled CPU exception',
      'ssertion',
      'tcg fatal error',
      'Unknown error 51',
      'ERROR:../',
    ],
    pattern:
      /QEMU internal SIG[A-Z]+ \{code=|qemu: fatal: |qemu: unhandled CPU exception |^qemu\S*: .*\bAssertion `.*' failed|ERROR:\.\.\/\S*(accel|tcg|linux-user|target)\/.*: (assertion failed|code should not be reached)|\btcg fatal error|\bUnknown error 51[2-6]\b/,
  },
  {
    sign: 'instruction',
    words: ['uncaught target signal 4', 'Illegal instruction', 'SIGILL'],
    pattern: /qemu: uncaught target signal 4 |(^|[\s:\]])Illegal instruction\b|\bsignal SIGILL\b/,
  },
  {
    sign: 'crash',
    words: [
      'uncaught target signal',
      'Segmentation fault',
      'Bus error',
      'Aborted',
      'Floating point exception',
      '[signal SIG',
    ],
    pattern:
      /qemu: uncaught target signal ([5-8]|11) |(^|[\s:\]])(Segmentation fault|Bus error|Aborted|Floating point exception)( +\(core dumped\)|\s{2,}|$)|\[signal SIG(SEGV|BUS|FPE|ABRT)\b/,
  },
  {
    sign: 'memory',
    words: [
      'ut of memory',
      'Cannot allocate memory',
      'MemoryError',
      'bad_alloc',
      'OutOfMemoryError',
      'Killed',
      'virtual memory exhausted',
    ],
    pattern:
      /\b[Oo]ut of memory\b|Cannot allocate memory|(^|\s)MemoryError\b|std::bad_alloc|OutOfMemoryError|virtual memory exhausted|(^|[\s:\]])Killed($| {2,}|( signal) terminated program)/,
  },
  {
    sign: 'syscall',
    words: ['Unsupported syscall: ', 'Function not implemented', 'ENOSYS'],
    pattern: /^(qemu: )?Unsupported syscall: \d+|\bFunction not implemented\b|\bENOSYS\b/,
  },
]

/** Texts of which one is in every line that has a sign. */
export const SIGN_WORDS: readonly string[] = SIGNS.flatMap(({ words }) => words)

/** The signs that a line has; without escape sequences. */
export function signsOf(line: string): Sign[] {
  return SIGNS.filter(({ pattern }) => pattern.test(line)).map(({ sign }) => sign)
}
