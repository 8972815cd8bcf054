import { spawn } from 'node:child_process'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { atOnce } from '../support/at-once.js'
import { type CacheService, startCacheService } from '../support/cache-service.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { type TemporaryFolder, temporaryFolder, temporaryFolders } from '../support/temporary.js'
import { transpileSources } from '../support/transpiled.js'

/** The port of the workflow's cache, with deadlines that a test can wait for: a process of its own calls it once. */

const PATIENCE = { restoreMs: 10_000, saveMs: 10_000 }
/** For a service that is not to come to an answer. */
const SHORT = { restoreMs: 400, saveMs: 400 }

/** Says each warning and the answer, and how long the answer took; ends when nothing is left to wait for, as main does. */
const PROGRAM = `import { saveInCache, workflowCache } from './xarch/platform/github.js'
const [call, key, file, patience, abortMs] = process.argv.slice(2)
const log = { info() {}, debug() {}, error() {}, warning: (text) => console.log('WARNING ' + text) }
const aborted = new AbortController()
if (abortMs) setTimeout(() => aborted.abort(), Number(abortMs))
const began = Date.now()
const cache = workflowCache(log, () => undefined, aborted.signal, JSON.parse(patience))
let answer
for (const name of call.split(' '))
  answer = name === 'save' ? await saveInCache(key, file, log, JSON.parse(patience)) : await cache[name](key, file)
console.log('ANSWER ' + JSON.stringify({ answer: answer ?? null, tookMs: Date.now() - began }))
process.exit()
`

interface Called {
  readonly answer: string | null
  readonly tookMs: number
  readonly warnings: readonly string[]
  /** Of the client itself. */
  readonly output: string
}

let program: TemporaryFolder
const newFolder = temporaryFolders()
let workspace: string
let file: string

beforeAll(async () => {
  program = await temporaryFolder()
  await transpileSources(path.join(program.path, 'xarch'))
  await symlink(path.join(REPOSITORY, 'node_modules'), path.join(program.path, 'node_modules'))
  await writeFile(path.join(program.path, 'call.js'), PROGRAM)
  await writeFile(path.join(program.path, 'package.json'), '{ "type": "module" }')
})
afterAll(() => program.remove())

beforeEach(async () => {
  workspace = await newFolder()
  file = await rootIn(workspace)
})

/** A file that can be saved. */
async function rootIn(folder: string): Promise<string> {
  const file = path.join(folder, 'root.archive')
  await writeFile(file, Buffer.alloc(200_000, 'the packed root '))
  return file
}

type Call = 'restore' | 'newest' | 'save' | 'restore newest restore'

async function call(
  service: CacheService,
  name: Call,
  key: string,
  {
    patience = PATIENCE,
    abortMs,
    folder = workspace,
  }: { patience?: typeof PATIENCE; abortMs?: number; folder?: string } = {},
): Promise<Called> {
  const file = path.join(folder, 'root.archive')
  const argv = [path.join(program.path, 'call.js'), name, key, file, JSON.stringify(patience)]
  const child = spawn(process.execPath, [...argv, ...(abortMs === undefined ? [] : [String(abortMs)])], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      RUNNER_TEMP: folder,
      GITHUB_WORKSPACE: folder,
      ...service.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const status = await new Promise((resolve) => child.once('close', resolve))
  const said = /^ANSWER (.*)$/m.exec(output)?.[1]
  if (said === undefined || status !== 0)
    throw new Error(`it ended with status ${String(status)}:\n${output}`)
  const warnings = [...output.matchAll(/^(?:WARNING |::warning::)(.*)$/gm)].map(([, text = '']) => text)
  return { ...(JSON.parse(said) as { answer: string | null; tookMs: number }), warnings, output }
}

/** A service that never comes to an answer. */
const SILENT = { slowMs: 20_000 }

describe('the cache of the workflow, when it does not answer,', () => {
  const asked = (name: Call, abortMs?: number) => async (folder: string) => {
    await using service = await startCacheService(SILENT)
    await rootIn(folder)
    const waiting = abortMs === undefined ? { patience: SHORT } : { abortMs }
    return await call(service, name, 'root-20001', { ...waiting, folder })
  }
  const stalled = async (folder: string): Promise<Called> => {
    await using service = await startCacheService()
    await rootIn(folder)
    await call(service, 'save', 'root-20001', { folder })
    service.faults.stalls = true
    return await call(service, 'restore', 'root', { patience: SHORT, folder })
  }
  const outcomeOf = atOnce(
    {
      'a file': asked('restore'),
      'a key': asked('newest'),
      'having saved': asked('save'),
      'the rest of a file': stalled,
      again: asked('restore newest restore'),
      signal: asked('restore', 300),
    },
    { width: 3 },
  )

  it.each(['a file', 'a key', 'having saved', 'the rest of a file'])(
    'is left at the deadline with one warning: %s',
    async (todo) => {
      const { answer, tookMs, warnings } = await outcomeOf(todo)
      expect({ answer, warnings }).toEqual({
        answer: null,
        warnings: [expect.stringMatching(/within 0\.4 s$/)],
      })
      expect(tookMs).toBeGreaterThanOrEqual(SHORT.restoreMs)
      expect(tookMs).toBeLessThan(SHORT.restoreMs + 1500)
    },
  )

  it('is not asked again', async () => {
    const { answer, tookMs, warnings } = await outcomeOf('again')
    expect({ answer, warnings }).toEqual({ answer: null, warnings: [expect.any(String)] })
    expect(tookMs).toBeLessThan(SHORT.restoreMs + 1500)
  })

  it('is not waited for after a signal, and nothing is said', async () => {
    const { answer, tookMs, warnings } = await outcomeOf('signal')
    expect({ answer, warnings }).toEqual({ answer: null, warnings: [] })
    expect(tookMs).toBeLessThan(1500)
  })
})

describe('the cache of the workflow', () => {
  it('gives back the newest file whose key goes on with a hyphen, and no other', async () => {
    await using service = await startCacheService()
    for (const key of ['rooty-20009', 'root-20000', 'root-20001', 'root-20001-99']) {
      await writeFile(file, key)
      expect((await call(service, 'save', key)).warnings).toEqual([])
    }
    expect(await call(service, 'restore', 'root')).toMatchObject({ answer: 'root-20001-99', warnings: [] })
    expect(await readFile(file, 'utf8')).toBe('root-20001-99')
    expect((await call(service, 'restore', 'roo')).answer).toBeNull()
  })

  it('tells the newest key that begins so without a download', async () => {
    await using service = await startCacheService()
    await call(service, 'save', 'root-20001')
    service.calls.length = 0
    expect((await call(service, 'newest', 'root-20001')).answer).toBe('root-20001')
    expect((await call(service, 'newest', 'root-20002')).answer).toBeNull()
    expect(service.calls).toEqual(['GetCacheEntryDownloadURL', 'GetCacheEntryDownloadURL'])
  })

  it.each([{ readOnly: true }, { full: true }])(
    'that may not be written (%o) costs one warning',
    async (faults) => {
      await using service = await startCacheService(faults)
      const { warnings } = await call(service, 'save', 'root-20001')
      expect(warnings).toEqual([expect.stringContaining('cache write denied')])
      expect(service.entries).toEqual([])
    },
  )

  it.each([
    { name: 'restore', says: '::warning::Failed to restore' },
    { name: 'newest', says: '::warning::Failed to restore' },
    { name: 'save', says: 'Failed to save' },
  ] as const)('that is down is said by the client, once: $name', async ({ name, says }) => {
    const service = await startCacheService()
    await service.close()
    const { answer, output, warnings } = await call(service, name, 'root')
    expect(answer).toBeNull()
    expect(output).toContain(`${says}: `)
    expect(warnings.length).toBeLessThanOrEqual(1)
  })
})
