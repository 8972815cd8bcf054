import { readOptions, type Switch } from './options.js'
import { parseInputs, type Inputs, type Parsed } from './parse.js'
import { INPUTS, type Input, type InputName } from './table.js'

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

/** What was given on the command line of `xarch handlers`. */
export type HandlersArguments =
  | { readonly verb: 'help' }
  | { readonly verb: 'list'; readonly json: boolean }
  | { readonly verb: 'add' | 'remove'; readonly inputs: Inputs }

const HELP: Switch = { name: 'help', letter: 'h' }

/** Options of `xarch run`. */
export const RUN_OPTIONS: readonly Input[] = INPUTS.filter((input: Input) => input.option !== false)

const HANDLER_INPUTS: readonly InputName[] = ['setuid', 'qemu', 'qemu-version', 'mirror', 'keys']
/** Options of `xarch handlers add`. */
export const HANDLER_OPTIONS: readonly Input[] = INPUTS.filter(({ name }) => HANDLER_INPUTS.includes(name))

/** Reads the arguments of `xarch run`, and the inputs that they are; all problems at once. */
export function parseRunArguments(args: readonly string[]): Parsed<RunArguments> {
  const separator = args.indexOf('--')
  const [program, ...words] = separator < 0 ? [] : args.slice(separator + 1)
  const own = separator < 0 ? args : args.slice(0, separator)
  const switches = [HELP, { name: 'quiet', letter: 'q' }, { name: 'verbose', letter: 'v' }]
  const options = readOptions(own, RUN_OPTIONS, switches)
  if (options.switches.has('help')) return { ok: true, value: { help: true } }
  const problems = [
    ...options.problems,
    ...options.positionals.map(
      (word) => `got "${word}" where an option was expected; the command stands behind --`,
    ),
  ]
  if (program === undefined)
    problems.push('no command was given; it stands behind --, as in: xarch run -a s390x -- make check')
  const parsed = parseInputs(options.raw)
  if (!parsed.ok) problems.push(...parsed.problems)
  if (!parsed.ok || program === undefined || problems.length > 0) return { ok: false, problems }
  const [quiet, verbose] = [options.switches.has('quiet'), options.switches.has('verbose')]
  return {
    ok: true,
    value: { help: false, inputs: parsed.value, command: [program, ...words], quiet, verbose },
  }
}

/** Reads the arguments of `xarch handlers`; the architectures become the input `handlers`. */
export function parseHandlersArguments(args: readonly string[]): Parsed<HandlersArguments> {
  const options = readOptions(args, HANDLER_OPTIONS, [HELP, { name: 'json' }])
  if (options.switches.has('help')) return { ok: true, value: { verb: 'help' } }
  const [verb = 'list', ...names] = options.positionals
  const problems = [...options.problems]
  if (verb !== 'list' && verb !== 'add' && verb !== 'remove') {
    return { ok: false, problems: [...problems, `handlers: got "${verb}"; allowed are list, add and remove`] }
  }
  const json = options.switches.has('json')
  const given = HANDLER_OPTIONS.filter(({ name }) => (options.raw[name as InputName] ?? []).length > 0)
  if (verb !== 'add')
    problems.push(...given.map(({ name }) => `handlers ${verb}: got --${name}, which is for add`))
  if (verb !== 'list' && json) problems.push(`handlers ${verb}: got --json, which is for list`)
  if (verb === 'list') {
    problems.push(...names.map((name) => `handlers list: got "${name}"; it lists all`))
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { verb, json } }
  }
  if (names.length === 0) problems.push(`handlers ${verb}: no architecture was given; name some, or all`)
  const parsed = parseInputs({ ...options.raw, handlers: names.join(' '), rootfs: 'none' })
  if (!parsed.ok) problems.push(...parsed.problems)
  if (!parsed.ok || problems.length > 0) return { ok: false, problems }
  return { ok: true, value: { verb, inputs: parsed.value } }
}
