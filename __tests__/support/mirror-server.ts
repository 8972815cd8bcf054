import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * How one path misbehaves. Each kind is what a real mirror, proxy or network has done to somebody: each of
 * them makes a naive client accept wrong bytes, hang, or retry for ever.
 */
export type Fault = (
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string | number }
  /** The byte at `at` (default: the middle) has one bit flipped; the length stays. */
  | { readonly kind: 'flip'; readonly at?: number }
  /** Half of the body under the full Content-Length, then the connection is closed. */
  | { readonly kind: 'truncated' }
  /** A shorter body (default: without its last 100 bytes) under a Content-Length that matches it. */
  | { readonly kind: 'short'; readonly keepBytes?: number }
  /** Head and the first bytes (default: 1000), then nothing until the client or `close()` ends it. */
  | { readonly kind: 'stall'; readonly afterBytes?: number }
  /** The whole body, but at most so many bytes a second. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** To a path of this server or to any URL. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }
  /** Status 200 and the page of a captive portal. */
  | { readonly kind: 'html' }
  /** Half of the body, then a TCP reset. */
  | { readonly kind: 'reset' }
  /** More bytes than Content-Length has promised. */
  | { readonly kind: 'long' }
  /** The request is taken, and never answered. */
  | { readonly kind: 'silent' }
) & {
  /** Only the first so many requests for the path are hit; without it, all. */
  readonly times?: number
}

/** Faults by path of the URL, as `/v3.20/main/ppc/APKINDEX.tar.gz`; a last `*` stands for any rest. */
export type Faults = Record<string, Fault>

export interface MirrorRequest {
  readonly method: string
  /** Path and query as they were sent. */
  readonly path: string
  readonly range?: string
  readonly authorization?: string
}

export interface MirrorOptions {
  readonly faults?: Faults
  /** Whether it tells versions of files apart (ETag) and gives parts of them (Range, If-Range). */
  readonly ranges?: boolean
}

export interface Mirror {
  /** `http://127.0.0.1:PORT`, without a slash at the end: what the input `mirror` takes. */
  readonly url: string
  /** Every request so far, in order. */
  readonly requests: MirrorRequest[]
  /** May be changed while the server runs; counts of `times` belong to the fault's object. */
  readonly faults: Faults
  /** Stops listening and ends every connection, stalled ones too. Safe to call twice. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** The page that a captive portal puts in the place of a file. */
export const PORTAL_PAGE =
  '<!DOCTYPE html><html><title>Welcome</title><p>Log in to the hotel wifi</p></html>\n'

interface Served {
  readonly file: string
  readonly sizeBytes: number
  readonly etag: string
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What the path names in the folder; undefined where there is no such file. */
  readonly served: Served | undefined
  /** What the head says of the file's version. */
  readonly version: Readonly<Record<string, string>>
}

/** Serves a folder on loopback as a mirror of Alpine does: files by GET and HEAD, links followed, no listings. */
export async function startMirror(folder: string, options: MirrorOptions = {}): Promise<Mirror> {
  const root = await realpath(folder)
  const requests: MirrorRequest[] = []
  const faults: Faults = { ...options.faults }
  const hits = new Map<Fault, number>()
  const server = createServer((request, response) => {
    requests.push(described(request))
    const ranges = options.ranges ?? false
    respond({ root, ranges, fault: faultOf(request, faults, hits) }, request, response).catch(() => {
      response.destroy()
    })
  })
  const url = await listenOnLoopback(server)
  const close = () => closeServer(server)
  return { url, requests, faults, close, [Symbol.asyncDispose]: close }
}

function described({ method = '', url = '', headers }: IncomingMessage): MirrorRequest {
  const { range, authorization } = headers
  return { method, path: url, ...(range ? { range } : {}), ...(authorization ? { authorization } : {}) }
}

/** Starts a server on a free port of 127.0.0.1. */
export async function listenOnLoopback(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Ends a server and all its connections, whatever they are doing. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
}

/** The fault that hits this request, if any; counts the hit. */
function faultOf(request: IncomingMessage, faults: Faults, hits: Map<Fault, number>): Fault | undefined {
  const fault = lookUp(faults, pathOf(request))
  if (fault?.times === undefined) return fault
  const before = hits.get(fault) ?? 0
  hits.set(fault, before + 1)
  return before < fault.times ? fault : undefined
}

/** The exact path wins; then the longest `PREFIX*`. */
function lookUp(faults: Faults, name: string): Fault | undefined {
  if (faults[name]) return faults[name]
  const prefixes = Object.keys(faults).filter((key) => key.endsWith('*') && name.startsWith(key.slice(0, -1)))
  const longest = prefixes.sort((a, b) => b.length - a.length)[0]
  return longest === undefined ? undefined : faults[longest]
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/'
}

async function respond(
  { root, ranges, fault }: { root: string; ranges: boolean; fault: Fault | undefined },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendText(request, response, 405, { allow: 'GET, HEAD' })
    return
  }
  const served = await find(root, pathOf(request))
  const exchange = { request, response, served, version: served && ranges ? { etag: served.etag } : {} }
  if (fault) await misbehave(fault, exchange)
  else await sendFile(exchange)
}

/** The file a path names: links may lead anywhere inside the folder, nothing leads out of it. */
async function find(root: string, urlPath: string): Promise<Served | undefined> {
  try {
    const file = await realpath(path.join(root, decodeURIComponent(urlPath)))
    if (!file.startsWith(root + path.sep)) return undefined
    const found = await stat(file)
    const etag = `"${found.ino}-${found.size}-${found.mtimeMs}"`
    return found.isFile() ? { file, sizeBytes: found.size, etag } : undefined
  } catch {
    return undefined
  }
}

async function sendFile({ request, response, served, version }: Exchange): Promise<void> {
  if (!served) {
    sendText(request, response, 404)
    return
  }
  const { file, sizeBytes } = served
  const from = request.headers['if-range'] === version['etag'] ? beginOf(request.headers.range) : undefined
  if (from === undefined) {
    writeHead(response, sizeBytes, version)
  } else {
    const range = `bytes ${from}-${sizeBytes - 1}/${sizeBytes}`
    response.writeHead(206, { 'content-length': sizeBytes - from, 'content-range': range, ...version })
  }
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(file, { start: from ?? 0 }), response)
}

function beginOf(range: string | undefined): number | undefined {
  const digits = /^bytes=(\d+)-$/.exec(range ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function writeHead(response: ServerResponse, sizeBytes: number, version: Exchange['version']): void {
  const type = 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'content-length': sizeBytes, ...version })
}

function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  text = `${status} ${STATUS_CODES[status] ?? ''}\n`,
): void {
  const length = String(Buffer.byteLength(text))
  response.writeHead(status, { 'content-type': 'text/plain', 'content-length': length, ...headers })
  response.end(request.method === 'HEAD' ? undefined : text)
}

/** Answers as the fault says. Where it bends a body, a file that is not there is still a plain 404. */
async function misbehave(fault: Fault, exchange: Exchange): Promise<void> {
  const { request, response, served } = exchange
  if (fault.kind === 'status') {
    const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
    sendText(request, response, fault.status, retry)
  } else if (fault.kind === 'redirect') {
    sendText(request, response, fault.status ?? 302, { location: fault.to })
  } else if (fault.kind === 'html') {
    sendText(request, response, 200, { 'content-type': 'text/html' }, PORTAL_PAGE)
  } else if (fault.kind === 'silent') {
    await once(request.socket, 'close')
  } else if (!served || request.method === 'HEAD') {
    await sendFile(exchange)
  } else {
    await bend(fault, exchange, await readFile(served.file))
  }
}

type BodyFault = Exclude<Fault, { kind: 'status' | 'redirect' | 'html' | 'silent' }>

/** Sends a body that is not what the file holds, or not as the head promised it. */
async function bend(fault: BodyFault, { response, version }: Exchange, body: Buffer): Promise<void> {
  const sent = bentBody(fault, body)
  writeHead(response, fault.kind === 'short' ? sent.length : body.length, version)
  response.flushHeaders()
  if (fault.kind === 'slow') {
    await trickle(response, sent, fault.bytesPerSecond)
  } else if (fault.kind === 'flip' || fault.kind === 'short') {
    response.end(sent)
  } else if (fault.kind === 'long') {
    response.socket?.end(Buffer.concat([body, Buffer.from('and more')])) // past the length that node holds us to
  } else {
    response.write(sent, () => {
      breakOff(fault.kind, response)
    })
  }
}

function bentBody(fault: BodyFault, body: Buffer): Buffer {
  if (fault.kind === 'flip') return flipped(body, fault.at ?? Math.floor(body.length / 2))
  if (fault.kind === 'short') return body.subarray(0, fault.keepBytes ?? Math.max(0, body.length - 100))
  if (fault.kind === 'stall') return body.subarray(0, fault.afterBytes ?? 1000)
  if (fault.kind === 'truncated' || fault.kind === 'reset') return body.subarray(0, body.length / 2)
  return body
}

/** A copy with one bit of one byte changed: what a bad cable or a bad disk does. */
export function flipped(body: Buffer, at: number): Buffer {
  const copy = Buffer.from(body)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/**
 * What comes after the last byte that was sent. A reset waits a moment: where it comes together with data, a client of
 * libuv (node, for one) takes it for a plain end.
 */
function breakOff(kind: 'stall' | 'truncated' | 'reset', response: ServerResponse): void {
  if (kind === 'truncated') response.socket?.end()
  if (kind === 'reset') setTimeout(() => response.socket?.resetAndDestroy(), 50)
}

/** Sends a body in ten portions a second, until it is sent or the client is gone. */
async function trickle(response: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> {
  const portion = Math.max(1, Math.floor(bytesPerSecond / 10))
  const pause = (portion / bytesPerSecond) * 1000
  for (let at = 0; at < body.length && !response.destroyed; at += portion) {
    response.write(body.subarray(at, at + portion))
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  response.end()
}
