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

/** Flags of our entries: keep argv[0] (busybox needs it), and open the emulator now, so that it works in any root. */
export const FLAGS = 'PF'

/** Name of the entry that abuild and others look for. */
export function entryName(arch: Architecture): string {
  return `qemu-${arch.cpu}`
}

/**
 * The line to write to the register file. Source: the kernel's Documentation/admin-guide/binfmt-misc.rst; bytes are
 * written as `\xNN`, which no separator can collide with.
 */
export function registerLine(name: string, arch: Architecture, interpreter: string): string {
  const bytes = (hex: string): string => hex.replace(/../g, '\\x$&')
  return `:${name}:M::${bytes(arch.magic)}:${bytes(arch.mask)}:${interpreter}:${FLAGS}`
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

/** Why an entry cannot serve us; undefined where it can. */
export function fault(entry: Entry, arch: Architecture): string | undefined {
  if (!entry.enabled) return 'it is disabled'
  if (entry.offset !== 0 || entry.magic !== arch.magic || entry.mask !== arch.mask)
    return 'its magic or mask is another'
  if (!entry.flags.includes('F')) return 'it has no flag F, so its emulator is looked for inside the root'
  if (!entry.flags.includes('P')) return 'it has no flag P, so programs lose the name they were called by'
  return undefined
}
