import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Refused } from '../report/errors.js'
import { send } from './http.js'
import type { Patience } from './patience.js'

/** What there is at a URL. */
export type Answer =
  | { readonly found: false; readonly status: number }
  | {
      readonly found: true
      readonly body: Readable
      /** Where the body begins in the whole file: 0 unless a part was asked for and is given. */
      readonly from: number
      /** Of the whole file, where it is told. */
      readonly sizeBytes?: number
      /** What tells this version of the file from others. */
      readonly validator?: Validator
    }

/** RFC 9110, 13.1.5: what If-Range takes. A date is that of a second, so it may tell too little. */
export interface Validator {
  readonly text: string
  readonly isExact: boolean
}

/** The part of a file that is still wanted. */
export interface Rest {
  readonly from: number
  readonly validator: Validator
}

/** No answer that is of use. */
export class Unanswered extends Error {
  constructor(
    message: string,
    /** Whether asking again is of no use. */
    readonly final: boolean,
    /** What the server asks us to wait. */
    readonly pauseMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

const MOST_REDIRECTS = 5
const NEVER_THERE = new Set([404, 410])
const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** Of the fours, these two get better by waiting. */
const BUSY = new Set([408, 429])

/**
 * Asks for a URL, and where it sends us: so many times at most, and never from https to http.
 * Throws `Unanswered`, or `Refused` for a proxy that is none.
 */
export async function ask(
  url: string,
  verb: 'GET' | 'HEAD',
  patience: Patience,
  abort: AbortSignal,
  rest?: Rest,
): Promise<Answer> {
  const range = rest && { range: `bytes=${rest.from}-`, 'if-range': rest.validator.text }
  const headers = { 'accept-encoding': 'identity', ...range }
  let at = url
  for (let left = MOST_REDIRECTS; ; left--) {
    const { answerMs } = patience
    const message = await send(new URL(at), { verb, headers, answerMs, abort }).catch((cause: unknown) => {
      throw cause instanceof Refused ? cause : broken(cause)
    })
    const { statusCode: status = 0 } = message
    if (status === 200 || (status === 206 && rest)) return found(message, verb, rest)
    message.destroy() // its body may have no end
    const { location } = message.headers
    if (REDIRECTS.has(status) && location !== undefined) at = redirected(at, location, left)
    else if (NEVER_THERE.has(status)) return { found: false, status }
    else throw refused(status, message.headers['retry-after'], patience)
  }
}

function found(message: IncomingMessage, verb: 'GET' | 'HEAD', rest: Rest | undefined): Answer {
  if (verb === 'HEAD') message.resume() // it has no body, and the connection is of further use
  const { headers, statusCode } = message
  const validator = validatorOf(headers)
  const more = validator && { validator }
  if (statusCode === 206) {
    const [, from, size] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '') ?? []
    if (Number(from) !== rest?.from) {
      message.destroy()
      throw new Unanswered('the server answered with another part than was asked for', false)
    }
    return { found: true, body: message, from: Number(from), sizeBytes: Number(size), ...more }
  }
  const length = Number(headers['content-length'] ?? Number.NaN)
  return {
    found: true,
    body: message,
    from: 0,
    ...(Number.isFinite(length) ? { sizeBytes: length } : {}),
    ...more,
  }
}

function validatorOf(headers: IncomingMessage['headers']): Validator | undefined {
  const { etag, 'last-modified': date } = headers
  if (etag?.startsWith('"')) return { text: etag, isExact: true } // others are weak: the bytes may differ
  return date === undefined ? undefined : { text: date, isExact: false }
}

function refused(status: number, retryAfter: string | undefined, { longestPauseMs }: Patience): Unanswered {
  const pauseMs = retryAfter === undefined ? Number.NaN : pauseOf(retryAfter)
  const isFinal = status < 500 && !BUSY.has(status)
  return new Unanswered(
    `the server answered ${status}`,
    isFinal,
    Number.isFinite(pauseMs) ? Math.min(Math.max(pauseMs, 0), longestPauseMs) : undefined,
  )
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function pauseOf(retryAfter: string): number {
  return /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now()
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

/** A connection that broke, or was never made; the cause is kept. */
export function broken(cause: unknown): Unanswered {
  const error = cause as NodeJS.ErrnoException
  const { code = '' } = (error.cause ?? error) as NodeJS.ErrnoException // through a proxy it is told with the proxy
  const isFinal = isUntrusted(code)
  const said = code === 'ECONNRESET' && !error.cause ? 'the connection was reset' : error.message || code
  return new Unanswered(isFinal ? untrusted(said) : said, isFinal, undefined, { cause })
}

/** Codes of OpenSSL's X509_V_ERR_… as node has them, and node's own for a name that does not match. */
function isUntrusted(code: string): boolean {
  return /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET_ISSUER))/.test(code)
}

function untrusted(message: string): string {
  return `its certificate is not trusted: ${message}; the clock of this machine says ${new Date().toISOString()}, and NODE_EXTRA_CA_CERTS names a file of further authorities`
}
