/** An option that is no input: it is there or not. */
export interface Switch {
  readonly name: string
  readonly letter?: string
  /** One line for `--help`. */
  readonly meaning: string
}

export const HELP: Switch = { name: 'help', letter: 'h', meaning: 'say how it is used' }
export const LOUDNESS: readonly Switch[] = [
  { name: 'quiet', letter: 'q', meaning: 'say nothing but errors and warnings' },
  {
    name: 'verbose',
    letter: 'v',
    meaning: 'say each command, as it could be typed, and what each phase took',
  },
]
export const JSON_SWITCH: Switch = { name: 'json', meaning: 'print it as JSON' }
/** Of `xarch build`. */
export const MANIFEST_SWITCH: Switch = {
  ...JSON_SWITCH,
  meaning: 'print what the root is made of: packages, versions, digests',
}
/** Of `xarch run`. */
export const RESULTS_SWITCH: Switch = {
  ...JSON_SWITCH,
  meaning: 'print the results as JSON; what the commands say goes to standard error',
}
