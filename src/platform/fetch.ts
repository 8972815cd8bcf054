import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { addAbortSignal, Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Failed } from '../report/errors.js'
import { wrongDigest } from '../verify/digest.js'
import type { Expected, Fetch, Log } from './ports.js'

const TRIES = 4
/** No byte for so long, and a connection is given up. */
const STALL_MS = 20_000
const TEXT_BYTES = 4 * 1024 * 1024
const FILE_BYTES = 2 * 1024 * 1024 * 1024
/** The longest pause a server may ask for by Retry-After. */
const LONGEST_PAUSE_MS = 30_000
const NEVER_THERE = new Set([404, 410])
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const NO_USE_TO_RETRY = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429

type Response =
  { readonly found: false } | { readonly found: true; readonly body: Readable; readonly length?: number }

class Unanswered extends Error {
  constructor(
    message: string,
    readonly final: boolean,
    readonly pauseMs?: number,
  ) {
    super(message)
  }
}

/** Downloads over http and https (proxies by the usual variables) and reads `file:` URLs. */
export function networkFetch(log: Log, abort: AbortSignal): Fetch {
  const retried = async <T>(url: string, attempt: () => Promise<T>): Promise<T> => {
    for (let tried = 1; ; tried++) {
      try {
        return await attempt()
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error
        if (error.final || tried === TRIES) throw unreachable(url, error.message, tried)
        log.debug(`${url}: ${error.message}; try ${tried} of ${TRIES}`)
        await sleep(error.pauseMs ?? 250 * 2 ** tried, undefined, { signal: abort })
      }
    }
  }
  const bytes: Fetch['bytes'] = (url, limitBytes) =>
    retried(url, async () => {
      const response = await open(url, abort)
      return response.found ? await collected(response, limitBytes) : undefined
    })
  return {
    bytes,
    text: async (url) => (await bytes(url, TEXT_BYTES))?.toString('utf8'),
    exists: (url) =>
      url.startsWith('file:')
        ? present(fileURLToPath(url))
        : retried(url, async () => (await ask(url, 'HEAD')).found),
    file: (url, path, expected) =>
      retried(url, async () => {
        try {
          const response = await open(url, abort)
          if (!response.found) throw new Unanswered('there is no such file (404)', true)
          await written(response, path, url, expected)
        } catch (error) {
          await rm(path, { force: true })
          throw error
        }
      }),
  }
}

async function open(url: string, abort: AbortSignal): Promise<Response> {
  abort.throwIfAborted()
  if (!url.startsWith('file:')) {
    const response = await ask(url, 'GET')
    if (response.found) addAbortSignal(abort, response.body)
    return response
  }
  const path = fileURLToPath(url)
  return (await present(path)) ? { found: true, body: createReadStream(path) } : { found: false }
}

async function present(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}

/** Asks for a URL, and where it sends us: at most so many times, and never from https to http. */
async function ask(url: string, verb: 'GET' | 'HEAD', redirects = 5): Promise<Response> {
  const { HttpClient } = await import('@actions/http-client')
  const options = { socketTimeout: STALL_MS, allowRedirects: false } // its own takes absolute addresses alone
  let message: IncomingMessage
  try {
    const client = new HttpClient('xarch-action', [], options)
    message = (await client.request(verb, url, null, { 'accept-encoding': 'identity' })).message
  } catch (cause) {
    throw new Unanswered(reason(cause), false)
  }
  const { statusCode: status = 0, headers } = message
  if (status === 200) {
    const length = Number(headers['content-length'] ?? Number.NaN)
    return { found: true, body: message, ...(Number.isFinite(length) ? { length } : {}) }
  }
  message.resume()
  if (REDIRECTS.has(status) && headers.location !== undefined)
    return ask(redirected(url, headers.location, redirects), verb, redirects - 1)
  if (NEVER_THERE.has(status)) return { found: false }
  const after = Number(headers['retry-after'] ?? Number.NaN) * 1000
  throw new Unanswered(
    `the server answered ${status}`,
    NO_USE_TO_RETRY(status),
    Number.isFinite(after) ? Math.min(after, LONGEST_PAUSE_MS) : undefined,
  )
}

function redirected(url: string, location: string, left: number): string {
  const target = URL.canParse(location, url) ? new URL(location, url) : undefined
  if (left === 0) throw new Unanswered('the server sends us on and on', true)
  if (target === undefined || !['http:', 'https:'].includes(target.protocol)) {
    throw new Unanswered(`the server sends us to "${location}"`, true)
  }
  if (url.startsWith('https:') && target.protocol === 'http:') {
    throw new Unanswered(`the server sends us from https to ${target.href}`, true)
  }
  return target.href
}

async function collected({ body }: { body: Readable }, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  await streamed(body, limitBytes, (chunk) => {
    chunks.push(chunk)
  })
  return Buffer.concat(chunks)
}

async function written(
  response: { body: Readable; length?: number },
  path: string,
  url: string,
  expected: Expected,
): Promise<void> {
  const hash = createHash(expected.algorithm)
  let size = 0
  const file = createWriteStream(path, { flags: 'wx' })
  await streamed(
    response.body,
    FILE_BYTES,
    (chunk) => {
      size += chunk.length
      hash.update(chunk)
    },
    file,
  )
  if (response.length !== undefined && size !== response.length) {
    throw new Unanswered(`the connection ended after ${size} of ${response.length} bytes`, false)
  }
  const got = hash.digest('hex')
  if (got !== expected.digest) throw wrongDigest(url, expected, got)
}

/** Reads a body to its end, with limits on silence and on size. */
async function streamed(
  body: Readable,
  limitBytes: number,
  onChunk: (chunk: Buffer) => void,
  target?: NodeJS.WritableStream,
): Promise<void> {
  let size = 0
  const stalled = (): void => {
    body.destroy(new Unanswered(`no byte came for ${STALL_MS / 1000} s`, false))
  }
  let timer = setTimeout(stalled, STALL_MS)
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      clearTimeout(timer)
      timer = setTimeout(stalled, STALL_MS)
      size += chunk.length
      if (size > limitBytes) {
        done(new Unanswered(`it is larger than ${limitBytes} bytes, the limit`, true))
        return
      }
      onChunk(chunk)
      done(null, target ? chunk : undefined)
    },
  })
  try {
    await (target ? pipeline(body, watch, target) : pipeline(body, watch.resume()))
  } catch (cause) {
    if (cause instanceof Unanswered || isDiskError(cause)) throw cause
    throw new Unanswered(reason(cause), false)
  } finally {
    clearTimeout(timer)
  }
}

function isDiskError(cause: unknown): boolean {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'EEXIST'].includes(code)
}

function reason(cause: unknown): string {
  const error = cause as NodeJS.ErrnoException
  if (error.code === 'ECONNRESET' || error.message === 'aborted') return 'the connection was reset'
  return error.message || error.code || 'unknown'
}

function unreachable(url: string, cause: string, tried: number): Failed {
  return new Failed({
    what: `could not download ${url}: ${cause}${tried > 1 ? ` (tried ${tried} times)` : ''}`,
    todo: 'Is the address right, and reachable from here? Another mirror can be named with the input "mirror".',
  })
}
