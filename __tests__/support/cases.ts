import { AsyncLocalStorage } from 'node:async_hooks'

/** What a test has for itself where the tests of a file are tried side by side (`side-by-side.ts`). */

/** What a case is given, until it is over. */
export interface Given {
  [Symbol.asyncDispose](): Promise<void>
}

type Give = () => Promise<Given>

const current = new AsyncLocalStorage<ReadonlyMap<Give, Given>>()
const gives: Give[] = []
const firsts: (() => Promise<unknown>)[] = []
let isAnyCase = false

/** Whether the tests of this file are tried side by side: what is looked at before and after each says nothing then. */
export function areSideBySide(): boolean {
  return isAnyCase
}

/** Says that the tests of this file are. */
export function trySideBySide(): void {
  isAnyCase = true
}

/** Has something made before all cases, and before what the machine was like is looked at. */
export function beforeCases(make: () => Promise<unknown>): void {
  firsts.push(make)
}

/** Makes all of that. */
export async function readyForCases(): Promise<void> {
  for (const make of firsts) await make()
}

/**
 * Has every case given something.
 * @returns what gives a case its own; undefined outside of any
 */
export function ofEachCase<Its extends Given>(give: () => Promise<Its>): () => Its | undefined {
  gives.push(give)
  return () => current.getStore()?.get(give) as Its | undefined
}

/** Does all of a case with what it is given, and takes that away: throws what either has thrown. */
export async function inCase(work: () => unknown): Promise<void> {
  const given = new Map<Give, Given>()
  try {
    for (const give of gives) given.set(give, await give())
    await current.run(given, () => Promise.resolve().then(work))
  } finally {
    await endAll([...given.values()].reverse())
  }
}

/** Ends all of them, whatever comes of some. */
async function endAll(all: readonly Given[]): Promise<void> {
  const ends: PromiseSettledResult<void>[] = []
  for (const one of all) ends.push(...(await Promise.allSettled([one[Symbol.asyncDispose]()])))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
