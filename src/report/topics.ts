import { closest, distance } from 'fastest-levenshtein'
import type { Input } from '../inputs/input.js'
import { INPUTS } from '../inputs/table.js'
import { VERBS } from '../inputs/verbs.js'
import { ISOLATIONS_BY_STRENGTH } from '../plan/isolation.js'
import { architecturesText } from './architectures.js'
import { defaultOf, EXIT_STATUS, optionOf, verbHelp, wrapped } from './help.js'
import { manPage } from './man.js'
import { ENVIRONMENT, FILES } from './surroundings.js'

/** What a topic is told from. */
interface Facts {
  /** `uname -m`. */
  readonly machine: string
  readonly version: string
}

/** Topics that are neither verbs nor inputs. */
const TEXTS: Readonly<Record<string, (facts: Facts) => string>> = {
  'exit-status': () => `${EXIT_STATUS}\n${EXIT_STATUS_OF_DOCTOR}\n`,
  files: () => pairs(FILES),
  environment: () => pairs(ENVIRONMENT),
  isolations: () => isolations(),
  architectures: ({ machine }) => architecturesText(machine),
  man: ({ version }) => manPage(version),
}

const EXIT_STATUS_OF_DOCTOR =
  'xarch doctor: 1 where the main job (xarch run) could not do its work on this machine.'

function isolations(): string {
  const input: Input | undefined = INPUTS.find(({ name }) => name === 'isolation')
  return `${wrapped(input?.meaning ?? '', 100).join('\n')}

auto tries, in this order: ${ISOLATIONS_BY_STRENGTH.join(', ')}. xarch doctor says which of them this machine allows, and why not the
others; docs/sandbox.md and docs/safety.md what each holds.
`
}

/** All topics, each once. */
export function topics(): string[] {
  return [
    ...new Set([...VERBS.map(({ name }) => name), ...INPUTS.map(({ name }) => name), ...Object.keys(TEXTS)]),
  ]
}

/** What `xarch help TOPIC` says; undefined where there is no such topic. */
export function topicText(topic: string, facts: Facts): string | undefined {
  const text = Object.hasOwn(TEXTS, topic) ? TEXTS[topic]?.(facts) : undefined
  const input = INPUTS.find(({ name }) => name === topic)
  const parts = [text ?? '', verbHelp(topic), input ? inputText(input) : ''].filter((part) => part !== '')
  return parts.length > 0 ? parts.join('\n') : undefined
}

/** The problem of a topic that there is not. */
export function noTopic(topic: string): string {
  const nearest = closest(topic, topics())
  const meant =
    distance(topic, nearest) <= 2 ? `; did you mean "${nearest}"?` : `; topics are ${topics().join(', ')}`
  return `help: got "${topic}"${meant}`
}

/** All that the table says of an input. */
function inputText(input: Input): string {
  const { name, kind, value } = input
  const fallback = defaultOf(input)
  const rows: readonly (readonly [string, string])[] = [
    ['in a workflow', `with: { ${name}: ${value ?? KINDS[kind]} }`],
    ['option', input.option === false ? 'none: it is an input of the action alone' : optionOf(input)],
    ['value', KINDS[kind]],
    ['default', fallback === '' ? 'empty' : fallback],
  ]
  return `the input ${name}\n\n${wrapped(input.meaning, 100).join('\n')}\n\n${pairs(rows)}`
}

const KINDS: Readonly<Record<Input['kind'], string>> = {
  text: 'one text',
  list: 'a list, separated by commas, blanks or lines; an option can be given several times',
  environment: 'NAME=value, one a line or one for each option; or a list of names',
  flag: 'true or false; the option stands for true',
}

function pairs(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows
    .flatMap(([name, about]) =>
      wrapped(about, 106 - width).map((line, at) => `${(at === 0 ? name : '').padEnd(width)}  ${line}\n`),
    )
    .join('')
}
