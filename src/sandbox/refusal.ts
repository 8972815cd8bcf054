import type { Obstacle } from '../plan/isolation.js'
import { Refused } from '../report/errors.js'

/** What a check refuses, as something that speaks against a kind of isolation; undefined where it refuses nothing. */
export async function refusalOf(check: () => void | Promise<void>): Promise<Obstacle | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { what, todo = '' } = error.explanation
    return { what, todo }
  }
}
