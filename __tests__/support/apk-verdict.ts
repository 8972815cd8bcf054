import { expect } from '@jest/globals'
import { Failed } from '../../src/report/errors.js'

/** Where the bytes of these tests are said to come from. */
export const SOURCE = 'https://mirror.test/main/mips64/thing'

/** What it gives, or undefined where it is refused; any other error is one of the test. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    expect(error).toBeInstanceOf(Failed)
    return undefined
  }
}

/** What the user reads: it tells where the bytes came from. */
export function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(Failed)
    const { what, source } = (error as Failed).explanation
    expect(source).toBe(SOURCE)
    return what
  }
  throw new Error('nothing was refused')
}
