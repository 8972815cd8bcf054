import type { Architecture } from '../arch/architectures.js'

/** An entry of binfmt_misc as its file there shows it. */
export interface Entry {
  readonly enabled: boolean
  readonly interpreter: string
  /** Letters of P, O, C, F. */
  readonly flags: string
  readonly offset: number
  /** Hex. */
  readonly magic: string
  /** Hex, as long as `magic`; empty when all bits count. */
  readonly mask: string
}

/** An entry of this machine, and what came of trying it. */
export interface SeenEntry extends Entry {
  /** Whether a run of xarch has registered it: it is shared by holding it too. */
  readonly isOurs: boolean
  /** Whether a canary ran through it; undefined where that was not tried. */
  readonly works?: boolean
  /** What its emulator says of itself, where it can be asked. */
  readonly version?: string
}

/** An entry to be registered. */
export interface Handler {
  readonly name: string
  /** The emulator's file. */
  readonly file: string
  /** What is written to the register file. */
  readonly line: string
}

/** What is asked of an entry. */
export interface Wanted {
  readonly arch: Architecture
  /** Whether setuid programs get their rights. */
  readonly setuid: boolean
}

/**
 * Flags of our entries. P keeps argv[0] (busybox needs it); F opens the emulator now, so that it works in any root; OC
 * runs the emulator with the rights of a setuid program (C implies O).
 */
function flags(setuid: boolean): string {
  return setuid ? 'POCF' : 'PF'
}

/**
 * Names under which an architecture is registered. The first is what abuild and others look for; abuild turns every
 * loongarch into `loongarch`, so that one has an alias.
 */
export function entryNames(arch: Architecture): readonly [string, ...string[]] {
  return arch.cpu === 'loongarch64' ? ['qemu-loongarch64', 'qemu-loongarch'] : [`qemu-${arch.cpu}`]
}

/**
 * Name of our entry where one of the usual name is somebody else's and cannot serve; it matches before that one.
 * @param number from 1; others where the first ones are taken, by us for something else
 */
export function ownEntryName(arch: Architecture, number: number): string {
  return number === 1 ? `xarch-${arch.cpu}` : `xarch-${arch.cpu}-${number}`
}

/** Whether we would give an entry of that architecture such a name. */
export function isNameFor(arch: Architecture, name: string): boolean {
  return entryNames(arch).includes(name) || name.replace(/-\d+$/, '') === ownEntryName(arch, 1)
}

/**
 * The line to write to the register file. Source: the kernel's Documentation/admin-guide/binfmt-misc.rst; bytes are
 * written as `\xNN`, which no separator can collide with.
 */
export function registerLine(name: string, { arch, setuid }: Wanted, interpreter: string): string {
  const bytes = (hex: string): string => hex.replace(/../g, '\\x$&')
  return `:${name}:M::${bytes(arch.magic)}:${bytes(arch.mask)}:${interpreter}:${flags(setuid)}`
}

/** Longest path of an interpreter that the kernel takes (BINPRM_BUF_SIZE is 128 and has room for its end). */
export const LONGEST_INTERPRETER = 127

/** Reads the text of an entry; undefined where it is none for a magic (an extension's, or not an entry at all). */
export function parseEntry(text: string): Entry | undefined {
  const [first, ...rest] = text.split('\n')
  const value = (key: string): string | undefined =>
    rest
      .find((line) => line.startsWith(`${key} `))
      ?.slice(key.length + 1)
      .trim()
  const interpreter = value('interpreter')
  const magic = value('magic')
  if (interpreter === undefined || magic === undefined || (first !== 'enabled' && first !== 'disabled'))
    return undefined
  return {
    enabled: first === 'enabled',
    interpreter,
    flags: value('flags:') ?? '',
    offset: Number(value('offset') ?? '0'),
    magic,
    mask: value('mask') ?? '',
  }
}

/** Why an entry cannot serve; undefined where it can. */
export function fault(entry: SeenEntry, { arch, setuid }: Wanted): string | undefined {
  const faults: readonly (readonly [boolean, string])[] = [
    [!entry.enabled, 'it is disabled'],
    [
      entry.offset !== 0 || entry.magic !== arch.magic || entry.mask !== arch.mask,
      'its magic or mask is another',
    ],
    [!entry.flags.includes('F'), 'it has no flag F, so its emulator is looked for inside the root'],
    [!entry.flags.includes('P'), 'it has no flag P, so programs lose the name they were called by'],
    [setuid && !entry.flags.includes('C'), 'it has no flag C, which setuid programs need'],
    [entry.works === false, 'a program did not run through it'],
  ]
  return faults.find(([is]) => is)?.[1]
}
