import type { Input } from '../inputs/input.js'
import { environmentItems } from '../inputs/parse.js'
import { INPUTS, type InputName, type RawInputs } from '../inputs/table.js'
import { masked, withoutPassword } from './masked.js'

type Argv = readonly [string, ...string[]]

/** What a step was asked for, as texts, and the shell that reads its commands. */
export interface Asked {
  readonly raw: RawInputs
  /** Undefined: the one that the root has. */
  readonly shell: Argv | undefined
}

/**
 * The line that does the same on a machine of one's own, in a checkout of the repository; undefined where no commands
 * were asked for. Variables are named without their values, URLs have no passwords, and what else is given stands there
 * as it was: who hides secrets in it, as the runner does, finds them whole.
 * @param archs the architectures it is for
 */
export function repeatLine(archs: readonly string[], { raw, shell }: Asked): string | undefined {
  const script = masked(textOf(raw, 'run')).replace(/^\n+|\s+$/g, '')
  if (script === '' || archs.length === 0) return undefined
  const options = INPUTS.flatMap((input: Input) => optionOf(input, textOf(raw, input.name as InputName)))
  const command = [...(shell ?? shellOf(textOf(raw, 'rootfs').trim())), '-c', script]
  return ['xarch', 'run', '-a', archs.join(','), ...options, '--', ...command].map(shellWord).join(' ')
}

function textOf(raw: RawInputs, name: InputName): string {
  const text = raw[name] ?? ''
  return typeof text === 'string' ? text : text.join('\n')
}

/** An input as words of a command line; none where it has its default, or is no option. */
function optionOf(input: Input, text: string): string[] {
  if (input.option === false || input.name === 'arch') return []
  if (text.trim() === '' || text.trim() === input.default) return []
  if (input.kind === 'flag') return text.trim().toLowerCase() === 'true' ? [`--${input.name}`] : offOf(input)
  const option = input.letter === undefined ? `--${input.name}` : `-${input.letter}`
  return valuesOf(input, text).flatMap((value) =>
    value.startsWith('-') ? [`--${input.name}=${value}`] : [option, value],
  )
}

/** One that is on by itself is turned off by its value. */
function offOf(input: Input): string[] {
  return input.default === 'true' ? [`--${input.name}=false`] : []
}

function valuesOf(input: Input, text: string): string[] {
  if (input.kind === 'environment') return namesOf(input.name, text)
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  return [withoutPassword(input.kind === 'list' ? words.join(',') : text.trim())]
}

/** The variables of the input `env` without their values; those of qemu as they are. */
function namesOf(input: string, text: string): string[] {
  if (input === 'qemu-env') return [text.trim().split(/\s+/).join(' ')]
  return environmentItems(text).map((item) => item.split('=', 1)[0] ?? '')
}

/** What a root of this source runs commands with, where nothing else was asked for; see `defaultShell`. */
function shellOf(rootfs: string): Argv {
  if (/^(debian|ubuntu):/.test(rootfs)) return ['bash', '-eo', 'pipefail']
  return /^(|auto|minirootfs|apk)$/.test(rootfs) ? ['sh', '-eo', 'pipefail'] : ['sh', '-e']
}

/**
 * A word for a POSIX shell in which the text stands unchanged: in quotes, or, where it has quotes itself, as a
 * here-document (XCU, 2.7.4).
 */
function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  if (!word.includes("'")) return `'${word}'`
  const lines = word.split('\n')
  let end = 'END'
  while (lines.includes(end)) end += '_'
  return `"$(cat <<'${end}'\n${word}\n${end}\n)"`
}
