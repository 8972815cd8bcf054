import { readOptions, type Options } from './options.js'
import { parseReports, REPORT_OPTIONS, type Reports } from './reports.js'
import { parseInputs, type Inputs, type Parsed } from './parse.js'
import type { Input } from './input.js'
import { HELP, JSON_SWITCH, LOUDNESS, MANIFEST_SWITCH, RESULTS_SWITCH, type Switch } from './switches.js'
import { INPUTS, type InputName } from './table.js'

/** What was given on the command line of `xarch run` or `xarch shell`. */
export type RunArguments =
  | { readonly help: true }
  | {
      readonly help: false
      readonly inputs: Inputs
      readonly command: readonly [string, ...string[]]
      /** Name of the changed root that is kept, or was; empty where none is. */
      readonly keep: string
      /** It is the name alone that says which root: one that was kept. */
      readonly isNamed: boolean
      readonly reports: Reports
      readonly quiet: boolean
      readonly verbose: boolean
    }

/** What was given on the command line of `xarch build`. */
export type BuildArguments =
  | { readonly help: true }
  | {
      readonly help: false
      readonly inputs: Inputs
      /** File to write; empty where none is. `{arch}` stands for the architecture. */
      readonly output: string
      readonly json: boolean
      readonly quiet: boolean
      readonly verbose: boolean
    }

/** What was given on the command line of `xarch handlers`. */
export type HandlersArguments =
  | { readonly verb: 'help' }
  | { readonly verb: 'list'; readonly json: boolean }
  | { readonly verb: 'add' | 'remove'; readonly inputs: Inputs }

/** Switches of `xarch shell`. */
export const SHELL_SWITCHES: readonly Switch[] = [...LOUDNESS, HELP]
/** Switches of `xarch run`. */
export const RUN_SWITCHES: readonly Switch[] = [RESULTS_SWITCH, ...SHELL_SWITCHES]
export const BUILD_SWITCHES: readonly Switch[] = [MANIFEST_SWITCH, ...LOUDNESS, HELP]
export const HANDLER_SWITCHES: readonly Switch[] = [JSON_SWITCH, HELP]

const IS_OPTION = INPUTS.filter((input: Input) => input.option !== false)
const KEEP: Input = {
  ...{ name: 'keep', kind: 'text', default: '', value: 'NAME' },
  meaning: 'keep what is changed in the root under this name, for a later run or xarch shell NAME',
}
const OUTPUT: Input = {
  ...{ name: 'output', letter: 'o', kind: 'text', default: '', value: 'FILE' },
  meaning:
    'write the root to this archive (.tar, .tar.gz, .tar.xz or .tar.zst); {arch} stands for the architecture',
}
/** Options of `xarch shell`. */
export const SHELL_OPTIONS: readonly Input[] = [...IS_OPTION, KEEP]
/** Options of `xarch run`. */
export const RUN_OPTIONS: readonly Input[] = [...SHELL_OPTIONS, ...REPORT_OPTIONS]

const ONLY_RUNNING: readonly InputName[] = [
  ...(['env', 'working-directory', 'user', 'volumes', 'timeout-minutes', 'silence-minutes'] as const),
  ...(['handlers', 'qemu-env', 'setuid', 'isolation'] as const),
  ...(['nested', 'privileged', 'pids-limit', 'memory-limit'] as const),
]
/** Options of `xarch build`. */
export const BUILD_OPTIONS: readonly Input[] = [
  ...IS_OPTION.filter(({ name }) => !ONLY_RUNNING.includes(name)),
  OUTPUT,
]

const HANDLER_INPUTS: readonly InputName[] = ['setuid', 'qemu', 'qemu-version', 'mirror', 'keys']
/** Options of `xarch handlers add`. */
export const HANDLER_OPTIONS: readonly Input[] = INPUTS.filter(({ name }) => HANDLER_INPUTS.includes(name))

/** Reads the arguments of `xarch run`, and the inputs that they are; all problems at once. */
export function parseRunArguments(args: readonly string[]): Parsed<RunArguments> {
  const separator = args.indexOf('--')
  const [program, ...words] = separator < 0 ? [] : args.slice(separator + 1)
  const own = separator < 0 ? args : args.slice(0, separator)
  const options = readOptions(own, RUN_OPTIONS, RUN_SWITCHES)
  if (options.switches.has('help')) return { ok: true, value: { help: true } }
  const problems = [
    ...options.problems,
    ...options.positionals.map(
      (word) => `got "${word}" where an option was expected; the command stands behind --`,
    ),
  ]
  if (program === undefined)
    problems.push('no command was given; it stands behind --, as in: xarch run -a s390x -- make check')
  return running(options, problems, [program ?? '', ...words], keepName(options, problems))
}

/** Options that say what a root is made of. */
const OF_ROOT = [
  ...['arch', 'rootfs', 'checksum', 'signature', 'branch', 'base-packages', 'packages', 'repositories'],
  ...['allow-untrusted', 'setup', 'cache', 'cache-max-age', 'keep'],
]

/** Reads the arguments of `xarch shell`: the name of a root that was kept, or what a new one is made of. */
export function parseShellArguments(args: readonly string[]): Parsed<RunArguments> {
  const options = readOptions(args, SHELL_OPTIONS, SHELL_SWITCHES)
  if (options.switches.has('help')) return { ok: true, value: { help: true } }
  const [name, ...further] = options.positionals
  const problems = [
    ...options.problems,
    ...further.map((word) => `got "${word}" behind the name "${name ?? ''}"; a shell has one root`),
    ...(name === undefined ? [] : OF_ROOT)
      .filter((option) => (options.raw[option] ?? []).length > 0)
      .map((option) => `${option}: got one with the name "${name ?? ''}"; that root is made already`),
  ]
  const keep = name === undefined ? keepName(options, problems) : checkedName(name, problems)
  return running(options, problems, ['/bin/sh', '-l'], keep, name !== undefined)
}

function running(
  options: Options,
  problems: string[],
  command: readonly [string, ...string[]],
  keep: string,
  isNamed = false,
): Parsed<RunArguments> {
  const { raw, switches } = options
  const parsed = parseInputs(raw)
  if (!parsed.ok) problems.push(...parsed.problems)
  if (parsed.ok && parsed.value.rootfs.kind === 'none')
    problems.push('rootfs: got "none" with a command; it needs a root')
  if (parsed.ok && keep !== '' && parsed.value.architectures.length > 1)
    problems.push(`keep: got ${parsed.value.architectures.length} architectures; a name is that of one root`)
  if (!parsed.ok || problems.length > 0) return { ok: false, problems }
  const [quiet, verbose] = [switches.has('quiet'), switches.has('verbose')]
  const asked = { inputs: parsed.value, command, keep, isNamed, reports: parseReports(options) }
  return { ok: true, value: { help: false, ...asked, quiet, verbose } }
}

function keepName({ raw }: Options, problems: string[]): string {
  const name = raw['keep']?.at(-1)
  return name === undefined ? '' : checkedName(name, problems)
}

function checkedName(name: string, problems: string[]): string {
  if (!isKeepName(name))
    problems.push(
      `keep: got "${name}"; allowed are letters, digits, ".", "_" and "-", a letter or digit first`,
    )
  return name
}

/** Whether a changed root can be kept under a name. */
export function isKeepName(name: string): boolean {
  return /^[A-Za-z\d][\w.-]{0,63}$/.test(name)
}

/** Reads the arguments of `xarch build`. */
export function parseBuildArguments(args: readonly string[]): Parsed<BuildArguments> {
  const options = readOptions(args, BUILD_OPTIONS, BUILD_SWITCHES)
  const { raw, switches } = options
  if (switches.has('help')) return { ok: true, value: { help: true } }
  const output = raw['output']?.at(-1) ?? ''
  const json = switches.has('json')
  const problems = [
    ...options.problems,
    ...options.positionals.map((word) => `got "${word}" where an option was expected`),
  ]
  if (output === '' && !json)
    problems.push('nothing was asked for; -o FILE writes the root, --json its manifest')
  if (output !== '' && !ARCHIVE.test(output))
    problems.push(`output: got "${output}"; allowed are .tar, .tar.gz, .tgz, .tar.xz and .tar.zst`)
  const parsed = parseInputs(raw)
  if (!parsed.ok) problems.push(...parsed.problems)
  if (parsed.ok && parsed.value.rootfs.kind === 'none')
    problems.push('rootfs: got "none"; there is nothing to build')
  if (parsed.ok && parsed.value.architectures.length > 1 && output !== '' && !output.includes('{arch}'))
    problems.push(`output: got "${output}" for several architectures; {arch} in it stands for each`)
  if (!parsed.ok || problems.length > 0) return { ok: false, problems }
  const [quiet, verbose] = [switches.has('quiet'), switches.has('verbose')]
  return { ok: true, value: { help: false, inputs: parsed.value, output, json, quiet, verbose } }
}

const ARCHIVE = /[^/]\.(tar|tar\.gz|tgz|tar\.xz|tar\.zst)$/

/** Reads the arguments of `xarch handlers`; the architectures become the input `handlers`. */
export function parseHandlersArguments(args: readonly string[]): Parsed<HandlersArguments> {
  const options = readOptions(args, HANDLER_OPTIONS, HANDLER_SWITCHES)
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
