import http, { createServer, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { closeServer, listenOnLoopback } from './loopback.js'

/** A proxy on loopback, which finds every host on loopback too. */
export interface ProxyServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** What it was asked for: `GET http://host/path`, `CONNECT host:port`. */
  readonly requests: string[]
  /** What it was told of who asks. */
  readonly authorizations: (string | undefined)[]
}

/**
 * Starts a proxy as most are: http by whole addresses, https alone in tunnels.
 * @param refusal the status that it answers with, instead
 */
export async function startProxy(refusal?: number): Promise<ProxyServer> {
  const requests: string[] = []
  const authorizations: (string | undefined)[] = []
  const note = ({ method = '', url = '', headers }: IncomingMessage): void => {
    requests.push(`${method} ${url}`)
    authorizations.push(headers['proxy-authorization'])
  }
  const tunnels = new Set<Socket>()
  const server = createServer((request, response) => {
    note(request)
    const target = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined
    if (refusal !== undefined || target?.protocol !== 'http:') {
      response.writeHead(refusal ?? 400).end()
      return
    }
    const { port, pathname, search } = target
    const options = { host: '127.0.0.1', port, path: pathname + search, method: request.method ?? 'GET' }
    http
      .request({ ...options, headers: { ...request.headers, host: target.host } }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      })
      .end()
  })
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    note(request)
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} No\r\n\r\n`)
      return
    }
    const upstream = connect(Number((request.url ?? '').split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    for (const socket of [client, upstream]) {
      tunnels.add(socket)
      socket.on('error', () => undefined)
    }
  })
  const url = await listenOnLoopback(server)
  const close = async (): Promise<void> => {
    for (const socket of tunnels) socket.destroy()
    await closeServer(server)
  }
  return { url, requests, authorizations, [Symbol.asyncDispose]: close }
}
