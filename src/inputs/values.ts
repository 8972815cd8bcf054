import { ARCHITECTURES, type Branch } from '../arch/architectures.js'
import { takesValue } from './options.js'
import type { Input } from './input.js'

/** What a shell can offer for the value of an option; read from what stands for the value in `--help`. */
export interface Offered {
  /** Words of which the value is one, or begins with one. */
  readonly words: readonly string[]
  /** Several words, with commas between them. */
  readonly isList: boolean
  readonly files: 'none' | 'files' | 'folders'
}

const NOTHING: Offered = { words: [], isList: false, files: 'none' }

/** Undefined where the option takes no value. */
export function offered(input: Input): Offered | undefined {
  if (!takesValue(input)) return undefined
  const { value = '', name } = input
  const parts = value.split('|')
  const isWords = parts.length > 1 && parts.every((part) => /^[a-z-]+$/.test(part))
  if (isWords) return { ...NOTHING, words: parts }
  if (parts[0]?.startsWith('ARCH'))
    return {
      ...NOTHING,
      isList: true,
      words: [...ARCHITECTURE_NAMES, ...parts.filter((part) => part === 'all')],
    }
  if (value === 'BRANCH') return { ...NOTHING, words: BRANCHES }
  // The option output is a folder of xarch run and a file of xarch build: completion for bash has one for both.
  if (value === 'DIR' && name !== 'output') return { ...NOTHING, files: 'folders' }
  if (/^(FILES?|SOURCE|DIR)/.test(value)) return { ...NOTHING, words: SOURCES[name] ?? [], files: 'files' }
  if (value.includes('file:DIR')) return { ...NOTHING, words: ['https://', 'file:'] }
  return NOTHING
}

export const ARCHITECTURE_NAMES: readonly string[] = ARCHITECTURES.map(({ name }) => name)

/** Sources that are words; the others are files and addresses. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  qemu: ['auto', 'system', 'apk', 'apt'],
  rootfs: ['auto', 'minirootfs', 'apk', 'docker://', 'debian:', 'ubuntu:'],
}

/** Those that the table of architectures names, and those between them, newest first; any newer one can be given. */
export const BRANCHES: readonly string[] = ['latest-stable', 'edge', ...numbered()]

function numbered(): string[] {
  const rows = ARCHITECTURES.flatMap(({ alpine }) => (alpine ? [alpine.first, alpine.last] : []))
  const minors = rows
    .filter((branch) => branch !== null)
    .map((branch: Branch) => Number(branch.split('.')[1]))
  const [oldest, newest] = [Math.min(...minors), Math.max(...minors)]
  return Array.from({ length: newest - oldest + 1 }, (_, at) => `v3.${newest - at}`)
}
