import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect } from '@jest/globals'
import { CACHED, expectSuccess, jobs, type NewJob, said, wholeJob } from '../support/action.js'
import { type CacheEntry, type CacheService, startCacheService } from '../support/cache-service.js'
import { archiveOf, archiveParts, type ArchiveParts, withArchive } from '../support/cached-archive.js'
import { savedOnce } from '../support/cached-jobs.js'
import { beforeCases } from '../support/cases.js'
import { flipped } from '../support/mirror-server.js'
import { REPOSITORY } from '../support/runner-environment.js'
import type { Job } from '../support/runner.js'
import { it } from '../support/side-by-side.js'
import { type TemporaryFolder, temporaryFolder } from '../support/temporary.js'

/** Entries of the cache that cannot be used: damaged, hostile or too old. The root is built anew, and saved anew. */

const newJob = jobs()

const DAY_MS = 24 * 3600_000

/** What a bad network or disk makes of a file. */
const DAMAGES: Readonly<Record<string, (file: Buffer) => Buffer>> = {
  truncated: (file) => file.subarray(0, file.length >> 1),
  'with a changed bit': (file) => flipped(file, file.length >> 1),
  empty: () => Buffer.alloc(0),
}

const HOSTILE = [
  '02-dotdot',
  '05-symlink-rel-then-file',
  '08-hardlink-abs',
  '13-devices',
  '17-bomb',
  '20-truncated',
]

const once = savedOnce(() => CACHED)

/** The next job of a machine, and the entry that one before has saved. */
async function saved(newJob: NewJob, service: CacheService): Promise<{ job: Job; entry: CacheEntry }> {
  const job = await newJob({ env: service.env })
  const [entry, ...others] = await once()
  if (!entry) throw new Error('nothing was saved')
  expect(others).toEqual([])
  service.entries.push(entry)
  return { job, entry }
}

/** With that entry alone in the cache: the next job builds and saves, and the one after it restores what that has saved. */
async function expectBuiltAnew(
  newJob: NewJob,
  service: CacheService,
  first: Job,
  entry: CacheEntry,
): Promise<string[]> {
  service.entries.splice(0, service.entries.length, entry)
  const [main, post] = await wholeJob(await newJob({ env: service.env }, first), CACHED)
  expectSuccess(main)
  expectSuccess(post)
  expect(main.log).toMatch(/^aarch64$/m)
  expect(main.outputs['cache-hit']).toBe('false')
  expect(said(post, 'warning')).toEqual([])
  expect(service.entries).toHaveLength(2)
  expect(readdirSync(path.join(first.home, '.cache/xarch/archives'))).toEqual([])

  const [next, end] = await wholeJob(await newJob({ env: service.env }, first), CACHED)
  expectSuccess(next)
  expectSuccess(end)
  expect(next.outputs['cache-hit']).toBe('true')
  expect(said(next, 'warning')).toEqual([])
  expect(service.entries).toHaveLength(2)
  return said(main, 'warning')
}

describe('an entry that is damaged', () => {
  const WHOLE = Object.entries(DAMAGES).map(([how, damage]) => ({ how, damage }))

  it.each(WHOLE)(
    '($how) costs one warning: a root is built, saved the same day, and used next',
    async ({ damage }) => {
      await using service = await startCacheService()
      const { job, entry } = await saved(newJob, service)
      const damaged = { ...entry, archive: damage(entry.archive) }
      const warnings = await expectBuiltAnew(newJob, service, job, damaged)
      expect(warnings).toHaveLength(1)
      const today = Math.floor(Date.now() / DAY_MS)
      expect(service.entries[1]?.key).toMatch(new RegExp(`^xarch-\\d+-aarch64-[\\da-f-]+-${today}-\\d+$`))
      expect(service.entries[1]?.key.startsWith(`${entry.key}-`)).toBe(true)
    },
  )

  const WITHIN: { how: string; exchange: (archive: Buffer, scratch: string) => Buffer }[] = [
    ...WHOLE.map(({ how, damage }) => ({ how, exchange: damage })),
    {
      how: 'without a manifest',
      exchange: (archive, scratch) =>
        archiveOf({ 'root.tar.zst': archiveParts(archive, scratch).root }, scratch),
    },
    {
      how: 'with a manifest that lies about the digest',
      exchange: (archive, scratch) => {
        const { manifest, root } = archiveParts(archive, scratch)
        const lie = { sha256: '0'.repeat(64), sizeBytes: root.length }
        return archiveOf(
          { 'manifest.json': JSON.stringify({ ...manifest, archive: lie }), 'root.tar.zst': root },
          scratch,
        )
      },
    },
  ]

  it.each(WITHIN)('($how, in what the entry has in it) costs one warning too', async ({ exchange }) => {
    await using service = await startCacheService()
    const { job, entry } = await saved(newJob, service)
    const archive = withArchive(entry.archive, job.home, (inner) => exchange(inner, job.home))
    const warnings = await expectBuiltAnew(newJob, service, job, { ...entry, archive })
    expect(warnings).toEqual([
      expect.stringMatching(/^the cached root xarch-.* cannot be used, a new one is built: /),
    ])
  })
})

describe('an entry that is hostile', () => {
  let folder: TemporaryFolder
  const made = (): string => path.join(folder.path, 'hostile')
  const outside = (): string => path.join(folder.path, 'escape')
  beforeCases(async () => {
    folder = await temporaryFolder()
    for (const it of [made(), outside()]) mkdirSync(it)
    writeFileSync(path.join(outside(), 'victim'), 'as it was')
    const script = path.join(REPOSITORY, '__tests__/fixtures/hostile-tarballs.py')
    execFileSync('python3', [script, made(), outside(), ...HOSTILE])
  })
  afterAll(() => folder.remove())

  it.each(HOSTILE)(
    'costs one warning, whatever its tar tries (%s), and nothing outside is touched',
    async (name) => {
      await using service = await startCacheService()
      const { job, entry } = await saved(newJob, service)
      const root = readFileSync(path.join(made(), `${name}.tar.gz`))
      const archive = withArchive(entry.archive, job.home, (inner) =>
        trusted({ ...archiveParts(inner, job.home), root }, job.home),
      )
      const warnings = await expectBuiltAnew(newJob, service, job, { ...entry, archive })
      expect(warnings).toEqual([expect.stringContaining('cannot be used')])
      expect(readdirSync(outside())).toEqual(['victim'])
      expect(readFileSync(path.join(outside(), 'victim'), 'utf8')).toBe('as it was')
    },
  )

  /** With a manifest that says of the root what is true. */
  function trusted({ manifest, root }: ArchiveParts, scratch: string): Buffer {
    const archive = { sha256: createHash('sha256').update(root).digest('hex'), sizeBytes: root.length }
    const text = JSON.stringify({ ...manifest, archive })
    return archiveOf({ 'manifest.json': text, 'root.tar.gz': root }, scratch)
  }
})

describe('the age of an entry', () => {
  /** The same root, built so long ago. */
  function aged({ archive, ...entry }: CacheEntry, ageMs: number, scratch: string): CacheEntry {
    const older = withArchive(archive, scratch, (inner) => {
      const { manifest, root } = archiveParts(inner, scratch)
      const created = new Date(Date.now() - ageMs).toISOString()
      return archiveOf(
        { 'manifest.json': JSON.stringify({ ...manifest, created }), 'root.tar.zst': root },
        scratch,
      )
    })
    return { ...entry, archive: older }
  }

  it('is that of the root in it: one that is too old is built and saved anew, without a warning', async () => {
    await using service = await startCacheService()
    const { job, entry } = await saved(newJob, service)
    const warnings = await expectBuiltAnew(newJob, service, job, aged(entry, 8 * DAY_MS, job.home))
    expect(warnings).toEqual([])
  })

  it('may be up to cache-max-age', async () => {
    await using service = await startCacheService()
    const { job, entry } = await saved(newJob, service)
    service.entries.splice(0, 1, aged(entry, 8 * DAY_MS, job.home))
    const inputs = { ...CACHED, 'cache-max-age': '9d' }
    const [main] = await wholeJob(await newJob({ env: service.env }, job), inputs)
    expect(main.outputs['cache-hit']).toBe('true')
    expect(service.entries).toHaveLength(1)
  })

  it('is always too great where cache-max-age is 0d: each job builds, and saves for others', async () => {
    await using service = await startCacheService()
    const { job } = await saved(newJob, service)
    const inputs = { ...CACHED, 'cache-max-age': '0d' }
    const [main, post] = await wholeJob(await newJob({ env: service.env }, job), inputs)
    expectSuccess(main)
    expectSuccess(post)
    expect(main.outputs['cache-hit']).toBe('false')
    expect([...said(main, 'warning'), ...said(post, 'warning')]).toEqual([])
    expect(service.entries).toHaveLength(2)
  })
})
