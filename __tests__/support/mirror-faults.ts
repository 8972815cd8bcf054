import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { sendFile, sendText, writeHead, type Exchange } from './mirror-answers.js'

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
  /** The whole body, but at most so many bytes a second; the rest at once when `until` resolves. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number; readonly until?: Promise<void> }
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

/** The page that a captive portal puts in the place of a file. */
export const PORTAL_PAGE =
  '<!DOCTYPE html><html><title>Welcome</title><p>Log in to the hotel wifi</p></html>\n'

/** Answers as the fault says. Where it bends a body, a file that is not there is still a plain 404. */
export async function misbehave(fault: Fault, exchange: Exchange): Promise<void> {
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
    await trickle(response, sent, fault)
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
async function trickle(
  response: ServerResponse,
  body: Buffer,
  { bytesPerSecond, until }: Extract<Fault, { kind: 'slow' }>,
): Promise<void> {
  const portion = Math.max(1, Math.floor(bytesPerSecond / 10))
  const pause = (portion / bytesPerSecond) * 1000
  for (let at = 0; at < body.length && !response.destroyed; at += portion) {
    response.write(body.subarray(at, at + portion))
    const paused = new Promise<void>((resolve) => setTimeout(resolve, pause))
    await (until ? Promise.race([paused, until]) : paused)
  }
  response.end()
}
