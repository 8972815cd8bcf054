import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { networkFetch } from '../../src/platform/fetch.js'
import { PATIENCE } from '../../src/platform/patience.js'
import { UNSEEN } from '../../src/platform/progress.js'
import { explain } from '../../src/report/errors.js'
import { CONTENT, EXPECTED, fetchBench, type FetchBench } from '../support/fetch-bench.js'
import { type Fault, startMirror } from '../support/mirror-server.js'
import { temporaryFolders } from '../support/temporary.js'

/** What is asked of servers: texts, once each; for how long, and under whose name. */

const newFolder = temporaryFolders()
let bench: FetchBench
beforeEach(async () => {
  bench = await fetchBench(await newFolder())
})
afterEach(() => bench[Symbol.asyncDispose]())

describe('texts and existence', () => {
  it('are asked for once a run, at the same time or later', async () => {
    await writeFile(path.join(bench.served, 'list'), 'text')
    const [text, again] = await Promise.all([
      bench.fetch.text(`${bench.mirror.url}/list`),
      bench.fetch.text(`${bench.mirror.url}/list`),
    ])
    expect([text, again, await bench.fetch.text(`${bench.mirror.url}/list`)]).toEqual([
      'text',
      'text',
      'text',
    ])
    const urls = ['file', 'file', 'none', 'none'].map((name) => `${bench.mirror.url}/${name}`)
    expect(await Promise.all(urls.map((url) => bench.fetch.exists(url)))).toEqual([true, true, false, false])
    expect(await bench.fetch.exists(`${bench.mirror.url}/file`)).toBe(true)
    expect(await bench.fetch.text(`${bench.mirror.url}/none`)).toBeUndefined()
    expect(await bench.fetch.text(`${bench.mirror.url}/none`)).toBeUndefined()
    expect(bench.mirror.requests.map((request) => request.path).sort()).toEqual([
      '/file',
      '/list',
      '/none',
      '/none',
    ])
  })

  it('are asked for again after a failure', async () => {
    bench.mirror.faults['/file'] = { kind: 'status', status: 403, times: 2 }
    expect(await bench.failure(bench.fetch.text(`${bench.mirror.url}/file`))).toContain('403')
    expect(await bench.failure(bench.fetch.exists(`${bench.mirror.url}/file`))).toContain('403')
    expect(await bench.fetch.exists(`${bench.mirror.url}/file`)).toBe(true)
    expect(await bench.fetch.text(`${bench.mirror.url}/file`)).toHaveLength(CONTENT.toString('utf8').length)
  })

  it.each<Fault>([{ kind: 'truncated' }, { kind: 'stall' }, { kind: 'slow', bytesPerSecond: 100 }])(
    'are whole, or an error: $kind',
    async (fault) => {
      bench.mirror.faults['/file'] = fault
      expect(await bench.failure(bench.fetch.text(`${bench.mirror.url}/file`))).toContain('tried 3 times')
    },
  )

  it('larger than the limit are refused, not kept in memory', async () => {
    expect(await bench.failure(bench.fetch.bytes(`${bench.mirror.url}/file`, 199_999))).toContain(
      'limit of 199999 bytes',
    )
    expect((await bench.fetch.bytes(`${bench.mirror.url}/file`, 200_000))?.equals(CONTENT)).toBe(true)
  })
})

describe('an interruption', () => {
  it.each<Fault>([
    { kind: 'silent' },
    { kind: 'stall' },
    { kind: 'slow', bytesPerSecond: 2000 },
    { kind: 'status', status: 503, retryAfter: 1000 },
  ])('ends at once what waits for a server: $kind', async (fault) => {
    bench.mirror.faults['/file'] = fault
    const abort = new AbortController()
    const waiting = networkFetch(bench.log, abort.signal, UNSEEN, { ...PATIENCE, longestPauseMs: 1_000_000 })
    const ended = waiting
      .file(`${bench.mirror.url}/file`, bench.target, EXPECTED)
      .catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const from = performance.now()
    abort.abort()
    expect(await ended).toMatchObject({ name: 'AbortError' })
    expect(performance.now() - from).toBeLessThan(200)
    expect(await readdir(bench.got)).toEqual([])
  })
})

describe('name and password of a URL', () => {
  it('are sent to their server alone, and shown nowhere', async () => {
    await using other = await startMirror(bench.served)
    bench.mirror.faults['/file'] = { kind: 'status', status: 503, times: 1 }
    bench.mirror.faults['/moved'] = { kind: 'redirect', to: `${other.url}/file` }
    const base = bench.mirror.url.replace('//', '//user:p%40ss@')
    await bench.download(`${base}/file`)
    await bench.download(`${base}/moved`)
    const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`
    expect(bench.mirror.requests.map((request) => request.authorization)).toEqual(
      Array(3).fill(authorization),
    )
    expect(other.requests).toEqual([{ method: 'GET', path: '/file' }])
    expect(explain(new Error(bench.lines.join('\n'))).join('\n')).not.toContain('p%40ss')
    await writeFile(bench.target, '')
    const text = await bench.failure(bench.download(`${base}/none`))
    expect(text).toContain(bench.mirror.url.replace('//', '//***@'))
    expect(text).not.toContain('p%40ss')
  })
})
