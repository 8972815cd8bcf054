import { createReadStream } from 'node:fs'
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** A file of a mirror. */
export interface Served {
  readonly file: string
  readonly sizeBytes: number
  readonly etag: string
}

/** A request, and what is known of its answer. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What the path names in the folder; undefined where there is no such file. */
  readonly served: Served | undefined
  /** What the head says of the file's version. */
  readonly version: Readonly<Record<string, string>>
}

/** Sends the file that was asked for, or the part of it that was, or 404. */
export async function sendFile({ request, response, served, version }: Exchange): Promise<void> {
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

export function writeHead(response: ServerResponse, sizeBytes: number, version: Exchange['version']): void {
  const type = 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'content-length': sizeBytes, ...version })
}

export function sendText(
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
