import { afterAll, beforeAll } from '@jest/globals'
import { inLanes } from './lanes.js'
import { expectUnchanged, settledMachine, snapshotMachine, type Machine } from './machine.js'
import { temporaryFolder, type TemporaryFolder } from './temporary.js'

/** What a test is about: something that is done in a folder of its own. */
export type Case<Value> = (folder: string) => Promise<Value>

/**
 * For a describe block whose cases wait more than they work: does them before the first test, several at a time. What came
 * of each is the matter of its own test. The machine has to be as before once the tests are over.
 * @param cases by name
 * @param width how many are done at a time
 * @returns what came of a case; it throws what the case has thrown
 */
export function atOnce<Value>(
  cases: Readonly<Record<string, Case<Value>>>,
  { width = Infinity, withinMs = 60_000 }: { readonly width?: number; readonly withinMs?: number } = {},
): (name: string) => Promise<Value> {
  const folders: TemporaryFolder[] = []
  const outcomes = new Map<string, Promise<Value>>()
  let before: Machine
  beforeAll(async () => {
    before = snapshotMachine()
    await inLanes(Object.entries(cases), width, async ([name, its]) => {
      const folder = await temporaryFolder()
      folders.push(folder)
      const outcome = its(folder.path)
      outcomes.set(name, outcome)
      await outcome.catch(() => undefined) // its test sees the error
    })
  }, withinMs)
  afterAll(async () => {
    await Promise.all(folders.map((folder) => folder.remove()))
    expectUnchanged(before, await settledMachine(before))
  })
  return (name) => outcomes.get(name) ?? Promise.reject(new Error(`there is no case "${name}"`))
}
