import { createHash } from 'node:crypto'

/** Everything that decides what a built root has in it, by name; printed beside the key. */
export type Ingredients = Readonly<Record<string, string>>

/** Raised when roots built before must not be used any more. */
export const FORMAT = '1'

/** Name of a root: readable in front, a digest of all ingredients behind. No comma, far below 512 characters. */
export function rootKey(arch: string, ingredients: Ingredients): string {
  return `xarch-${FORMAT}-${arch}-${digestOf(JSON.stringify(Object.entries(ingredients))).slice(0, 24)}`
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
