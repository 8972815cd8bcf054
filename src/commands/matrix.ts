import type { Input } from '../inputs/input.js'
import { readOptions } from '../inputs/options.js'
import { parseInputs, words } from '../inputs/parse.js'
import { planMatrix } from '../plan/matrix.js'
import { terminalLog } from '../platform/local.js'
import { matrixHelp } from '../report/help.js'
import { wrongUse } from './exit.js'

const HELP = 'xarch matrix --help'

/** Options of `xarch matrix`. */
export const MATRIX_OPTIONS: readonly Input[] = [
  {
    ...{ name: 'runs-on', kind: 'list', default: '', value: 'LABEL|ARCH=LABEL' },
    meaning:
      'the machine that all architectures, or one, run on; by itself one of GitHub’s, which runs the architecture natively where there is such a machine',
  },
  {
    ...{ name: 'branch', kind: 'text', default: 'latest-stable', value: 'BRANCH' },
    meaning: 'Alpine branch, for those that all has',
  },
]

/** `xarch matrix ARCH…`: prints a matrix as JSON, for a workflow's `strategy`. Returns the exit status. */
export function matrix(args: readonly string[]): number {
  const { raw, switches, positionals, problems } = readOptions(args, MATRIX_OPTIONS, [
    { name: 'help', letter: 'h' },
  ])
  if (switches.has('help')) {
    process.stdout.write(matrixHelp(MATRIX_OPTIONS))
    return 0
  }
  const names = positionals.join(' ')
  const parsed = parseInputs({ arch: names, branch: raw['branch'] ?? [] })
  const faults = [
    ...problems,
    ...(words(names).length === 0 ? ['no architecture was given; name some, or all'] : []),
    ...(parsed.ok ? [] : parsed.problems),
  ]
  const planned = planMatrix(
    parsed.ok ? parsed.value.architectures : [],
    words((raw['runs-on'] ?? []).join(' ')),
  )
  if (!planned.ok) faults.push(...planned.problems)
  if (!planned.ok || faults.length > 0) return wrongUse(terminalLog('normal'), faults, HELP)
  process.stdout.write(`${JSON.stringify(planned.value)}\n`)
  return 0
}
