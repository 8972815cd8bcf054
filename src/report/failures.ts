import { posix } from 'node:path'
import { ended, overdueWord, statusOf, type Outcome } from '../outcome.js'
import { masked } from './masked.js'
import { oneLine } from './one-line.js'
import { ending } from './summary.js'

/** One error of a step, with the place in the repository that it is about where one is known. */
export interface StepError {
  readonly title: string
  readonly message: string
  readonly place:
    { readonly file: string; readonly line: number; readonly column: number | undefined } | undefined
}

/** Where the files are that commands name. */
export interface Folders {
  /** The repository's, absolute. */
  readonly workspace: string
  /** The commands', absolute. */
  readonly folder: string
  /** The file that the input `run` was written to, absolute. */
  readonly script: string
}

/**
 * One error for each target that failed, at the first place in the repository that its output names; its message has all
 * of these places, and lines of the input `run`, which is no file there. None for one that was cancelled since another has failed.
 */
export function failures(outcomes: readonly Outcome[], folders: Folders): StepError[] {
  return ended(outcomes)
    .filter((outcome) => ending(outcome) !== undefined)
    .map((outcome) => failure(outcome, folders))
}

function failure(outcome: Outcome, folders: Folders): StepError {
  const places = outcome.annotations.flatMap(({ file, ...place }) => {
    const path = withinWorkspace(file, folders)
    return path === undefined ? [] : [{ ...place, file: path }]
  })
  const named = outcome.annotations.flatMap(({ file, line, column, message }) => {
    const path = file === folders.script ? 'run' : withinWorkspace(file, folders)
    return path === undefined
      ? []
      : [oneLine(`${path}:${line}:${column === undefined ? '' : `${column}:`} ${message}`)]
  })
  return {
    title: `xarch: ${outcome.arch} failed${how(outcome)}`,
    message: masked([ending(outcome) ?? `${outcome.arch}: failed`, ...named].join('\n')),
    place: places[0],
  }
}

function how(outcome: Outcome): string {
  const { exit, error } = outcome
  const overdue = overdueWord(outcome)
  if (overdue !== undefined) return ` (${overdue})`
  if (error || !exit) return ''
  return ` (${exit.signal === null ? '' : `${exit.signal}, `}status ${statusOf(exit)})`
}

/** The path of a file relative to the repository, which has its own path inside; undefined for one outside of it. */
export function withinWorkspace(
  file: string,
  { workspace, folder }: Pick<Folders, 'workspace' | 'folder'>,
): string | undefined {
  const path = posix.relative(workspace, posix.resolve(folder, file))
  return path === '' || path === '..' || path.startsWith('../') ? undefined : path
}
