import { machine } from 'node:os'
import { terminalLog } from '../platform/local.js'
import { ownStream } from '../platform/own-streams.js'
import { architecturesJson, architecturesText } from '../report/architectures.js'
import { wrongUse } from './exit.js'

/** `xarch archs [--json]`. Returns the exit status. */
export async function archs(args: readonly string[]): Promise<number> {
  const [option, ...rest] = args
  if (option === '--help' || option === '-h') return (await import('./help.js')).helpOf('archs')
  if (rest.length > 0 || (option !== undefined && option !== '--json')) {
    return wrongUse(
      terminalLog('normal'),
      [`archs: got "${args.join(' ')}"; allowed is --json`],
      'xarch --help',
    )
  }
  ownStream('stdout').write(
    option === '--json' ? `${architecturesJson(machine())}\n` : architecturesText(machine()),
  )
  return 0
}
