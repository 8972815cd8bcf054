import type { InputName } from './table.js'

/** Which emulator is wanted. */
export interface QemuRequest {
  readonly source: 'auto' | 'system' | 'apk' | 'apt' | 'path'
  /** A file, or a folder that has `qemu-<cpu>` or `qemu-<cpu>-static`; with the source `path` alone. */
  readonly path: string
  /** What the version begins with, number by number; empty for any. */
  readonly version: string
  /** QEMU_CPU; empty for the default. */
  readonly cpuModel: string
  readonly variables: Readonly<Record<string, string>>
}

type Problem = (line: string) => void

const SOURCES = ['auto', 'system', 'apk', 'apt'] as const

/** Reads the inputs that begin with `qemu`. */
export function parseQemu(text: (name: InputName) => string, problem: Problem): QemuRequest {
  const asked = text('qemu').trim()
  const source = SOURCES.find((name) => name === asked) ?? 'path'
  if (source === 'path' && !/[/]/.test(asked)) {
    problem(
      `qemu: got "${asked}"; allowed are auto, system, apk, apt, or a path (with a slash in it: ./qemu-ppc)`,
    )
  }
  return {
    source,
    path: source === 'path' ? asked : '',
    version: matching(
      'qemu-version',
      text('qemu-version'),
      /^(\d+(\.\d+){0,2})?$/,
      '10, 10.1 or 10.1.3',
      problem,
    ),
    cpuModel: matching(
      'qemu-cpu',
      text('qemu-cpu'),
      /^[\w.,=+-]*$/,
      'a model with its properties (max,pauth-impdef=on)',
      problem,
    ),
    variables: variables(text('qemu-env'), problem),
  }
}

function matching(name: InputName, text: string, pattern: RegExp, allowed: string, problem: Problem): string {
  const word = text.trim()
  if (!pattern.test(word)) problem(`${name}: got "${word}"; allowed is ${allowed}`)
  return word
}

/** `QEMU_STRACE` means `QEMU_STRACE=1`: qemu asks only whether it is there. */
function variables(text: string, problem: Problem): Record<string, string> {
  const items = text.split(/[\s]+/).filter((item) => item !== '')
  return Object.fromEntries(
    items.flatMap((item) => {
      const [, name, value] = /^(QEMU_\w+)(?:=(.*))?$/.exec(item) ?? []
      if (name !== undefined) return [[name, value ?? '1']]
      problem(`qemu-env: got "${item}"; allowed are QEMU_NAME and QEMU_NAME=value, separated by blanks`)
      return []
    }),
  )
}
