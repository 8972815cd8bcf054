import { it } from '@jest/globals'

/** Skips what cannot be tried here, aloud: jest keeps the names of tests to itself where it skips all of a file. */
export function skipAloud(name: string): void {
  process.stderr.write(`${name}\n`)
  it.skip(name, () => undefined)
}
