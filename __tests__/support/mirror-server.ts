import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { closeServer, listenOnLoopback } from './loopback.js'
import { sendFile, sendText, type Served } from './mirror-answers.js'
import { misbehave, type Fault } from './mirror-faults.js'

export { flipped, PORTAL_PAGE, type Fault } from './mirror-faults.js'

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
