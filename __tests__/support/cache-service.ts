import { buffer } from 'node:stream/consumers'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { closeServer, listenOnLoopback } from './loopback.js'

/** One entry as the service keeps it. `archive` may be exchanged by a test: a half-written or a hostile entry. */
export interface CacheEntry {
  readonly id: string
  readonly key: string
  readonly version: string
  /** What the client said the size is when it finished; undefined while the entry is only reserved. */
  sizeBytes: number | undefined
  /** The bytes of the uploaded archive. */
  archive: Buffer
}

/** The version of an entry that all clients find, whatever folder they have: of one that another machine has saved. */
export const ANY_VERSION = 'any'

export interface CacheFaults {
  /** Every answer comes this much later. */
  slowMs: number
  /** Reserving is refused as GitHub refuses a run of an untrusted trigger; restoring works. */
  readOnly: boolean
  /** Reserving is refused since the repository has used up its space; restoring works. */
  full: boolean
  /** A download has its head and half of its bytes, then nothing until the client or `close()` ends it. */
  stalls: boolean
}

/** The variables that make @actions/cache talk to the service. */
export interface CacheEnvironment {
  readonly ACTIONS_CACHE_SERVICE_V2: string
  readonly ACTIONS_RESULTS_URL: string
  readonly ACTIONS_RUNTIME_TOKEN: string
  /** The client takes API v2 only where this is GitHub's own address, so a leaked one is overridden. */
  readonly GITHUB_SERVER_URL: string
}

export interface CacheService {
  readonly url: string
  /** Set these (over `process.env`) for the process that uses the cache. */
  readonly env: Readonly<CacheEnvironment & Record<string, string>>
  /** All entries, reserved ones too, oldest first; a test may look, add, change and remove. */
  readonly entries: CacheEntry[]
  /** The calls so far, in order, as `CreateCacheEntry`, `PUT blob`, `GET blob`. */
  readonly calls: string[]
  /** May be changed while the service runs. */
  readonly faults: CacheFaults
  /** Down: connections are refused from now on, at the same address. Safe to call twice. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

interface State {
  readonly url: string
  readonly token: string
  /** What the URLs of blobs are signed with; the client masks it in its log, so it is not the token. */
  readonly signature: string
  readonly entries: CacheEntry[]
  readonly calls: string[]
  /** How many entries were ever reserved: the last id. */
  reserved: number
  /** Blocks that were put but are in no list yet, by entry and block id. */
  readonly blocks: Map<string, Buffer>
}

/** What a handler answers with; `body` is sent as JSON unless it is bytes. */
interface Answer {
  readonly status: number
  readonly body?: Buffer | Record<string, unknown>
  readonly headers?: Record<string, string>
  /** Half of the body is sent, and the rest never. */
  readonly stalls?: boolean
}

const SERVICE = '/twirp/github.actions.results.api.v1.CacheService/'
const BLOBS = '/devstore/cache/'

/**
 * GitHub's cache service, API v2, and the blob store behind it, in one server on loopback. It keeps GitHub's
 * rules: an entry never changes once reserved, and a lookup takes the exact key, then the newest entry whose
 * key begins with it, then the same for each restore key in turn.
 */
export async function startCacheService(faults: Partial<CacheFaults> = {}): Promise<CacheService> {
  const active: CacheFaults = { slowMs: 0, readOnly: false, full: false, stalls: false, ...faults }
  const server = createServer((request, response) => {
    answer(state, active, request).then(
      (it) => {
        send(response, it)
      },
      (error: unknown) => {
        send(response, refusal(500, 'internal', String(error)))
      },
    )
  })
  const url = await listenOnLoopback(server)
  const state: State = {
    url,
    token: randomUUID(),
    signature: randomUUID(),
    entries: [],
    calls: [],
    reserved: 0,
    blocks: new Map(),
  }
  const close = () => closeServer(server)
  const { entries, calls } = state
  return {
    url,
    env: environmentOf(state),
    entries,
    calls,
    faults: active,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function environmentOf({ url, token }: State): CacheEnvironment & Record<string, string> {
  return {
    ACTIONS_CACHE_SERVICE_V2: 'true',
    ACTIONS_RESULTS_URL: `${url}/`,
    ACTIONS_RUNTIME_TOKEN: token,
    GITHUB_SERVER_URL: 'https://github.com',
  }
}

/** The answer to one request, after the delay that a fault asks for. */
async function answer(state: State, faults: CacheFaults, request: IncomingMessage): Promise<Answer> {
  const body = await buffer(request)
  if (faults.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.slowMs).unref())
  const url = new URL(request.url ?? '/', state.url)
  if (url.pathname.startsWith(SERVICE)) return call(state, faults, request, url, body)
  if (url.pathname.startsWith(BLOBS)) return blob(state, faults, request.method ?? '', url, body)
  return refusal(404, 'bad_route', `no such path: ${url.pathname}`)
}

function send(response: ServerResponse, { status, body, headers = {}, stalls = false }: Answer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body))
  const type = Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json'
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers })
  if (stalls) response.write(bytes.subarray(0, bytes.length >> 1))
  else response.end(bytes)
}

/** An error as Twirp writes it. */
function refusal(status: number, code: string, msg: string): Answer {
  return { status, body: { code, msg } }
}

// --- the service ---------------------------------------------------------------------------------------------

interface CallBody {
  readonly key?: string
  readonly version?: string
  readonly restore_keys?: readonly string[]
  readonly size_bytes?: string
}

function call(state: State, faults: CacheFaults, request: IncomingMessage, url: URL, body: Buffer): Answer {
  const method = url.pathname.slice(SERVICE.length)
  state.calls.push(method)
  if (request.headers.authorization !== `Bearer ${state.token}`) {
    return refusal(401, 'unauthenticated', 'the token of the run is missing or wrong')
  }
  const asked = JSON.parse(body.toString()) as CallBody
  if (method === 'CreateCacheEntry') return create(state, faults, asked)
  if (method === 'FinalizeCacheEntryUpload') return finalize(state, asked)
  if (method === 'GetCacheEntryDownloadURL') return lookUp(state, asked)
  return refusal(404, 'bad_route', `no such method: ${method}`)
}

function create(state: State, faults: CacheFaults, { key = '', version = '' }: CallBody): Answer {
  const refused = faults.readOnly
    ? 'cache write denied: the token of this run is read-only'
    : 'cache write denied: the storage quota of this repository is used up'
  if (faults.readOnly || faults.full) return { status: 200, body: { ok: false, message: refused } }
  if (state.entries.some((entry) => entry.key === key && isOf(version, entry))) {
    return refusal(409, 'already_exists', 'cache entry with the same key, version, and scope already exists')
  }
  const id = String(++state.reserved)
  state.entries.push({ id, key, version, sizeBytes: undefined, archive: Buffer.alloc(0) })
  return { status: 200, body: { ok: true, signed_upload_url: blobUrl(state, id) } }
}

function isOf(version: string, entry: CacheEntry): boolean {
  return entry.version === version || entry.version === ANY_VERSION
}

function finalize(state: State, { key, version, size_bytes: size = '' }: CallBody): Answer {
  const entry = state.entries.find((it) => it.key === key && it.version === version)
  if (entry?.archive.length !== Number(size)) {
    return refusal(400, 'invalid_argument', `no upload of ${size} bytes for ${String(key)}`)
  }
  entry.sizeBytes = Number(size)
  return { status: 200, body: { ok: true, entry_id: entry.id } }
}

function lookUp(state: State, { key = '', version = '', restore_keys: restoreKeys = [] }: CallBody): Answer {
  const newestFirst = state.entries.filter((it) => isOf(version, it) && it.sizeBytes !== undefined).reverse()
  for (const wanted of [key, ...restoreKeys]) {
    const exact = newestFirst.find((it) => it.key === wanted)
    const match = exact ?? newestFirst.find((it) => it.key.startsWith(wanted))
    if (match) return found(state, match)
  }
  return { status: 200, body: { ok: false } }
}

function found(state: State, entry: CacheEntry): Answer {
  const body = { ok: true, signed_download_url: blobUrl(state, entry.id), matched_key: entry.key }
  return { status: 200, body }
}

/** A URL that needs no token, as the real one: its signature is its own. */
function blobUrl({ url, signature }: State, id: string): string {
  return `${url}${BLOBS}${id}?sig=${signature}`
}

// --- the blob store ------------------------------------------------------------------------------------------

/** The part of Azure's blob API that the client uses: a blob whole, or in blocks and a list of them. */
function blob(state: State, { stalls }: CacheFaults, method: string, url: URL, body: Buffer): Answer {
  state.calls.push(`${method} blob`)
  const entry = state.entries.find((it) => it.id === url.pathname.slice(BLOBS.length))
  if (!entry || url.searchParams.get('sig') !== state.signature) return { status: 403 }
  if (method === 'GET') return { status: 200, body: entry.archive, stalls }
  if (method !== 'PUT') return { status: 405 }
  store(state, entry, url.searchParams, body)
  const headers = { etag: `"${randomUUID()}"`, 'x-ms-request-id': randomUUID(), 'x-ms-version': '2021-12-02' }
  return { status: 201, headers }
}

function store(state: State, entry: CacheEntry, query: URLSearchParams, body: Buffer): void {
  const nameOf = (block: string) => `${entry.id} ${block}`
  if (query.get('comp') === 'block') {
    state.blocks.set(nameOf(query.get('blockid') ?? ''), body)
  } else if (query.get('comp') === 'blocklist') {
    const list = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)]
    entry.archive = Buffer.concat(
      list.map(([, block = '']) => state.blocks.get(nameOf(block)) ?? Buffer.alloc(0)),
    )
  } else {
    entry.archive = body
  }
}
