import { createHash } from 'node:crypto'

/** Everything that decides what a built root has in it, by name; printed beside the key. */
export type Ingredients = Readonly<Record<string, string>>

/** Raised when roots built before must not be used any more. */
export const FORMAT = '2'

/** Hexadecimal digits of each ingredient in a key: enough to tell which one a key that is there differs in. */
const FIELD = 4

/**
 * Name of a root: readable in front, then some digits of each ingredient, then a digest of all. No comma, far below 512
 * characters.
 */
export function rootKey(arch: string, ingredients: Ingredients): string {
  const fields = Object.values(ingredients).map((value) => digestOf(value).slice(0, FIELD))
  const all = digestOf(JSON.stringify(Object.entries(ingredients))).slice(0, 24)
  return `${rootKeyStart(arch)}${fields.join('')}-${all}`
}

/** What the keys of all roots of an architecture begin with. */
export function rootKeyStart(arch: string): string {
  return `xarch-${FORMAT}-${arch}-`
}

/**
 * The names of the ingredients in which another key (with or without something behind it) differs; undefined where that
 * cannot be told: it is of another architecture, or has other ingredients.
 */
export function differing(key: string, other: string, ingredients: Ingredients): string[] | undefined {
  const names = Object.keys(ingredients)
  const start = key.slice(0, key.lastIndexOf('-') - names.length * FIELD)
  const [fields = ''] = other.slice(start.length).split('-')
  if (!other.startsWith(start) || fields.length !== names.length * FIELD) return undefined
  const at = (text: string, index: number): string =>
    text.slice(start.length + index * FIELD, start.length + (index + 1) * FIELD)
  return names.filter((_, index) => at(key, index) !== at(other, index))
}

/**
 * Name of an emulator in the cache of the workflow. Versions move, and entries there cannot be replaced: so there is a
 * new one each week (the number of weeks since 1970). What comes from another mirror is another.
 */
export function emulatorKey(cpu: string, hostArch: string, mirror: string, date: Date): string {
  const week = Math.floor(date.getTime() / (7 * 24 * 3600_000))
  return `xarch-${FORMAT}-qemu-${cpu}-${hostArch}-${digestOf(mirror).slice(0, 8)}-${week}`
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
