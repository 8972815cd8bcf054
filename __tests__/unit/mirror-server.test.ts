import { createHash } from 'node:crypto'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Fault, type Mirror, PORTAL_PAGE, startMirror } from '../support/mirror-server.js'
import { temporaryFolders } from '../support/temporary.js'

const newFolder = temporaryFolders()
const content = Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 251))
let mirror: Mirror

beforeEach(async () => {
  const folder = await newFolder()
  await mkdir(path.join(folder, 'public', 'v3.20'), { recursive: true })
  await writeFile(path.join(folder, 'public', 'v3.20', 'file'), content)
  await writeFile(path.join(folder, 'secret'), 'not public')
  await symlink('v3.20', path.join(folder, 'public', 'latest-stable'))
  await symlink('../secret', path.join(folder, 'public', 'leak'))
  mirror = await startMirror(path.join(folder, 'public'))
})

afterEach(async () => {
  await mirror.close()
})

const get = (name: string, options: RequestInit = {}) => fetch(`${mirror.url}${name}`, options)
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const bend = (fault: Fault) => {
  mirror.faults['/v3.20/file'] = fault
  return get('/v3.20/file')
}

describe('a mirror', () => {
  it('serves a file, also through a link, and records what was asked', async () => {
    expect(await bytesOf(await get('/v3.20/file'))).toEqual(content)
    expect(await bytesOf(await get('/latest-stable/file'))).toEqual(content)
    const head = await get('/v3.20/file?x=1', { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), (await bytesOf(head)).length]).toEqual([
      200,
      '5000',
      0,
    ])
    expect(mirror.requests).toEqual([
      { method: 'GET', path: '/v3.20/file' },
      { method: 'GET', path: '/latest-stable/file' },
      { method: 'HEAD', path: '/v3.20/file?x=1' },
    ])
  })

  it.each(['/none', '/v3.20', '/', '/leak', '/%zz', '/v3.20/file%00'])('has no %s', async (name) => {
    expect((await get(name)).status).toBe(404)
  })

  it('is not left by a path with dots', async () => {
    const socket = connect(Number(new URL(mirror.url).port), '127.0.0.1')
    socket.write('GET /../secret HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    expect(answer.toString()).toMatch(/^HTTP\/1.1 404 /)
  })

  it('takes no other method', async () => {
    expect((await get('/v3.20/file', { method: 'PUT', body: 'x' })).status).toBe(405)
  })

  it('fails the first requests, with Retry-After, and then serves', async () => {
    const first = await bend({ kind: 'status', status: 503, retryAfter: 1, times: 2 })
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '1'])
    expect((await get('/v3.20/file')).status).toBe(503)
    expect((await get('/v3.20/file')).status).toBe(200)
  })

  it('takes a prefix, and the longest of several', async () => {
    mirror.faults['/*'] = { kind: 'status', status: 500 }
    mirror.faults['/v3.20/*'] = { kind: 'status', status: 429 }
    expect([(await get('/v3.20/file')).status, (await get('/none')).status]).toEqual([429, 500])
  })

  it('flips one byte', async () => {
    const got = await bytesOf(await bend({ kind: 'flip' }))
    expect(got.length).toBe(content.length)
    expect(got.filter((byte, at) => byte !== content[at]).length).toBe(1)
  })

  it('serves a short file that looks whole', async () => {
    expect(await bytesOf(await bend({ kind: 'short' }))).toEqual(content.subarray(0, 4900))
    expect((await bytesOf(await bend({ kind: 'short', keepBytes: 0 }))).length).toBe(0)
  })

  it.each<Fault>([{ kind: 'truncated' }, { kind: 'reset' }])('breaks off: $kind', async (fault) => {
    const response = await bend(fault)
    expect(response.headers.get('content-length')).toBe('5000')
    await expect(bytesOf(response)).rejects.toThrow('terminated')
  })

  it.each<[Fault, string | undefined]>([
    [{ kind: 'truncated' }, undefined],
    [{ kind: 'reset' }, 'ECONNRESET'],
  ])('ends the connection as the fault says: %j', async (fault, code) => {
    mirror.faults['/v3.20/file'] = fault
    const socket = connect(Number(new URL(mirror.url).port), '127.0.0.1').resume()
    let failure: NodeJS.ErrnoException | undefined
    socket.on('error', (error: NodeJS.ErrnoException) => (failure = error))
    socket.write('GET /v3.20/file HTTP/1.1\r\nHost: x\r\n\r\n')
    await new Promise((resolve) => socket.on('close', resolve))
    expect(failure?.code).toBe(code)
  })

  it('stalls until the client gives up', async () => {
    const response = await bend({ kind: 'stall' })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    expect((await reader.read()).value?.length).toBe(1000)
    const more = reader.read().then(
      () => 'more',
      () => 'ended',
    )
    expect(await Promise.race([more, new Promise((resolve) => setTimeout(resolve, 200, 'stalled'))])).toBe(
      'stalled',
    )
    await mirror.close()
    expect(await more).toBe('ended')
  })

  it('is slow', async () => {
    const start = Date.now()
    expect(await bytesOf(await bend({ kind: 'slow', bytesPerSecond: 10_000 }))).toEqual(content)
    expect(Date.now() - start).toBeGreaterThan(400)
  })

  it('redirects to a path and to a URL', async () => {
    mirror.faults['/a'] = { kind: 'redirect', to: '/v3.20/file' }
    mirror.faults['/b'] = { kind: 'redirect', to: `${mirror.url}/a`, status: 301 }
    expect(await bytesOf(await get('/b'))).toEqual(content)
  })

  it('is a captive portal', async () => {
    const response = await bend({ kind: 'html' })
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/html',
      PORTAL_PAGE,
    ])
  })

  it('goes on after a client that hangs up', async () => {
    const hangUp = new AbortController()
    await (await get('/v3.20/file', { signal: hangUp.signal })).body?.cancel()
    hangUp.abort()
    expect((await get('/v3.20/file')).status).toBe(200)
  })

  it('serves the embedded mirror', async () => {
    const root = fileURLToPath(new URL('../fixtures/mirror', import.meta.url))
    await using embedded = await startMirror(root)
    const name = 'alpine-minirootfs-3.20.3-aarch64.tar.gz'
    const base = `${embedded.url}/latest-stable/releases/aarch64/${name}`
    const sha512 = createHash('sha512')
      .update(await bytesOf(await fetch(base)))
      .digest('hex')
    expect(await (await fetch(`${base}.sha512`)).text()).toBe(`${sha512}  ${name}\n`)
    expect(await readFile(path.join(root, 'keys/be-fixture@example.invalid.rsa.pub'), 'utf8')).toMatch(
      'BEGIN PUBLIC',
    )
  })
})
