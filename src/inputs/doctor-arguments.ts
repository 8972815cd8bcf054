import type { Architecture } from '../arch/architectures.js'
import type { Input } from './input.js'
import { readOptions } from './options.js'
import { parseInputs, type Inputs, type Parsed } from './parse.js'
import { HELP, JSON_SWITCH, type Switch } from './switches.js'
import { INPUTS, type InputName } from './table.js'

/** What was given on the command line of `xarch doctor`. */
export type DoctorArguments =
  | { readonly help: true }
  | {
      readonly help: false
      readonly inputs: Inputs
      /** The architectures that were named; empty where none was. */
      readonly named: readonly Architecture[]
      readonly json: boolean
    }

const NAMES: readonly InputName[] = ['arch', 'branch', 'mirror']
/** The options of `xarch doctor` that have a value. */
export const DOCTOR_OPTIONS: readonly Input[] = INPUTS.filter(({ name }) => NAMES.includes(name)).map(
  (input) =>
    input.name === 'arch'
      ? {
          ...input,
          default: '',
          meaning: 'whether these run here (default: any that this machine does not run by itself)',
        }
      : input,
)
export const DOCTOR_SWITCHES: readonly Switch[] = [JSON_SWITCH, HELP]

/** Reads the arguments of `xarch doctor`; all problems at once. */
export function parseDoctorArguments(args: readonly string[]): Parsed<DoctorArguments> {
  const { switches, positionals, raw, problems: first } = readOptions(args, DOCTOR_OPTIONS, DOCTOR_SWITCHES)
  if (switches.has('help')) return { ok: true, value: { help: true } }
  const problems = [
    ...first,
    ...positionals.map((word) => `got "${word}" where an option was expected; -a ARCH names an architecture`),
  ]
  const parsed = parseInputs(raw)
  if (!parsed.ok) problems.push(...parsed.problems)
  if (!parsed.ok || problems.length > 0) return { ok: false, problems }
  const named = (raw['arch'] ?? []).length > 0 ? parsed.value.architectures : []
  return { ok: true, value: { help: false, inputs: parsed.value, named, json: switches.has('json') } }
}
