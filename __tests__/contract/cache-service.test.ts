import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type CacheService, startCacheService } from '../support/cache-service.js'
import { temporaryFolders } from '../support/temporary.js'

/** Our cache service is only worth something as far as GitHub's own client takes it for GitHub's. */

const CLIENT = fileURLToPath(new URL('../../node_modules/@actions/cache/lib/cache.js', import.meta.url))

/** A process of its own, as in a job: calls functions of the client, each as a job of its own, and prints what they return. */
const PROGRAM = `
  import readline from 'node:readline'
  const cache = await import(process.argv[1])
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { name, given, env } = JSON.parse(line)
    Object.assign(process.env, env)
    process.chdir(env.GITHUB_WORKSPACE)
    const result = await cache[name](...given)
    console.log('RESULT ' + JSON.stringify(result ?? null))
  }
`

interface Said {
  readonly result: unknown
  readonly output: string
}

const newFolder = temporaryFolders()
let workspace = ''
let target = ''

beforeEach(async () => {
  workspace = await newFolder()
  target = path.join(workspace, 'root')
  await mkdir(path.join(workspace, 'temp'))
})

let running: ChildProcessWithoutNullStreams
beforeAll(() => {
  const env = { PATH: process.env['PATH'] }
  running = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, CLIENT], { env })
})
afterAll(async () => {
  running.stdin.end()
  await once(running, 'close')
})

async function client(service: CacheService, name: string, ...given: unknown[]): Promise<Said> {
  const temp = path.join(workspace, 'temp')
  const env = { HOME: workspace, RUNNER_TEMP: temp, GITHUB_WORKSPACE: workspace, ...service.env }
  let output = ''
  const result = await new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer): void => {
      output += part.toString()
      const said = /^RESULT (.*)$/m.exec(output)?.[1]
      if (said !== undefined && output.endsWith('\n')) resolve(said)
    }
    for (const stream of [running.stdout, running.stderr]) stream.removeAllListeners('data').on('data', hear)
    running.once('close', () => {
      reject(new Error(`the client ended without a result:\n${output}`))
    })
    running.stdin.write(`${JSON.stringify({ name, given, env })}\n`)
  })
  return { result: JSON.parse(result) as unknown, output }
}

const save = (service: CacheService, key: string) => client(service, 'saveCache', [target], key)

const restore = (service: CacheService, key: string, restoreKeys: string[] = []) =>
  client(service, 'restoreCache', [target], key, restoreKeys)

async function put(content: string | Buffer): Promise<void> {
  await mkdir(target, { recursive: true })
  await writeFile(path.join(target, 'file'), content)
}

/** What a later job finds: the folder is gone, and comes from the cache or not at all. */
async function forget(): Promise<void> {
  await rm(target, { recursive: true, force: true })
}

const held = () => readFile(path.join(target, 'file'), 'utf8')

describe('the cache service, seen by the real @actions/cache', () => {
  it('gives back what was saved', async () => {
    await using service = await startCacheService()
    await put('saved')
    expect((await save(service, 'key-1')).result).toBe(1)
    await forget()
    expect((await restore(service, 'key-1')).result).toBe('key-1')
    expect(await held()).toBe('saved')
    expect(service.entries).toMatchObject([{ key: 'key-1', sizeBytes: service.entries[0]?.archive.length }])
    expect(service.calls).toEqual([
      'CreateCacheEntry',
      'PUT blob',
      'FinalizeCacheEntryUpload',
      'GetCacheEntryDownloadURL',
      'GET blob',
    ])
  })

  it('misses a key that nobody saved', async () => {
    await using service = await startCacheService()
    await put('saved')
    await save(service, 'key-1')
    expect((await restore(service, 'other')).result).toBeNull()
    expect(service.calls.at(-1)).toBe('GetCacheEntryDownloadURL')
  })

  it('misses the same key for other paths', async () => {
    await using service = await startCacheService()
    await put('saved')
    await save(service, 'key-1')
    const { result } = await client(service, 'restoreCache', [`${target}-2`], 'key-1')
    expect(result).toBeNull()
  })

  it('takes the newest entry that a restore key begins, and says which', async () => {
    await using service = await startCacheService()
    for (const key of ['root-1', 'root-2', 'else-1']) {
      await put(key)
      await save(service, key)
    }
    await forget()
    expect((await restore(service, 'root-3', ['none-', 'root-'])).result).toBe('root-2')
    expect(await held()).toBe('root-2')
  })

  it('takes a longer key for the key itself, as GitHub does', async () => {
    await using service = await startCacheService()
    await put('saved')
    await save(service, 'key-12')
    expect((await restore(service, 'key-1')).result).toBe('key-12')
  })

  it('never changes an entry', async () => {
    await using service = await startCacheService()
    await put('first')
    await save(service, 'key-1')
    await put('second')
    const { result, output } = await save(service, 'key-1')
    expect(result).toBe(-1)
    expect(output).toContain('Failed to save: Unable to reserve cache with key key-1')
    await restore(service, 'key-1')
    expect(await held()).toBe('first')
  })

  it('refuses to save while it is read-only, and still restores', async () => {
    await using service = await startCacheService()
    await put('saved')
    await save(service, 'key-1')
    service.faults.readOnly = true
    const { result, output } = await save(service, 'key-2')
    expect(result).toBe(-1)
    expect(output).toContain(
      '::warning::Failed to save: Unable to reserve cache with key key-2. More details: cache write',
    )
    expect((await restore(service, 'key-1')).result).toBe('key-1')
  })

  it('answers late when it is slow', async () => {
    await using service = await startCacheService({ slowMs: 1000 })
    const start = Date.now()
    expect((await restore(service, 'key-1')).result).toBeNull()
    expect(Date.now() - start).toBeGreaterThanOrEqual(1000)
  })

  it('refuses connections once it is down', async () => {
    const service = await startCacheService()
    await service.close()
    const { result, output } = await restore(service, 'key-1')
    expect(result).toBeNull()
    expect(output).toContain(
      '::warning::Failed to restore: Failed to GetCacheEntryDownloadURL: Unable to make request: ECONNREFUSED',
    )
  })

  it('hands out an archive that a test has cut short', async () => {
    await using service = await startCacheService()
    await put(Buffer.alloc(100_000, 'x'))
    await save(service, 'key-1')
    await forget()
    const [entry] = service.entries
    if (entry) entry.archive = entry.archive.subarray(0, -30)
    const { result, output } = await restore(service, 'key-1')
    expect(result).toBeNull()
    expect(output).toMatch(/^::warning::Failed to restore: .*tar.* failed with exit code 2$/m)
  })

  it('takes a blob in blocks', async () => {
    await using service = await startCacheService()
    const authorization = `Bearer ${service.env.ACTIONS_RUNTIME_TOKEN}`
    const create = new URL('/twirp/github.actions.results.api.v1.CacheService/CreateCacheEntry', service.url)
    const asked = {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify({ key: 'k', version: 'v' }),
    }
    const { signed_upload_url: url } = (await (await fetch(create, asked)).json()) as {
      signed_upload_url: string
    }
    await fetch(`${url}&comp=block&blockid=b`, { method: 'PUT', body: 'second' })
    await fetch(`${url}&comp=block&blockid=a`, { method: 'PUT', body: 'first ' })
    const list = '<BlockList><Latest>a</Latest><Latest>b</Latest></BlockList>'
    expect((await fetch(`${url}&comp=blocklist`, { method: 'PUT', body: list })).status).toBe(201)
    expect(service.entries[0]?.archive.toString()).toBe('first second')
  })
})
