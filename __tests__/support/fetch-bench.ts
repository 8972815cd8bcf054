import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@jest/globals'
import { networkFetch } from '../../src/platform/fetch.js'
import type { Patience } from '../../src/platform/patience.js'
import type { Downloaded, Expected, Fetch, Log, Progress } from '../../src/platform/ports.js'
import { UNSEEN } from '../../src/platform/progress.js'
import { explain } from '../../src/report/errors.js'
import { type Mirror, startMirror } from './mirror-server.js'

/** The adapter of Fetch against a server that has every fault of a mirror, with times that a test can wait for. */

const SHORT: Patience = {
  tries: 3,
  answerMs: 300,
  stallMs: 300,
  slow: { bytes: 1024, withinMs: 400 },
  pauseMs: 10,
  longestPauseMs: 1500,
}

/** What the server has as `/file`. */
export const CONTENT = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7 + (at >> 8)) % 251))

/** How a download is expected that has these bytes. */
export const expectedOf = (bytes: Buffer): Expected => ({
  algorithm: 'sha512',
  digest: createHash('sha512').update(bytes).digest('hex'),
})
export const EXPECTED = expectedOf(CONTENT)

export interface FetchBench {
  /** The folder that the server serves. */
  readonly served: string
  /** The folder that downloads go to, and the file. */
  readonly got: string
  readonly target: string
  readonly mirror: Mirror
  readonly fetch: Fetch
  readonly log: Log
  /** Of the log. */
  readonly lines: string[]
  /** Called with each line of the log: between two attempts. */
  onLine: (line: string) => void
  /** Downloads `/file`, or another URL, as somebody who knows its digest. */
  download(url?: string, expected?: Expected): Promise<Downloaded>
  /** What somebody reads whose download has failed; no file may be left of it. */
  failure(work: Promise<unknown>): Promise<string>
  [Symbol.asyncDispose](): Promise<void>
}

/** @param folder an empty one */
export async function fetchBench(folder: string, progress: Progress = UNSEEN): Promise<FetchBench> {
  const [served, got] = [path.join(folder, 'served'), path.join(folder, 'got')]
  for (const made of [served, got]) await mkdir(made)
  await writeFile(path.join(served, 'file'), CONTENT)
  const mirror = await startMirror(served, { ranges: true })
  const say = (line: string): void => {
    bench.lines.push(line)
    bench.onLine(line)
  }
  const log: Log = { info: say, debug: say, warning: say, error: (all) => bench.lines.push(...all) }
  const fetch = networkFetch(log, new AbortController().signal, progress, SHORT)
  const target = path.join(got, 'file')
  const bench: FetchBench = {
    served,
    got,
    target,
    mirror,
    fetch,
    log,
    lines: [],
    onLine: () => undefined,
    download: (url = `${mirror.url}/file`, expected = EXPECTED) => fetch.file(url, target, expected),
    failure: async (work) => {
      const error: unknown = await work.then(
        () => undefined,
        (cause: unknown) => cause,
      )
      expect(error).toBeDefined()
      expect(await readdir(got)).toEqual([])
      const text = explain(error).join('\n')
      expect(text).not.toMatch(/this is a bug/)
      return text
    },
    [Symbol.asyncDispose]: () => mirror.close(),
  }
  return bench
}
