import { INPUTS } from '../inputs/table.js'
import { VERBS, type Verb } from '../inputs/verbs.js'
import { RUN_OPTIONS } from '../inputs/arguments.js'
import type { Input } from '../inputs/input.js'
import { defaultOf, EXIT_STATUS, optionOf, switchOf } from './help.js'
import { ENVIRONMENT, FILES } from './surroundings.js'

/**
 * The manual page of the command, in the language of man(7). It is made when it is asked for: there is no file to be held
 * equal to the tables.
 */
export function manPage(version: string): string {
  return [
    `.TH XARCH 1 "" "xarch ${text(version)}" "User Commands"`,
    '.SH NAME',
    'xarch \\- runs commands on a processor this machine does not have',
    '.SH SYNOPSIS',
    ...VERBS.flatMap(({ overview: [use] }, at) => [...(at > 0 ? ['.br'] : []), `.B xarch`, text(use)]),
    '.SH DESCRIPTION',
    'Roots of Alpine Linux and others are made for each architecture, and commands run in them, isolated from the machine: by',
    'emulators (qemu\\-user) and handlers of the kernel (binfmt_misc).',
    '.SH COMMANDS',
    ...VERBS.flatMap(verbLines),
    '.SH OPTIONS',
    'Each is an input of the action, of the same name.',
    ...RUN_OPTIONS.flatMap(inputLines),
    '.SH "INPUTS OF THE ACTION ALONE"',
    ...INPUTS.filter((input: Input) => input.option === false).flatMap(inputLines),
    '.SH "EXIT STATUS"',
    text(EXIT_STATUS),
    '.SH FILES',
    ...FILES.flatMap(([name, about]) => tagged(name, about)),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, about]) => tagged(name, about)),
    '.SH "SEE ALSO"',
    '.BR unshare (1),',
    '.BR bwrap (1),',
    '.BR proot (1)',
    '',
  ].join('\n')
}

function verbLines({ name, overview: [use, does], uses, about, options, switches }: Verb): string[] {
  const ways = uses.length > 0 ? uses : [[use, does] as const]
  const own = name === 'run' || name === 'shell' ? [] : options
  return [
    `.SS ${text(name)}`,
    ...ways.flatMap(([way, what]) => tagged(`xarch ${way}`, what)),
    ...about.flatMap((paragraph) => ['.PP', text(paragraph)]),
    ...own.flatMap((input) => tagged(optionOf(input), meaning(input))),
    ...switches.flatMap((one) => tagged(switchOf(one), one.meaning)),
  ]
}

function inputLines(input: Input): string[] {
  return tagged(input.option === false ? input.name : optionOf(input), meaning(input))
}

function meaning(input: Input): string {
  const fallback = defaultOf(input)
  return `${input.meaning}${fallback === '' ? '' : ` (default: ${fallback})`}`
}

function tagged(tag: string, about: string): string[] {
  return ['.TP', `.B ${text(tag)}`, text(about)]
}

/** A text in which roff finds no command: man(7), groff_char(7). */
function text(plain: string): string {
  return plain
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/[…]/g, '...')
    .replace(/"/g, '\\(dq')
    .replace(/~/g, '\\(ti')
    .replace(/\^/g, '\\(ha')
    .replace(/^(?=[.'])/, '\\&')
    .replace(/'/g, '\\(aq')
}
