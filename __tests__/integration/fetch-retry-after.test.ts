import { describe, expect, it } from '@jest/globals'
import { atOnce } from '../support/at-once.js'
import { fetchBench } from '../support/fetch-bench.js'

/** The header, how long at least is waited, and less than what. */
const HEADERS: readonly (readonly [string, () => string, number, number])[] = [
  ['in seconds', () => '1', 1000, 1400],
  ['as a date', () => new Date(Date.now() + 2000).toUTCString(), 900, 1900],
  ['as a date that is past', () => 'Wed, 21 Oct 2015 07:28:00 GMT', 0, 500],
  ['of longer than anybody waits', () => '86400', 1500, 2000],
  ['that cannot be read', () => 'soon', 0, 500],
]

describe('Retry-After', () => {
  const waited = async (retryAfter: string, folder: string): Promise<number> => {
    await using bench = await fetchBench(folder)
    bench.mirror.faults['/file'] = { kind: 'status', status: 503, retryAfter, times: 1 }
    const from = performance.now()
    await bench.download()
    return performance.now() - from
  }
  const cases = HEADERS.map(([name, header]) => [name, (folder: string) => waited(header(), folder)] as const)
  const outcomeOf = atOnce(Object.fromEntries(cases))

  it.each(HEADERS)('%s is obeyed', async (name, _, least, most) => {
    const waitedMs = await outcomeOf(name)
    expect(waitedMs).toBeGreaterThanOrEqual(least)
    expect(waitedMs).toBeLessThan(most)
  })
})
