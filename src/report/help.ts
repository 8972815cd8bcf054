import { takesValue } from '../inputs/options.js'
import type { Input } from '../inputs/input.js'
import type { Switch } from '../inputs/switches.js'
import { VERBS, type Verb } from '../inputs/verbs.js'

/** What `xarch --help` says. */
export function overview(): string {
  return `xarch: runs commands on a processor this machine does not have.

${usesText([
  ...VERBS.map(({ overview: line }) => line),
  ['VERB --help, help VERB', 'the options of a verb'],
  ['--version', 'which version this is'],
])}
For example:

  xarch run -a s390x -p build-base -- make check

${EXIT_STATUS}
`
}

export const EXIT_STATUS =
  "Exit status: the command's own (128 + n for signal n); 2 for a wrong use; 125 where xarch itself failed."

/** What `xarch VERB --help` says, made from the tables. @param name of a verb of the table */
export function verbHelp(name: string): string {
  const verb = VERBS.find((one) => one.name === name)
  return verb ? textOf(verb) : ''
}

function textOf(verb: Verb): string {
  const { about } = verb
  const uses = verb.uses.length > 0 ? usesText(verb.uses) : `xarch ${verb.overview[0]}\n`
  const paragraphs = about.map((text) => `${wrapped(text, 110).join('\n')}\n`)
  return [uses, ...paragraphs, optionsText(verb)].filter((text) => text !== '').join('\n')
}

/** Ways to use the command, in two columns. */
function usesText(uses: Verb['uses']): string {
  const width = Math.max(...uses.map(([use]) => use.length))
  return uses.map(([use, does]) => `  xarch ${use.padEnd(width)}  ${does}\n`).join('')
}

function optionsText({ options, switches }: Pick<Verb, 'options' | 'switches'>): string {
  return [...options.flatMap(inputLines), ...switches.flatMap(switchLines)]
    .map((line) => `${line}\n`)
    .join('')
}

/** An input as an option, with its letter and what stands for its value. */
export function optionOf(input: Input): string {
  const value = takesValue(input) && input.value !== undefined ? ` ${input.value}` : ''
  return `${input.letter === undefined ? '' : `-${input.letter}, `}--${input.name}${value}`
}

export function switchOf({ name, letter }: Switch): string {
  return `${letter === undefined ? '' : `-${letter}, `}--${name}`
}

/** The default of an input, where it says something. */
export function defaultOf(input: Input): string {
  return input.default === 'false' && input.kind === 'flag' ? '' : input.default
}

function inputLines(input: Input): string[] {
  const fallback = defaultOf(input)
  return lines(optionOf(input), `${input.meaning}${fallback === '' ? '' : ` (default: ${fallback})`}`)
}

function switchLines(one: Switch): string[] {
  return lines(switchOf(one), one.meaning)
}

const INDENT = ' '.repeat(8)
const WIDTH = 100

function lines(option: string, meaning: string): string[] {
  const indented = option.startsWith('--') ? `    ${option}` : option
  return [`  ${indented}`, ...wrapped(meaning, WIDTH).map((line) => `${INDENT}${line}`)]
}

/** A text in lines of so many characters, unless a word is longer. */
export function wrapped(text: string, width: number): string[] {
  const made: string[] = []
  for (const word of text.split(' ')) {
    const last = made.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) made.push(word)
    else made[made.length - 1] = `${last} ${word}`
  }
  return made
}
