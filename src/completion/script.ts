import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Offered } from '../inputs/values.js'
import { SHELLS, VERBS, type Verb } from '../inputs/verbs.js'
import { KEPT_NAME, optionsOf, wordsAt, type Completed } from './options.js'

export type Shell = (typeof SHELLS)[number]

/**
 * What makes a shell complete the words of the command: tables, made from those of verbs and inputs, and the script that
 * reads them, which is a file beside this one.
 * @param assets the folder that scripts are in
 */
export function completionScript(shell: Shell, assets: string): string {
  const file = (name: string): string => readFileSync(join(assets, 'completion', name), 'utf8')
  if (shell === 'bash') return `${bashTables()}${file('bash.sh')}`
  if (shell === 'zsh') return `#compdef xarch\n${zshTables()}${file('zsh.zsh')}`
  return `${file('fish.fish')}${fishLines()}`
}

/** A word in single quotes, as bash and zsh read it. */
const inQuotes = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`
const verbNames = (): string => VERBS.map(({ name }) => name).join(' ')

function bashTables(): string {
  const table = (name: string, rows: readonly (readonly [string, string])[]): string =>
    `declare -A ${name}=(\n${rows.map(([key, text]) => `  [${inQuotes(key)}]=${inQuotes(text)}\n`).join('')})\n`
  const values = new Map(
    VERBS.flatMap(optionsOf).flatMap((option) => {
      const { value } = option
      return value ? flags(option).map((flag) => [flag, valueText(value)] as const) : []
    }),
  )
  return [
    `_xarch_verbs=${inQuotes(`${verbNames()} --help --version`)}\n`,
    table(
      '_xarch_options',
      VERBS.map((verb) => [verb.name, optionsOf(verb).flatMap(flags).join(' ')]),
    ),
    table(
      '_xarch_places',
      VERBS.flatMap(({ name, first, further }) => [
        [`${name} 1`, wordsAt(first).join(' ')],
        [`${name} 2`, wordsAt(further).join(' ')],
      ]),
    ),
    table('_xarch_values', [...values]),
  ].join('')
}

function flags({ name, letter }: Completed): string[] {
  return [...(letter === undefined ? [] : [`-${letter}`]), `--${name}`]
}

function valueText({ words, isList, files }: Offered): string {
  const kind = files !== 'none' ? files : isList ? 'list' : words.length > 0 ? 'words' : 'none'
  return [kind, ...words].join(' ')
}

function zshTables(): string {
  const verbs = [...VERBS.map(({ name, overview: [, does] }) => `${name}:${does}`), '--help', '--version']
  const list = (name: string, words: readonly string[]): string =>
    `typeset -ga ${name}=(\n${words.map((word) => `  ${inQuotes(word)}\n`).join('')})\n`
  return [
    list('_xarch_verbs', verbs),
    ...VERBS.map((verb) =>
      list(`_xarch_of_${verb.name}`, [...optionsOf(verb).flatMap(zshSpecs), ...zshPlaces(verb)]),
    ),
  ].join('')
}

/** zshcompsys(1), _arguments: brackets and colons mean something there. */
function zshSpecs(option: Completed): string[] {
  const { value, called, meaning } = option
  const about = `[${meaning.replace(/[\\[\]:]/g, '\\$&')}]`
  if (!value) return flags(option).map((flag) => `*${flag}${about}`)
  return flags(option).map((flag) => {
    const sign = flag.startsWith('--') ? '=' : '+'
    return `*${flag}${sign}${about}:${called.replace(/[\\[\]:]/g, '\\$&') || 'value'}:${zshAction(value)}`
  })
}

function zshAction({ words, isList, files }: Offered): string {
  const quoted = words.map((word) => word.replaceAll(':', '\\:')).join(' ')
  if (isList) return `{_xarch_list ${quoted}}`
  const offer = words.length > 0 ? `compadd -S "" -- ${quoted}` : ''
  if (files === 'files') return `{${offer === '' ? '' : `${offer}; `}_files}`
  if (files === 'folders') return '_files -/'
  return offer === '' ? ' ' : `{${offer}}`
}

function zshPlaces({ first, further }: Verb): string[] {
  const action = (words: readonly string[]): string => {
    const rest = words.filter((word) => word !== KEPT_NAME)
    const offers = [...(rest.length > 0 ? [`compadd -- ${rest.join(' ')}`] : [])]
    return `{${[...offers, ...(rest.length < words.length ? ['_xarch_names'] : [])].join('; ')}}`
  }
  const [one, more] = [wordsAt(first), wordsAt(further)]
  return [
    ...(one.length > 0 ? [`1:word:${action(one)}`] : []),
    ...(more.length > 0 ? [`*:word:${action(more)}`] : []),
  ]
}

/** fish knows two escapes within single quotes. */
const inFish = (word: string): string => `'${word.replace(/[\\']/g, '\\$&')}'`

function fishLines(): string {
  const line = (condition: string, ...words: readonly string[]): string =>
    `complete -c xarch -n ${inFish(condition)} ${words.join(' ')}\n`
  const verbs = VERBS.map(({ name, overview: [, does] }) =>
    line('__xarch_none', '-a', name, '-d', inFish(does)),
  )
  const general = [line('__xarch_none', '-l', 'help', '-s', 'h'), line('__xarch_none', '-l', 'version')]
  const own = VERBS.flatMap((verb) => [
    ...optionsOf(verb).map((option) => line(`__xarch_verb ${verb.name}`, ...fishOption(option))),
    ...fishPlaces(verb).map(([condition, words]) => line(condition, '-a', inFish(words))),
  ])
  return [...verbs, ...general, ...own].join('')
}

function fishOption({ name, letter, meaning, value }: Completed): string[] {
  const about = ['-l', name, ...(letter === undefined ? [] : ['-s', letter]), '-d', inFish(meaning)]
  if (!value) return about
  const { words, isList, files } = value
  const listed = isList ? `(__xarch_list ${words.join(' ')})` : words.join(' ')
  const folders = files === 'folders' ? '(__fish_complete_directories (commandline -ct))' : listed
  return [...about, files === 'files' ? '-r -F' : '-x', ...(folders === '' ? [] : ['-a', inFish(folders)])]
}

function fishPlaces({ name, first, further }: Verb): (readonly [condition: string, words: string])[] {
  const text = (words: readonly string[]): string =>
    words.map((word) => (word === KEPT_NAME ? '(__xarch_names)' : word)).join(' ')
  const [one, more] = [text(wordsAt(first)), text(wordsAt(further))]
  const behind = `__xarch_verb ${name}; and not __xarch_first ${name}`
  return [
    ...(one === '' ? [] : [[`__xarch_first ${name}`, one] as const]),
    ...(more === '' ? [] : [[behind, more] as const]),
  ]
}
