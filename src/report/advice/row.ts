/** What is known of a message that programs print, or of an end that they come to, under emulation. */
export interface Advice {
  /** Kebab-case. */
  readonly id: string
  /** The message as a reader would look for it: for docs/advice.md. */
  readonly message: string
  /** Texts of which one is in every line that `symptom` matches: nothing else is looked for in most of the output. */
  readonly words: readonly [string, ...string[]]
  /** Matches one line, without escape sequences. */
  readonly symptom: RegExp
  /** Where the line says too little by itself: how the command must have ended as well. */
  readonly when?: When
  readonly cause: string
  /** Whole sentences, in terms of the inputs. */
  readonly remedy: string
  /** A thread about it; none where none is known. */
  readonly link?: string
}

/** All that is said of it must hold. */
export interface When {
  /** Its time was over (`timeout-minutes`, `silence-minutes`). */
  readonly isLate?: true
  /** Its programs were emulated. */
  readonly isEmulated?: true
  /** Its architecture has addresses of 32 bits. */
  readonly is32Bit?: true
  /** It ended with one of these statuses, or with a signal that a shell would show so. */
  readonly statuses?: readonly number[]
  /** Names of the table of architectures. */
  readonly architectures?: readonly string[]
}
