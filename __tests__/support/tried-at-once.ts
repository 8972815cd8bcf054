import { beforeAll, expect } from '@jest/globals'
import { inLanes } from './lanes.js'
import { describeDifference, settledMachine, snapshotMachine } from './machine.js'

/** Much of a run is waiting: with more at a time than a machine has processors, none of them is idle. */
const LANES = 3

/**
 * For a describe block: cases that have nothing to do with each other, in folders of their own, are all tried before
 * the first test, some at a time. Once all are over the machine has to be as before, else the tests of all of them fail.
 * @param attempt all that a case does and asserts
 * @param lanes how many are tried at a time
 * @returns what a test calls for its case: throws what the attempt has thrown
 */
export function triedAtOnce<Case>(
  cases: readonly Case[],
  attempt: (one: Case) => Promise<void>,
  lanes = LANES,
): (one: Case) => void {
  const ended = new Map<Case, PromiseSettledResult<void>>()
  let left: readonly string[] = []
  beforeAll(async () => {
    const before = snapshotMachine()
    await inLanes(cases, lanes, async (one) => {
      const [end] = await Promise.allSettled([attempt(one)])
      ended.set(one, end)
    })
    left = describeDifference(before, await settledMachine(before))
  }, 240_000)
  return (one) => {
    const end = ended.get(one)
    if (end === undefined) throw new Error('the case was not tried')
    if (end.status === 'rejected') throw end.reason
    expect(left).toEqual([])
  }
}
