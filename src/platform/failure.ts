import { Failed } from '../report/errors.js'
import type { Command, Output } from './ports.js'
import { quoted } from './quoted.js'

/** The error of a command that ended badly, with the last lines it printed. */
export function failure(command: Command, output: Output): Failed {
  const how = output.signal
    ? `was ended by ${output.signal}`
    : `ended with status ${output.status ?? 'unknown'}`
  const said = (output.stderr.trim() || output.stdout.trim()).split('\n').slice(-12).join('\n')
  return new Failed({
    what: `could not ${command.why}: ${command.argv[0]} ${how}${said ? `\n${said}` : ''}`,
    source: command.argv.map(quoted).join(' '),
  })
}
