import { describe, it } from '@jest/globals'
import { triedAtOnce } from './tried-at-once.js'

/** Tests by their names. */
export type Tests<Given> = Readonly<Record<string, (given: Given) => Promise<void>>>

/**
 * For a file or a describe block: tests that have nothing to do with each other, which are tried at once, before the first
 * of them is reported. Those that take long come best first.
 * @param given makes what each test has for itself, and takes it away again: `placeOfCase`, `jobsOfCase`
 * @param groups tests by what their describe block is called
 */
export function testsAtOnce<Given extends AsyncDisposable>(
  given: () => Given | Promise<Given>,
  groups: Readonly<Record<string, Tests<Given>>>,
): void {
  const all = Object.values(groups).flatMap((tests) => Object.values(tests))
  const tried = triedAtOnce(all, async (test) => {
    await using its = await given()
    await test(its)
  })
  for (const [group, tests] of Object.entries(groups))
    describe(group, () => {
      for (const [name, test] of Object.entries(tests))
        it(name, () => {
          tried(test)
        })
    })
}
