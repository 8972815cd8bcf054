import { createHash } from 'node:crypto'

/** Everything that decides what a built root has in it, by name; printed beside the key. */
export type Ingredients = Readonly<Record<string, string>>

/** Raised when roots built before must not be used any more. */
export const FORMAT = '1'

/** Name of a root: readable in front, a digest of all ingredients behind. No comma, far below 512 characters. */
export function rootKey(arch: string, ingredients: Ingredients): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(Object.entries(ingredients)))
    .digest('hex')
  return `xarch-${FORMAT}-${arch}-${digest.slice(0, 24)}`
}
