import * as core from '@actions/core'

/**
 * What main did to the machine, for post; each fact is written before the effect it speaks of. The runner hands the
 * state of a step's main to its post in files and variables of its own (GITHUB_STATE, STATE_*).
 */
export interface State {
  /** Who holds the handlers. */
  readonly holder: string
  /** The folder of the step's roots. */
  readonly store: string
  /** Packed roots to be saved: file by key. */
  readonly archives: Readonly<Record<string, string>>
}

const NAME = 'xarch'

/** Writes the state down; later ones replace it. */
export function saveState(state: State): void {
  core.saveState(NAME, JSON.stringify(state))
}

/** What main wrote down; undefined in main itself. */
export function readState(): State | undefined {
  const text = core.getState(NAME)
  return text === '' ? undefined : (JSON.parse(text) as State)
}
