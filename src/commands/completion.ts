import { completionScript, type Shell } from '../completion/script.js'
import { SHELLS } from '../inputs/verbs.js'
import { terminalLog } from '../platform/local.js'
import { ownStream } from '../platform/own-streams.js'
import { wrongUse } from './exit.js'
import { helpOf } from './help.js'

/** `xarch completion SHELL`. Returns the exit status. */
export function completion(args: readonly string[], assets: string): number {
  const [shell, ...further] = args
  if (shell === '--help' || shell === '-h') return helpOf('completion')
  if (further.length > 0 || !isShell(shell)) {
    const problem = `completion: got "${args.join(' ')}"; allowed is one of ${SHELLS.join(', ')}`
    return wrongUse(terminalLog('normal'), [problem], 'xarch completion --help')
  }
  ownStream('stdout').write(completionScript(shell, assets))
  return 0
}

function isShell(name: string | undefined): name is Shell {
  return (SHELLS as readonly (string | undefined)[]).includes(name)
}
