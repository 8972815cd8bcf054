import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { atOnce } from '../support/at-once.js'
import { CONTENT, EXPECTED, fetchBench, type FetchBench } from '../support/fetch-bench.js'
import { type Fault, startMirror } from '../support/mirror-server.js'
import { temporaryFolders } from '../support/temporary.js'

/** Files of a server with faults: whole in the end, or given up. */

const newFolder = temporaryFolders()
let bench: FetchBench
beforeEach(async () => {
  bench = await fetchBench(await newFolder())
})
afterEach(() => bench[Symbol.asyncDispose]())

interface Given {
  readonly fault: Fault
  readonly says: (string | RegExp)[]
  /** How often it is asked for. */
  readonly asked: number
}

const nameOf = ({ fault }: { readonly fault: Fault }): string => JSON.stringify(fault)

const GIVEN_UP: readonly Given[] = [
  { fault: { kind: 'status', status: 404 }, says: ['no such file (404)'], asked: 1 },
  { fault: { kind: 'status', status: 410 }, says: ['no such file (410)'], asked: 1 },
  { fault: { kind: 'status', status: 403 }, says: ['answered 403'], asked: 1 },
  { fault: { kind: 'status', status: 401 }, says: ['answered 401'], asked: 1 },
  { fault: { kind: 'status', status: 500 }, says: ['answered 500', 'tried 3 times'], asked: 3 },
  { fault: { kind: 'status', status: 502 }, says: ['answered 502', 'tried 3 times'], asked: 3 },
  { fault: { kind: 'status', status: 429 }, says: ['answered 429', 'tried 3 times'], asked: 3 },
  { fault: { kind: 'status', status: 408 }, says: ['answered 408', 'tried 3 times'], asked: 3 },
  { fault: { kind: 'status', status: 204 }, says: ['answered 204'], asked: 1 },
  { fault: { kind: 'silent' }, says: ['no answer came for 0.3 s', 'tried 3 times'], asked: 3 },
  { fault: { kind: 'stall' }, says: ['no byte came for 0.3 s after 1000 of 200000 bytes'], asked: 3 },
  {
    fault: { kind: 'slow', bytesPerSecond: 100 },
    says: [/only \d+ bytes came in 0\.4 s after \d+ of 200000 bytes/],
    asked: 3,
  },
  { fault: { kind: 'reset' }, says: [/reset after \d+ of 200000 bytes/, 'tried 3 times'], asked: 3 },
  { fault: { kind: 'truncated' }, says: [/after \d+ of 200000 bytes/, 'tried 3 times'], asked: 3 },
  { fault: { kind: 'short' }, says: ['sha512 of file is', EXPECTED.digest], asked: 1 },
  { fault: { kind: 'short', keepBytes: 0 }, says: ['sha512 of file is'], asked: 1 },
  { fault: { kind: 'flip' }, says: ['sha512 of file is', EXPECTED.digest], asked: 1 },
  { fault: { kind: 'html' }, says: ['sha512 of file is', 'it is a web page'], asked: 1 },
  { fault: { kind: 'redirect', to: '/file' }, says: ['sends us on and on'], asked: 6 },
  { fault: { kind: 'redirect', to: 'ftp://m/file' }, says: ['sends us to "ftp://m/file"'], asked: 1 },
  { fault: { kind: 'redirect', to: 'file:///etc/passwd' }, says: ['sends us to "file:'], asked: 1 },
  { fault: { kind: 'redirect', to: 'http://[' }, says: ['sends us to "http://["'], asked: 1 },
]

describe('a download is given up, with the reason and without a file', () => {
  // A broken download goes on by a Range, which the faults would hit anew; here each attempt is to be alike.
  const giveUp = async (fault: Fault, folder: string) => {
    await using its = await fetchBench(folder)
    await using plain = await startMirror(its.served, { faults: { '/file': fault } })
    const url = `${plain.url}/file`
    return { url, text: await its.failure(its.download(url)), asked: plain.requests.length }
  }
  const cases = GIVEN_UP.map(
    (given) => [nameOf(given), (folder: string) => giveUp(given.fault, folder)] as const,
  )
  const outcomeOf = atOnce(Object.fromEntries(cases))

  it.each(GIVEN_UP)('$fault', async (given) => {
    const { url, text, asked } = await outcomeOf(nameOf(given))
    for (const part of given.says) expect(text).toMatch(part)
    expect(text).toContain(url)
    expect(asked).toBe(given.asked)
  })

  it('of a server that is not there', async () => {
    await bench.mirror.close()
    expect(await bench.failure(bench.download())).toMatch(
      /could not download .*ECONNREFUSED .*\(tried 3 times\)/,
    )
  })

  it('of a folder of this machine that has no such file', async () => {
    expect(
      await bench.failure(bench.download(pathToFileURL(path.join(bench.served, 'none')).href)),
    ).toContain('no such file')
  })
})

const IN_THE_END: readonly Omit<Given, 'says'>[] = [
  { fault: { kind: 'status', status: 503, times: 2 }, asked: 3 },
  { fault: { kind: 'status', status: 429, times: 1, retryAfter: 0 }, asked: 2 },
  { fault: { kind: 'silent', times: 1 }, asked: 2 },
  { fault: { kind: 'stall', times: 2 }, asked: 3 },
  { fault: { kind: 'slow', bytesPerSecond: 100, times: 1 }, asked: 2 },
  { fault: { kind: 'reset', times: 2 }, asked: 3 },
  { fault: { kind: 'truncated', times: 2 }, asked: 3 },
  { fault: { kind: 'long' }, asked: 1 },
  { fault: { kind: 'slow', bytesPerSecond: 400_000 }, asked: 1 },
]

describe('a download succeeds in the end', () => {
  const succeed = async (fault: Fault, folder: string) => {
    await using its = await fetchBench(folder)
    its.mirror.faults['/file'] = fault
    const downloaded = await its.download()
    return { downloaded, bytes: await readFile(its.target), asked: its.mirror.requests.length }
  }
  const cases = IN_THE_END.map(
    (given) => [nameOf(given), (folder: string) => succeed(given.fault, folder)] as const,
  )
  const outcomeOf = atOnce(Object.fromEntries(cases))

  it.each(IN_THE_END)('after $fault', async (given) => {
    const { downloaded, bytes, asked } = await outcomeOf(nameOf(given))
    expect(downloaded).toEqual({ ...EXPECTED, sizeBytes: CONTENT.length })
    expect(bytes.equals(CONTENT)).toBe(true)
    expect(asked).toBe(given.asked)
  })

  it.each([301, 302, 303, 307, 308])(
    'after redirects (%d), relative and to other servers',
    async (status) => {
      await using other = await startMirror(bench.served, {
        faults: {
          '/moved': { kind: 'redirect', to: 'again', status },
          '/again': { kind: 'redirect', to: './file' },
        },
      })
      bench.mirror.faults['/a/file'] = { kind: 'redirect', to: `${other.url}/moved`, status }
      expect(await bench.download(`${bench.mirror.url}/a/file`)).toMatchObject(EXPECTED)
      expect(other.requests.map((request) => request.path)).toEqual(['/moved', '/again', '/file'])
    },
  )

  it('where nothing is expected of it, and tells its sha256', async () => {
    const digest = createHash('sha256').update(CONTENT).digest('hex')
    const whole = { algorithm: 'sha256', digest, sizeBytes: CONTENT.length }
    expect(await bench.fetch.file(`${bench.mirror.url}/file`, bench.target)).toEqual(whole)
    expect(await bench.fetch.file(pathToFileURL(path.join(bench.served, 'file')).href, bench.target)).toEqual(
      whole,
    )
    bench.mirror.faults['/file'] = { kind: 'html' }
    expect(await bench.failure(bench.fetch.file(`${bench.mirror.url}/file`, bench.target))).toContain(
      'a web page came',
    )
  })
})
