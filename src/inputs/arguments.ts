import { parseArgs, type ParseArgsConfig } from 'node:util'
import { closest, distance } from 'fastest-levenshtein'
import { parseInputs, type Inputs, type Parsed } from './parse.js'
import { INPUTS, type Input, type RawInputs } from './table.js'

/** What was given on the command line of `xarch run`. */
export type RunArguments =
  | { readonly help: true }
  | {
      readonly help: false
      readonly inputs: Inputs
      readonly command: readonly [string, ...string[]]
      readonly quiet: boolean
      readonly verbose: boolean
    }

const OPTIONS = INPUTS.filter((input: Input) => input.option !== false) as readonly Input[]

const SWITCHES = {
  help: { type: 'boolean', short: 'h' },
  quiet: { type: 'boolean', short: 'q' },
  verbose: { type: 'boolean', short: 'v' },
} as const

/** An input is an option with a value; a flag that is off by itself needs none. */
const takesValue = (input: Input): boolean => input.kind !== 'flag' || input.value !== undefined

const CONFIG: NonNullable<ParseArgsConfig['options']> = {
  ...SWITCHES,
  ...Object.fromEntries(
    OPTIONS.map((input) => [
      input.name,
      {
        type: takesValue(input) ? 'string' : 'boolean',
        multiple: true,
        ...(input.letter ? { short: input.letter } : {}),
      },
    ]),
  ),
}

/** Reads the arguments of `xarch run`, and the inputs that they are; all problems at once. */
export function parseRunArguments(args: readonly string[]): Parsed<RunArguments> {
  const separator = args.indexOf('--')
  const [program, ...words] = separator < 0 ? [] : args.slice(separator + 1)
  const problems: string[] = []
  const { values, tokens } = parseArgs({
    args: separator < 0 ? [...args] : args.slice(0, separator),
    options: CONFIG,
    strict: false, // we say what is wrong, all of it
    allowPositionals: true,
    tokens: true,
  })
  if (values['help'] === true) return { ok: true, value: { help: true } }
  for (const token of tokens) {
    if (token.kind === 'positional')
      problems.push(`got "${token.value}" where an option was expected; the command stands behind --`)
    if (token.kind === 'option') problems.push(...optionProblems(token.name, token.rawName, token.value))
  }
  if (program === undefined)
    problems.push('no command was given; it stands behind --, as in: xarch run -a s390x -- make check')
  const raw: RawInputs = Object.fromEntries(
    OPTIONS.map((input) => [input.name, optionTexts(input, values[input.name])]),
  )
  const parsed = parseInputs(raw)
  if (!parsed.ok) problems.push(...parsed.problems)
  if (!parsed.ok || program === undefined || problems.length > 0) return { ok: false, problems }
  const { quiet, verbose } = values
  return {
    ok: true,
    value: {
      help: false,
      inputs: parsed.value,
      command: [program, ...words],
      quiet: quiet === true,
      verbose: verbose === true,
    },
  }
}

function optionProblems(name: string, raw: string, value: string | undefined): string[] {
  const option = CONFIG[name]
  if (!option) {
    const names = Object.keys(CONFIG)
    const nearest = closest(name, names)
    const meant =
      distance(name, nearest) <= 2 ? `; did you mean --${nearest}?` : '; xarch run --help lists the options'
    return [`got the option ${raw}, which there is not${meant}`]
  }
  if (option.type === 'string' && value === undefined) return [`the option ${raw} needs a value`]
  if (option.type === 'boolean' && value !== undefined)
    return [`the option ${raw} takes no value, got "${value}"`]
  return []
}

/** What an option was given, each time; one that lacks its value has been complained of. */
function optionTexts(input: Input, value: unknown): string[] {
  const given = Array.isArray(value) ? value : []
  return given.filter((item) => !takesValue(input) || typeof item === 'string').map(String)
}
