import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { isIP } from 'node:net'
import tls from 'node:tls'
import { proxies } from './environment.js'
import { type Proxy, proxyFor } from './proxy.js'

export interface Question {
  readonly verb: 'GET' | 'HEAD'
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds until the head of the answer is there. */
  readonly answerMs: number
  readonly abort: AbortSignal
}

/**
 * The head of a server's answer to one question, with its body to be read. Name and password of a URL go along as
 * basic authorization. Through a proxy http is asked by the whole address, https in a tunnel (RFC 9110, 9.3.6).
 * Throws what the system, TLS or the proxy said.
 */
export async function send(target: URL, question: Question): Promise<IncomingMessage> {
  const proxy = proxyFor(target, proxies())
  try {
    if (proxy === undefined) return await answer(clientOf(target).request(target, plain(question)), question)
    if (target.protocol === 'http:') return await answer(relayed(target, proxy, question), question)
    return await answer(await tunnelled(target, proxy, question), question)
  } catch (cause) {
    if (proxy === undefined) throw cause
    throw new Error(
      `${said(cause)} (through the proxy ${proxy.url.host} of the variable ${proxy.variable})`,
      { cause },
    )
  }
}

function clientOf({ protocol }: URL): Pick<typeof http, 'request'> {
  return protocol === 'https:' ? https : http
}

function plain({ verb, headers, abort }: Question, more: Question['headers'] = {}): http.RequestOptions {
  return { method: verb, headers: { 'user-agent': 'xarch-action', ...headers, ...more }, signal: abort }
}

function relayed(target: URL, proxy: Proxy, question: Question): ClientRequest {
  const address = new URL(target)
  address.username = address.password = address.hash = ''
  const options = plain(question, {
    host: target.host,
    ...credentials('authorization', target),
    ...credentials('proxy-authorization', proxy.url),
  })
  return clientOf(proxy.url).request({ ...options, ...placeOf(proxy.url), path: address.href })
}

async function tunnelled(target: URL, proxy: Proxy, question: Question): Promise<ClientRequest> {
  const place = `${target.hostname}:${target.port || '443'}`
  const request = clientOf(proxy.url).request({
    ...placeOf(proxy.url),
    method: 'CONNECT',
    path: place,
    headers: { host: place, ...credentials('proxy-authorization', proxy.url) },
    agent: false,
    signal: question.abort,
  })
  const socket = await connected(request, question)
  const host = hostOf(target)
  const secure = tls.connect({ socket, host, ...(isIP(host) === 0 ? { servername: host } : {}) })
  return https.request(target, { ...plain(question), createConnection: () => secure })
}

/** The tunnel once the proxy has made it. */
function connected(request: ClientRequest, { answerMs }: Question): Promise<Socket> {
  return withDeadline(request, answerMs, (resolve, reject) => {
    request.once('connect', ({ statusCode = 0 }: IncomingMessage, socket: Socket) => {
      if (statusCode === 200) resolve(socket)
      else {
        socket.destroy()
        reject(new Error(`the proxy answered ${statusCode}`))
      }
    })
  })
}

function answer(request: ClientRequest, { answerMs }: Question): Promise<IncomingMessage> {
  return withDeadline(request, answerMs, (resolve) => {
    request.once('response', resolve)
  })
}

function withDeadline<T>(
  request: ClientRequest,
  deadlineMs: number,
  listen: (resolve: (value: T) => void, reject: (cause: Error) => void) => void,
): Promise<T> {
  const timer = setTimeout(() => {
    request.destroy(new Error(`no answer came for ${deadlineMs / 1000} s`))
  }, deadlineMs)
  return new Promise<T>((resolve, reject) => {
    listen(resolve, reject)
    request.on('error', reject) // for good: what comes behind the answer has no other listener
    request.end()
  }).finally(() => {
    clearTimeout(timer)
  })
}

function placeOf(url: URL): http.RequestOptions {
  return { host: hostOf(url), port: url.port || (url.protocol === 'https:' ? 443 : 80) }
}

/** An address of IP version 6 without its brackets. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

function credentials(header: string, { username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { [header]: `Basic ${Buffer.from(pair).toString('base64')}` }
}

function said(cause: unknown): string {
  const { message, code } = cause as NodeJS.ErrnoException
  return message || code || 'unknown'
}
