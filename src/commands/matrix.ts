import { parseMatrixArguments } from '../inputs/matrix-arguments.js'
import { planMatrix } from '../plan/matrix.js'
import { terminalLog } from '../platform/local.js'
import { ownStream } from '../platform/own-streams.js'
import { wrongUse } from './exit.js'
import { helpOf } from './help.js'

/** `xarch matrix ARCH…`: prints a matrix as JSON, for a workflow's `strategy`. Returns the exit status. */
export function matrix(args: readonly string[]): number | Promise<number> {
  const parsed = parseMatrixArguments(args)
  if (parsed.ok && parsed.value.help) return helpOf('matrix')
  const planned =
    parsed.ok && !parsed.value.help ? planMatrix(parsed.value.architectures, parsed.value.runsOn) : parsed
  if (!planned.ok) return wrongUse(terminalLog('normal'), planned.problems, 'xarch matrix --help')
  ownStream('stdout').write(`${JSON.stringify(planned.value)}\n`)
  return 0
}
