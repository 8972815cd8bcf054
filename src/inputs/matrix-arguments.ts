import type { Architecture } from '../arch/architectures.js'
import type { Input } from './input.js'
import { readOptions } from './options.js'
import { parseInputs, words, type Parsed } from './parse.js'
import { HELP, type Switch } from './switches.js'

/** What was given on the command line of `xarch matrix`. */
export type MatrixArguments =
  | { readonly help: true }
  | {
      readonly help: false
      readonly architectures: readonly Architecture[]
      /** As `planMatrix` reads them. */
      readonly runsOn: readonly string[]
    }

/** Options of `xarch matrix`. */
export const MATRIX_OPTIONS: readonly Input[] = [
  {
    ...{ name: 'runs-on', kind: 'list', default: '', value: 'LABEL|ARCH=LABEL' },
    meaning:
      "the machine that all architectures, or one, run on; by itself one of GitHub's, which runs the architecture natively where there is such a machine",
  },
  {
    ...{ name: 'branch', kind: 'text', default: 'latest-stable', value: 'BRANCH' },
    meaning: 'Alpine branch, for those that all has',
  },
]
export const MATRIX_SWITCHES: readonly Switch[] = [HELP]

/** Reads the arguments of `xarch matrix`; all problems at once. */
export function parseMatrixArguments(args: readonly string[]): Parsed<MatrixArguments> {
  const { raw, switches, positionals, problems: first } = readOptions(args, MATRIX_OPTIONS, MATRIX_SWITCHES)
  if (switches.has('help')) return { ok: true, value: { help: true } }
  const names = positionals.join(' ')
  const parsed = parseInputs({ arch: names, branch: raw['branch'] ?? [] })
  const problems = [
    ...first,
    ...(words(names).length === 0 ? ['no architecture was given; name some, or all'] : []),
    ...(parsed.ok ? [] : parsed.problems),
  ]
  if (!parsed.ok || problems.length > 0) return { ok: false, problems }
  const runsOn = words((raw['runs-on'] ?? []).join(' '))
  return { ok: true, value: { help: false, architectures: parsed.value.architectures, runsOn } }
}
