import { afterEach, describe, expect, it } from '@jest/globals'
import { ProgressLines } from '../../src/platform/progress-lines.js'
import { Board } from '../../src/platform/progress.js'
import { CONTENT, fetchBench, type FetchBench } from '../support/fetch-bench.js'
import { temporaryFolders } from '../support/temporary.js'

/** Downloads from a slow server, as a log tells of them. */

const newFolder = temporaryFolders()
let bench: FetchBench | undefined
afterEach(() => bench?.[Symbol.asyncDispose]())

/** A server, and a log that tells of what takes 0.3 s, and again each 0.4 s. */
async function slowBench(): Promise<{ bench: FetchBench; told: { atMs: number; line: string }[] }> {
  const told: { atMs: number; line: string }[] = []
  const beganMs = performance.now()
  const viewer = new ProgressLines(
    (line) => {
      told.push({ atMs: performance.now() - beganMs, line })
    },
    { firstMs: 300, nextMs: 400, laterMs: 60_000 },
  )
  const board = new Board(() => Promise.resolve(viewer), { firstMs: 300, everyMs: 20 })
  bench = await fetchBench(await newFolder(), board)
  return { bench, told }
}

describe('a slow download', () => {
  it('is told of in time, with its size and rate, and at its end', async () => {
    const { bench, told } = await slowBench()
    bench.mirror.faults['/file'] = { kind: 'slow', bytesPerSecond: 150_000 } // 1.3 s
    await bench.download()
    const lines = told.map(({ line }) => line)
    expect(lines.at(-1)).toMatch(/^file: 200 kB in [12] s, \d+ kB\/s$/)
    const going = lines.slice(0, -1)
    expect(going.length).toBeGreaterThanOrEqual(2)
    for (const line of going) expect(line).toMatch(/^file: \d+(\.\d)? of 200 kB, \d+ kB\/s, \d s left$/)
    const times = told.slice(0, -1).map(({ atMs }) => atMs)
    expect(times[0]).toBeGreaterThanOrEqual(299)
    for (const [index, atMs] of times.slice(1).entries())
      expect(atMs - (times[index] ?? 0)).toBeGreaterThanOrEqual(399)
  })

  it('is told of by its name, also where it becomes no file', async () => {
    const { bench, told } = await slowBench()
    bench.mirror.faults['/file'] = { kind: 'slow', bytesPerSecond: 300_000 }
    const got = await bench.fetch.bytes(`${bench.mirror.url}/file`, 1e6, 'qemu-ppc')
    expect(got?.equals(CONTENT)).toBe(true)
    expect(told[0]?.line).toMatch(/^qemu-ppc: \d+ of 200 kB/)
  })

  it('goes on from where it was, when it is resumed', async () => {
    const { bench, told } = await slowBench()
    bench.mirror.faults['/file'] = { kind: 'truncated', times: 1 }
    bench.onLine = () => {
      bench.onLine = () => undefined
      bench.mirror.faults['/file'] = { kind: 'status', status: 503, retryAfter: 1, times: 1 }
    }
    await bench.download()
    expect(told[0]?.line).toMatch(/^file: 100 of 200 kB/)
    expect(told.at(-1)?.line).toMatch(/^file: 200 kB in/)
    expect(bench.mirror.requests.at(-1)).toMatchObject({ range: 'bytes=100000-' })
  })

  it('is not told of where it takes no time', async () => {
    const { bench, told } = await slowBench()
    await bench.download()
    expect(told).toEqual([])
  })

  it('has no last line where it fails', async () => {
    const { bench, told } = await slowBench()
    bench.mirror.faults['/file'] = { kind: 'stall', afterBytes: 1000 }
    await bench.failure(bench.download())
    expect(told.length).toBeGreaterThan(0)
    for (const { line } of told) expect(line).toMatch(/^file: 1\.0 of 200 kB/)
  })
})
