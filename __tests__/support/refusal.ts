import { expect } from '@jest/globals'
import type { Ended, Place } from './xarch.js'

/** A refusal is one error with what, where and what to do; nothing of ours on stdout, no root, no half of one. */
export async function expectRefused(
  place: Place,
  arch: string,
  ended: Ended,
  says: readonly (string | RegExp)[],
): Promise<void> {
  const { status, signal, stdout, stderr } = ended
  expect({ status, signal, stdout }).toEqual({ status: 125, signal: null, stdout: '' })
  for (const words of says) expect(stderr).toMatch(words)
  expect(stderr).toMatch(/error: do: /)
  expect(stderr.match(/error: do: /g)).toHaveLength(1)
  expect(stderr).not.toMatch(/bug in xarch|\n\s+at .*:\d+:\d+/)
  expect((await place.roots()).filter((name) => name.startsWith('.part.') || name.includes(arch))).toEqual([])
}
