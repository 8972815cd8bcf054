import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { utimesSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { networkFetch } from '../../src/platform/fetch.js'
import { PATIENCE, type Patience } from '../../src/platform/patience.js'
import type { Downloaded, Expected, Fetch, Log } from '../../src/platform/ports.js'
import { withTemporaryFolder } from '../../src/platform/temporary.js'
import { explain } from '../../src/report/errors.js'
import { type Fault, type Mirror, startMirror } from '../support/mirror-server.js'
import { temporaryFolders } from '../support/temporary.js'

/** The adapter of Fetch against a server that has every fault of a mirror, with times that a test can wait for. */

const SHORT: Patience = {
  tries: 3,
  answerMs: 300,
  stallMs: 300,
  slow: { bytes: 1024, withinMs: 400 },
  pauseMs: 10,
  longestPauseMs: 1500,
}

const newFolder = temporaryFolders()
const content = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7 + (at >> 8)) % 251))
const digestOf = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('hex')
const EXPECTED: Expected = { algorithm: 'sha512', digest: digestOf(content) }

let folder: string
let served: string
let mirror: Mirror
let lines: string[]
/** Called with each line of the log: between two attempts. */
let onLine: (line: string) => void
let fetch: Fetch

beforeEach(async () => {
  folder = await newFolder()
  served = path.join(folder, 'served')
  await mkdir(served)
  await mkdir(path.join(folder, 'got'))
  await writeFile(path.join(served, 'file'), content)
  mirror = await startMirror(served, { ranges: true })
  lines = []
  onLine = () => undefined
  fetch = networkFetch(log, never(), SHORT)
})
afterEach(() => mirror.close())

const say = (line: string): void => {
  lines.push(line)
  onLine(line)
}
const log: Log = { info: say, debug: say, warning: say, error: (all) => lines.push(...all) }
const never = (): AbortSignal => new AbortController().signal
const target = (): string => path.join(folder, 'got', 'file')
const paths = (): string[] => mirror.requests.map((request) => request.path)

/** Downloads `/file`, or another URL, as somebody who knows its digest. */
function download(
  url = `${mirror.url}/file`,
  expected: Expected | undefined = EXPECTED,
): Promise<Downloaded> {
  return fetch.file(url, target(), expected)
}

/** What somebody reads whose download has failed; no file may be left of it. */
async function failure(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  expect(error).toBeDefined()
  expect(await readdir(path.join(folder, 'got'))).toEqual([])
  const text = explain(error).join('\n')
  expect(text).not.toMatch(/this is a bug/)
  return text
}

interface Given {
  readonly fault: Fault
  readonly says: (string | RegExp)[]
  /** How often it is asked for. */
  readonly asked: number
}

describe('a download is given up, with the reason and without a file', () => {
  it.each<Given>([
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
  ])('$fault', async ({ fault, says, asked }) => {
    // A broken download goes on by a Range, which the faults would hit anew; here each attempt is to be alike.
    await using plain = await startMirror(served, { faults: { '/file': fault } })
    const text = await failure(download(`${plain.url}/file`))
    for (const part of says) expect(text).toMatch(part)
    expect(text).toContain(`${plain.url}/file`)
    expect(plain.requests).toHaveLength(asked)
  })

  it('of a server that is not there', async () => {
    await mirror.close()
    expect(await failure(download())).toMatch(/could not download .*ECONNREFUSED .*\(tried 3 times\)/)
  })

  it('of a folder of this machine that has no such file', async () => {
    expect(await failure(download(pathToFileURL(path.join(served, 'none')).href))).toContain('no such file')
  })
})

describe('a download succeeds in the end', () => {
  it.each<{ fault: Fault; asked: number }>([
    { fault: { kind: 'status', status: 503, times: 2 }, asked: 3 },
    { fault: { kind: 'status', status: 429, times: 1, retryAfter: 0 }, asked: 2 },
    { fault: { kind: 'silent', times: 1 }, asked: 2 },
    { fault: { kind: 'stall', times: 2 }, asked: 3 },
    { fault: { kind: 'slow', bytesPerSecond: 100, times: 1 }, asked: 2 },
    { fault: { kind: 'reset', times: 2 }, asked: 3 },
    { fault: { kind: 'truncated', times: 2 }, asked: 3 },
    { fault: { kind: 'long' }, asked: 1 },
    { fault: { kind: 'slow', bytesPerSecond: 400_000 }, asked: 1 },
  ])('after $fault', async ({ fault, asked }) => {
    mirror.faults['/file'] = fault
    expect(await download()).toEqual({ ...EXPECTED, sizeBytes: content.length })
    expect((await readFile(target())).equals(content)).toBe(true)
    expect(mirror.requests).toHaveLength(asked)
  })

  it.each([301, 302, 303, 307, 308])(
    'after redirects (%d), relative and to other servers',
    async (status) => {
      await using other = await startMirror(served, {
        faults: {
          '/moved': { kind: 'redirect', to: 'again', status },
          '/again': { kind: 'redirect', to: './file' },
        },
      })
      mirror.faults['/a/file'] = { kind: 'redirect', to: `${other.url}/moved`, status }
      expect(await download(`${mirror.url}/a/file`)).toMatchObject(EXPECTED)
      expect(other.requests.map((request) => request.path)).toEqual(['/moved', '/again', '/file'])
    },
  )

  it('where nothing is expected of it, and tells its sha256', async () => {
    const digest = createHash('sha256').update(content).digest('hex')
    const whole = { algorithm: 'sha256', digest, sizeBytes: content.length }
    expect(await fetch.file(`${mirror.url}/file`, target())).toEqual(whole)
    expect(await fetch.file(pathToFileURL(path.join(served, 'file')).href, target())).toEqual(whole)
    mirror.faults['/file'] = { kind: 'html' }
    expect(await failure(fetch.file(`${mirror.url}/file`, target()))).toContain('a web page came')
  })
})

describe('Retry-After', () => {
  const waited = async (retryAfter: string): Promise<number> => {
    mirror.faults['/file'] = { kind: 'status', status: 503, retryAfter, times: 1 }
    const from = performance.now()
    await download()
    return performance.now() - from
  }

  it.each<[string, () => string, number, number]>([
    ['in seconds', () => '1', 1000, 1400],
    ['as a date', () => new Date(Date.now() + 2000).toUTCString(), 900, 1900],
    ['as a date that is past', () => 'Wed, 21 Oct 2015 07:28:00 GMT', 0, 500],
    ['of longer than anybody waits', () => '86400', 1500, 2000],
    ['that cannot be read', () => 'soon', 0, 500],
  ])('%s is obeyed', async (_, header, least, most) => {
    const waitedMs = await waited(header())
    expect(waitedMs).toBeGreaterThanOrEqual(least)
    expect(waitedMs).toBeLessThan(most)
  })
})

describe('a broken download', () => {
  const PART: unknown = expect.stringMatching(/^bytes=[1-9]\d{4,5}-$/)
  const ranges = (): (string | undefined)[] => mirror.requests.map(({ range }) => range)

  it('goes on where it has broken off', async () => {
    mirror.faults['/file'] = { kind: 'truncated', times: 1 }
    expect(await download()).toMatchObject(EXPECTED)
    expect(ranges()).toEqual([undefined, PART])
  })

  it('begins anew where the file is another one by now', async () => {
    mirror.faults['/file'] = { kind: 'truncated', times: 1 }
    const other = Buffer.from(content.map((byte) => byte ^ 1))
    onLine = () => {
      execFileSync('cp', ['--', path.join(folder, 'other'), path.join(served, 'file')])
    }
    await writeFile(path.join(folder, 'other'), other)
    const expected: Expected = { algorithm: 'sha512', digest: digestOf(other) }
    expect(await download(undefined, expected)).toMatchObject(expected)
    expect((await readFile(target())).equals(other)).toBe(true)
    expect(ranges()).toEqual([undefined, PART])
  })

  it('begins anew where its two parts do not fit', async () => {
    mirror.faults['/file'] = { kind: 'truncated', times: 1 }
    const file = path.join(served, 'file')
    // Other bytes under the same tag; then the right ones again.
    const rewrite = (bytes: Buffer): void => {
      writeFileSync(file, bytes)
      utimesSync(file, 1e9, 1e9)
    }
    rewrite(content)
    onLine = () => {
      rewrite(Buffer.alloc(content.length))
      onLine = () => {
        rewrite(content)
      }
    }
    expect(await download()).toMatchObject(EXPECTED)
    expect(ranges()).toEqual([undefined, PART, undefined])
  })

  it('begins anew where the server gives no parts', async () => {
    await using plain = await startMirror(served, { faults: { '/file': { kind: 'truncated', times: 1 } } })
    expect(await download(`${plain.url}/file`)).toMatchObject(EXPECTED)
    expect(plain.requests.map(({ range }) => range)).toEqual([undefined, undefined])
  })
})

describe('texts and existence', () => {
  it('are asked for once a run, at the same time or later', async () => {
    await writeFile(path.join(served, 'list'), 'text')
    const [text, again] = await Promise.all([
      fetch.text(`${mirror.url}/list`),
      fetch.text(`${mirror.url}/list`),
    ])
    expect([text, again, await fetch.text(`${mirror.url}/list`)]).toEqual(['text', 'text', 'text'])
    const urls = ['file', 'file', 'none', 'none'].map((name) => `${mirror.url}/${name}`)
    expect(await Promise.all(urls.map((url) => fetch.exists(url)))).toEqual([true, true, false, false])
    expect(await fetch.exists(`${mirror.url}/file`)).toBe(true)
    expect(await fetch.text(`${mirror.url}/none`)).toBeUndefined()
    expect(await fetch.text(`${mirror.url}/none`)).toBeUndefined()
    expect(paths().sort()).toEqual(['/file', '/list', '/none', '/none'])
  })

  it('are asked for again after a failure', async () => {
    mirror.faults['/file'] = { kind: 'status', status: 403, times: 2 }
    expect(await failure(fetch.text(`${mirror.url}/file`))).toContain('403')
    expect(await failure(fetch.exists(`${mirror.url}/file`))).toContain('403')
    expect(await fetch.exists(`${mirror.url}/file`)).toBe(true)
    expect(await fetch.text(`${mirror.url}/file`)).toHaveLength(content.toString('utf8').length)
  })

  it.each<Fault>([{ kind: 'truncated' }, { kind: 'stall' }, { kind: 'slow', bytesPerSecond: 100 }])(
    'are whole, or an error: $kind',
    async (fault) => {
      mirror.faults['/file'] = fault
      expect(await failure(fetch.text(`${mirror.url}/file`))).toContain('tried 3 times')
    },
  )

  it('larger than the limit are refused, not kept in memory', async () => {
    expect(await failure(fetch.bytes(`${mirror.url}/file`, 199_999))).toContain('limit of 199999 bytes')
    expect((await fetch.bytes(`${mirror.url}/file`, 200_000))?.equals(content)).toBe(true)
  })
})

describe('an interruption', () => {
  it.each<Fault>([
    { kind: 'silent' },
    { kind: 'stall' },
    { kind: 'slow', bytesPerSecond: 2000 },
    { kind: 'status', status: 503, retryAfter: 1000 },
  ])('ends at once what waits for a server: $kind', async (fault) => {
    mirror.faults['/file'] = fault
    const abort = new AbortController()
    const waiting = networkFetch(log, abort.signal, { ...PATIENCE, longestPauseMs: 1_000_000 })
    const ended = waiting.file(`${mirror.url}/file`, target(), EXPECTED).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const from = performance.now()
    abort.abort()
    expect(await ended).toMatchObject({ name: 'AbortError' })
    expect(performance.now() - from).toBeLessThan(200)
    expect(await readdir(path.join(folder, 'got'))).toEqual([])
  })
})

describe('name and password of a URL', () => {
  it('are sent to their server alone, and shown nowhere', async () => {
    await using other = await startMirror(served)
    mirror.faults['/file'] = { kind: 'status', status: 503, times: 1 }
    mirror.faults['/moved'] = { kind: 'redirect', to: `${other.url}/file` }
    const base = mirror.url.replace('//', '//user:p%40ss@')
    await download(`${base}/file`)
    await download(`${base}/moved`)
    const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`
    expect(mirror.requests.map((request) => request.authorization)).toEqual(Array(3).fill(authorization))
    expect(other.requests).toEqual([{ method: 'GET', path: '/file' }])
    expect(explain(new Error(lines.join('\n'))).join('\n')).not.toContain('p%40ss')
    await writeFile(target(), '')
    const text = await failure(download(`${base}/none`))
    expect(text).toContain(mirror.url.replace('//', '//***@'))
    expect(text).not.toContain('p%40ss')
  })
})

describe('a disk', () => {
  /** Has a small file system where downloads go, while something is tried. */
  async function withDisk<T>(options: string, work: () => Promise<T>): Promise<T> {
    const place = path.join(folder, 'got')
    execFileSync('mount', ['-n', '-t', 'tmpfs', '-o', options, 'test', place])
    try {
      return await work()
    } finally {
      execFileSync('umount', ['-n', place])
    }
  }

  it.each([
    { state: 'that is full', options: 'size=64k', says: ['its disk is full', /\d+ bytes are free/] },
    { state: 'without inodes', options: 'size=1m,nr_inodes=1', says: ['no inode is free'] },
    { state: 'that is read-only', options: 'size=1m,ro', says: ['read-only (EROFS)'] },
  ])('$state is told as such, once', async ({ options, says }) => {
    const text = await withDisk(options, () => failure(download()))
    for (const part of [...says, `the folder ${path.join(folder, 'got')}`, 'XDG_CACHE_HOME'])
      expect(text).toMatch(part)
    expect(paths()).toEqual(['/file'])
  })

  it.each([
    { state: 'without inodes', options: 'size=1m,nr_inodes=1', says: 'no inode is free' },
    { state: 'that is read-only', options: 'size=1m,ro', says: 'read-only (EROFS)' },
  ])('$state has no temporary folder, and it is told as such', async ({ options, says }) => {
    const work = (): Promise<void> => withTemporaryFolder(path.join(folder, 'got'), () => Promise.resolve())
    expect(await withDisk(options, () => failure(work()))).toContain(says)
  })

  it('without the folder is told as such', async () => {
    const nowhere = path.join(folder, 'none', 'file')
    const text = await failure(fetch.file(`${mirror.url}/file`, nowhere, EXPECTED))
    expect(text).toContain(`could not write to the folder ${path.dirname(nowhere)}: it is not there`)
  })
})
