import { HANDLER_OPTIONS, RUN_OPTIONS } from '../inputs/arguments.js'
import type { Input } from '../inputs/table.js'

/** What `xarch --help` says. */
export const HELP = `xarch: runs commands on a processor this machine does not have.

  xarch run -a ARCH[,ARCH] [options] -- COMMAND...     runs a command in a root of each architecture
  xarch handlers [list|add|remove] [ARCH...]           the handlers of this machine: lists, adds, removes
  xarch archs [--json]                                 the architectures, by all their names
  xarch run --help, xarch handlers --help              their options
  xarch --version

For example:

  xarch run -a s390x -p build-base -- make check

Exit status: the command's own (128 + n for signal n); 2 for a wrong use; 125 where xarch itself failed.
`

/** What `xarch run --help` says, made from the table of inputs. */
export function runHelp(): string {
  const options = [
    ...RUN_OPTIONS.map(optionLines),
    lines('-q, --quiet', 'say nothing but errors and warnings'),
    lines('-v, --verbose', 'say each command, and what each phase took'),
  ].flat()
  return `xarch run -a ARCH[,ARCH] [options] -- COMMAND...

Runs COMMAND in an Alpine root of each architecture, with the current folder at its own path. The root starts clean
each time; what is written to the current folder stays.

${options.join('\n')}
`
}

/** What `xarch handlers --help` says. */
export function handlersHelp(): string {
  return `xarch handlers [list] [--json]               the handlers of this machine, each tried
xarch handlers add ARCH... [options]         registers handlers, until they are removed or the machine restarts
xarch handlers remove ARCH...                removes those that were added; nobody else's

ARCH is an architecture by any of its names (xarch archs), or all. With a handler, programs of that architecture run as
if they were this machine's own, in containers too. Options of add:

${HANDLER_OPTIONS.flatMap(optionLines).join('\n')}
`
}

function optionLines(input: Input): string[] {
  const letter = input.letter === undefined ? '    ' : `-${input.letter}, `
  const fallback = input.default === '' || input.default === 'false' ? '' : ` (default: ${input.default})`
  return lines(
    `${letter}--${input.name}${input.value === undefined ? '' : ` ${input.value}`}`,
    `${input.meaning}${fallback}`,
  )
}

const INDENT = ' '.repeat(8)
const WIDTH = 100

function lines(option: string, meaning: string): string[] {
  const wrapped = [INDENT]
  for (const word of meaning.split(' ')) {
    const last = wrapped.at(-1) ?? ''
    if (last.length + word.length > WIDTH) wrapped.push(INDENT)
    wrapped[wrapped.length - 1] = `${wrapped.at(-1) ?? ''}${wrapped.at(-1) === INDENT ? '' : ' '}${word}`
  }
  return [`  ${option}`, ...wrapped]
}
