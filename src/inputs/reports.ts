import type { Input } from './input.js'
import type { Options } from './options.js'

/** Where the results of a run go, beside the screen. */
export interface Reports {
  /** Folder for a file with all that each architecture's command says; empty: none. */
  readonly output: string
  /** File for the results as JUnit has them; empty: none. */
  readonly junit: string
  /** Whether the results go to standard output as JSON, and what the commands say to standard error. */
  readonly json: boolean
}

/** Options of `xarch run` that say where its results go. */
export const REPORT_OPTIONS: readonly Input[] = [
  {
    ...{ name: 'output', letter: 'o', kind: 'text', default: '', value: 'DIR' },
    meaning: 'write what the commands say to DIR/ARCH.log, too',
  },
  {
    ...{ name: 'junit', kind: 'text', default: '', value: 'FILE' },
    meaning: 'write the results to this file, as JUnit does: a test case for each architecture',
  },
]

/** Reads them. */
export function parseReports({ raw, switches }: Options): Reports {
  return {
    output: raw['output']?.at(-1) ?? '',
    junit: raw['junit']?.at(-1) ?? '',
    json: switches.has('json'),
  }
}
