import { parseArgs, type ParseArgsConfig } from 'node:util'
import { closest, distance } from 'fastest-levenshtein'
import type { Input } from './input.js'
import type { Switch } from './switches.js'

/** What a command line has in it. */
export interface Options {
  /** The inputs given as options, each with what it was given each time. */
  readonly raw: Readonly<Record<string, readonly string[]>>
  readonly switches: ReadonlySet<string>
  readonly positionals: readonly string[]
  readonly problems: readonly string[]
}

type Config = NonNullable<ParseArgsConfig['options']>

/** An input is an option with a value; a flag that is off by itself needs none. */
export function takesValue(input: Input): boolean {
  return input.kind !== 'flag' || input.value !== undefined
}

/** Reads a command line; every option that there is not, or that lacks its value, is a problem. */
export function readOptions(
  args: readonly string[],
  inputs: readonly Input[],
  switches: readonly Switch[],
): Options {
  const config = configuration(inputs, switches)
  const { values, tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false, // we say what is wrong, all of it
    allowPositionals: true,
    tokens: true,
  })
  const given = tokens.filter((token) => token.kind === 'option')
  return {
    raw: Object.fromEntries(inputs.map((input) => [input.name, texts(input, values[input.name])])),
    switches: new Set(switches.map(({ name }) => name).filter((name) => values[name] === true)),
    positionals: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
    problems: given.flatMap(({ name, rawName, value }) => problemOf(config, name, rawName, value)),
  }
}

function configuration(inputs: readonly Input[], switches: readonly Switch[]): Config {
  const config: Config = {}
  const short = (letter: string | undefined): { short?: string } =>
    letter === undefined ? {} : { short: letter }
  for (const { name, letter } of switches) config[name] = { type: 'boolean', ...short(letter) }
  for (const input of inputs) {
    config[input.name] = {
      type: takesValue(input) ? 'string' : 'boolean',
      multiple: true,
      ...short(input.letter),
    }
  }
  return config
}

function problemOf(config: Config, name: string, raw: string, value: string | undefined): string[] {
  const option = config[name]
  if (!option) {
    const nearest = closest(name, Object.keys(config))
    const meant = distance(name, nearest) <= 2 ? `; did you mean --${nearest}?` : '; --help lists the options'
    return [`got the option ${raw}, which there is not${meant}`]
  }
  if (option.type === 'string' && value === undefined) return [`the option ${raw} needs a value`]
  if (option.type === 'boolean' && value !== undefined)
    return [`the option ${raw} takes no value, got "${value}"`]
  return []
}

/** What an option was given, each time; one that lacks its value has been complained of. */
function texts(input: Input, value: unknown): string[] {
  const given = Array.isArray(value) ? value : []
  return given.filter((item) => !takesValue(input) || typeof item === 'string').map(String)
}
