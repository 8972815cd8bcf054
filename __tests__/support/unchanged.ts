import { afterEach, beforeEach } from '@jest/globals'
import { areSideBySide } from './cases.js'
import { expectUnchanged, settledMachine, snapshotMachine, type Machine } from './machine.js'

/** For a describe block or a file: each test of it fails where it leaves the machine another than it found it. */
export function watchMachine(): void {
  let before: Machine | undefined
  beforeEach(() => {
    if (areSideBySide()) return
    before = snapshotMachine()
  })
  afterEach(async () => {
    if (before) expectUnchanged(before, await settledMachine(before))
  })
}
