import * as core from '@actions/core'

/**
 * What main did to the machine, for post; each fact is written before the effect it speaks of. The runner hands the
 * state of a step's main to its post in files and variables of its own (GITHUB_STATE, STATE_*).
 */
export interface State {
  /** Main's process, `PID-STARTTIME`: its folder and its hold on handlers are named by it. */
  readonly process: string
  /** Files for the cache of the workflow, by key; what each is to be saved as, if it is. */
  readonly archives: Readonly<Record<string, { readonly saveAs?: string }>>
}

const NAME = 'xarch'

/** Writes the state down; later ones replace it. */
export function saveState(state: State): void {
  core.saveState(NAME, JSON.stringify(state))
}

/**
 * What main wrote down; undefined in main itself. Names that main would not have written are refused: what post removes
 * as root must not depend on what anybody else in the job can write.
 */
export function readState(): State | undefined {
  const text = core.getState(NAME)
  if (text === '') return undefined
  const { process, archives } = JSON.parse(text) as State
  const names = [process, ...Object.entries(archives).flatMap(([key, { saveAs = key }]) => [key, saveAs])]
  if (!/^\d+-\d+$/.test(process) || !names.every((name) => /^[\w-]+$/.test(name))) {
    throw new Error(`the state of this step was changed: ${text}`)
  }
  return { process, archives }
}
