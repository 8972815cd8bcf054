import { BUILD_OPTIONS, HANDLER_OPTIONS, RUN_OPTIONS, SHELL_OPTIONS } from '../inputs/arguments.js'
import { CACHE_OPTIONS } from '../inputs/cache-arguments.js'
import type { Input } from '../inputs/input.js'

/** What `xarch --help` says. */
export const HELP = `xarch: runs commands on a processor this machine does not have.

  xarch run -a ARCH[,ARCH] [options] -- COMMAND...     runs a command in a root of each architecture
  xarch shell NAME | -a ARCH [options]                 a shell in a root whose changes are kept, or in a new one
  xarch build -a ARCH [options] -o FILE [--json]       makes a root, writes it to an archive, tells what is in it
  xarch cache [list|prune|clear]                       what is kept on this machine, with sizes and ages
  xarch handlers [list|add|remove] [ARCH...]           the handlers of this machine: lists, adds, removes
  xarch matrix ARCH...                                 a matrix for a workflow, a job for each architecture
  xarch archs [--json]                                 the architectures, by all their names
  xarch run --help, xarch build --help ...             their options
  xarch --version

For example:

  xarch run -a s390x -p build-base -- make check

Exit status: the command's own (128 + n for signal n); 2 for a wrong use; 125 where xarch itself failed.
`

/** What `xarch run --help` says, made from the table of inputs. */
export function runHelp(): string {
  return `xarch run -a ARCH[,ARCH] [options] -- COMMAND...

Runs COMMAND in a root of each architecture, with the current folder at its own path. The root starts clean
each time; what is written to the current folder stays.

${withLoudness(RUN_OPTIONS, lines('--json', 'print the results as JSON; what the commands say goes to standard error'))}
`
}

/** What `xarch shell --help` says. */
export function shellHelp(): string {
  return `xarch shell NAME                     a shell in the root that was kept under NAME (xarch run --keep NAME)
xarch shell -a ARCH [options]        a shell in a new root; what is changed in it ends with it, or is kept (--keep)

The current folder is visible at its own path.

${withLoudness(SHELL_OPTIONS)}
`
}

/** What `xarch build --help` says. */
export function buildHelp(): string {
  return `xarch build -a ARCH[,ARCH] [options] -o FILE [--json]

Makes a root of each architecture. The archive has the root itself in it; the same inputs make the same bytes, whenever
and wherever they are made (SOURCE_DATE_EPOCH is the newest time in it; by itself, when its newest package was built).

${withLoudness(BUILD_OPTIONS, lines('--json', 'print what the root is made of: packages, versions, digests'))}
`
}

/** What `xarch cache --help` says. */
export function cacheHelp(): string {
  return `xarch cache [list] [--json]          what is kept on this machine: roots, packages, emulators
xarch cache prune [--max-age AGE]    removes roots and packages that are older
xarch cache clear [NAME...]          removes all but roots that were kept under a name; or those names

What a run is using stays.

${CACHE_OPTIONS.flatMap(optionLines).join('\n')}
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

/** What `xarch matrix --help` says. */
export function matrixHelp(options: readonly Input[]): string {
  return `xarch matrix ARCH... [options]

Prints a matrix as JSON, with one job for each architecture, for a workflow of GitHub:

  strategy:
    matrix: \${{ fromJSON(needs.plan.outputs.matrix) }}
  runs-on: \${{ matrix.runs-on }}

${options.flatMap(optionLines).join('\n')}
`
}

function withLoudness(options: readonly Input[], further: readonly string[] = []): string {
  const loudness = [
    lines('-q, --quiet', 'say nothing but errors and warnings'),
    lines('-v, --verbose', 'say each command, and what each phase took'),
  ]
  return [...options.flatMap(optionLines), ...further, ...loudness.flat()].join('\n')
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
