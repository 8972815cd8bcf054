import { parseAge } from './age.js'
import { readOptions } from './options.js'
import type { Parsed } from './parse.js'
import type { Input } from './input.js'
import { HELP, JSON_SWITCH, type Switch } from './switches.js'
import { INPUTS } from './table.js'

/** What was given on the command line of `xarch cache`. */
export type CacheArguments =
  | { readonly verb: 'help' }
  | { readonly verb: 'list'; readonly json: boolean }
  | { readonly verb: 'prune'; readonly maxAgeMs: number }
  | { readonly verb: 'clear'; readonly names: readonly string[] }

const MAX_AGE = 'max-age'

/** The options of `xarch cache` that have a value. */
export const CACHE_OPTIONS: readonly Input[] = [
  {
    ...{ name: MAX_AGE, kind: 'text', value: 'AGE' },
    default: INPUTS.find(({ name }) => name === 'cache-max-age')?.default ?? '',
    meaning: 'how old what stays may be',
  },
]

export const CACHE_SWITCHES: readonly Switch[] = [JSON_SWITCH, HELP]

/** Reads the arguments of `xarch cache`. */
export function parseCacheArguments(args: readonly string[]): Parsed<CacheArguments> {
  const { switches, positionals, raw, problems: first } = readOptions(args, CACHE_OPTIONS, CACHE_SWITCHES)
  if (switches.has('help')) return { ok: true, value: { verb: 'help' } }
  const [verb = 'list', ...names] = positionals
  const problems = [...first]
  if (verb !== 'list' && verb !== 'prune' && verb !== 'clear')
    problems.push(`cache: got "${verb}"; allowed are list, prune and clear`)
  if (verb !== 'list' && switches.has('json')) problems.push(`cache ${verb}: got --json, which is for list`)
  const age = raw[MAX_AGE]?.at(-1)
  if (verb !== 'prune' && age !== undefined) problems.push(`cache ${verb}: got --max-age, which is for prune`)
  if (verb !== 'clear')
    problems.push(...names.map((name) => `cache ${verb}: got "${name}"; it takes no names`))
  const maxAgeMs = parseAge(MAX_AGE, age ?? CACHE_OPTIONS[0]?.default ?? '', (line) => problems.push(line))
  if (problems.length > 0) return { ok: false, problems }
  if (verb === 'prune') return { ok: true, value: { verb, maxAgeMs } }
  if (verb === 'clear') return { ok: true, value: { verb, names } }
  return { ok: true, value: { verb: 'list', json: switches.has('json') } }
}
