/** What is known of a message that programs print under emulation. */
export interface Advice {
  readonly symptom: RegExp
  readonly cause: string
  readonly remedy: string
}

/** One row for each known message; the first that matches a line is shown. */
export const ADVICE: readonly Advice[] = [
  {
    // busybox, shadow, doas, sudo
    symptom:
      /must be suid to work properly|not installed setuid|effective uid is not 0|must be (run|installed) setuid|"no new privileges" flag is set/,
    cause:
      'a setuid program did not get the rights of its owner: without setuid no exec gives any, and the handler has not the flag C',
    remedy: 'Set the input "setuid" to true (it says what that allows), or run the command as root.',
  },
  {
    symptom: /[Ee]xec format error/,
    cause: 'a program of another architecture was started that no handler runs',
    remedy: 'Name its architecture with the input "handlers".',
  },
  {
    // bubblewrap, util-linux; EINVAL is what qemu-user answers to CLONE_NEW*
    symptom: /bwrap: .*namespace.*: Invalid argument|unshare(\(0x[0-9a-f]+\)| failed): Invalid argument/,
    cause:
      'an emulated program asked for a new namespace, which qemu-user refuses: bwrap, unshare and what is built on them do not work when they are emulated themselves',
    remedy:
      'Run them in a root of the machine\'s own architecture (with "nested", where they mount a proc), and only what is inside emulated.',
  },
]

/** The advice for what a command has printed, each once, in the order of the table. */
export class Adviser {
  private readonly seen = new Set<Advice>()

  /** Looks at one line. */
  read(line: string): void {
    const advice = ADVICE.find(({ symptom }) => symptom.test(line))
    if (advice) this.seen.add(advice)
  }

  lines(): string[] {
    return ADVICE.filter((advice) => this.seen.has(advice)).map(({ cause, remedy }) => `${cause}. ${remedy}`)
  }
}
