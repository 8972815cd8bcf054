import { cp, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { CACHED, expectSuccess, jobs, QUICK, said, wholeJob } from '../support/action.js'
import { type CacheService, startCacheService } from '../support/cache-service.js'
import { otherAnnotations } from '../support/known-faults.js'
import { REPOSITORY } from '../support/runner-environment.js'
import type { Job, Stage } from '../support/runner.js'

/** A cache that does not answer, or is not used: it costs warnings at most, and never the job. */

const newJob = jobs()

describe('a cache service that does not do its work', () => {
  const within = async (service: CacheService, inputs = CACHED): Promise<[Stage, Stage, number]> => {
    const began = Date.now()
    const [main, post] = await wholeJob(await newJob({ env: service.env }), inputs)
    expectSuccess(main)
    expectSuccess(post)
    expect(main.log).toMatch(/^aarch64$/m)
    return [main, post, Date.now() - began]
  }

  it('since it is down costs a warning for each time that it is asked', async () => {
    const service = await startCacheService()
    await service.close()
    const [main, post] = await within(service)
    expect(said(main, 'warning').length).toBeLessThanOrEqual(2) // for the root, and for a free key
    expect(said(post, 'warning').length).toBeLessThanOrEqual(1)
  }, 120_000)

  it('since it is slow is waited for', async () => {
    await using service = await startCacheService({ slowMs: 800 })
    const [main, post] = await within(service)
    expect(otherAnnotations([...main.annotations, ...post.annotations])).toEqual([])
    expect(service.entries).toHaveLength(1)
  })

  it('since it may only be read costs a warning at most, and can be read', async () => {
    await using service = await startCacheService()
    const first = await newJob({ env: service.env })
    await wholeJob(first, CACHED)
    service.faults.readOnly = true
    const [hit] = await wholeJob(await newJob({ env: service.env }, first), CACHED)
    expect(hit.outputs['cache-hit']).toBe('true')
    const [other, post] = await wholeJob(await newJob({ env: service.env }, first), {
      ...CACHED,
      arch: 'ppc',
    })
    expectSuccess(other)
    expectSuccess(post)
    expect(said(post, 'warning').length).toBeLessThanOrEqual(1)
    expect(service.entries).toHaveLength(1)
  })

  it('since it refuses the token costs a warning for each time that it is asked', async () => {
    await using service = await startCacheService()
    const env = { ...service.env, ACTIONS_RUNTIME_TOKEN: 'expired' }
    const [main, post] = await within({ ...service, env })
    expect(said(main, 'warning').length).toBeLessThanOrEqual(2) // for the root, and for a free key
    expect(said(post, 'warning').length).toBeLessThanOrEqual(1)
  })
})

describe('a copy of the action without the client of the cache', () => {
  /** Chunks of the bundle by what only they have in them. */
  async function withoutClient(job: Job): Promise<string> {
    const action = path.join(job.home, 'action')
    for (const name of ['action.yml', 'package.json', 'dist'])
      await cp(path.join(REPOSITORY, name), path.join(action, name), { recursive: true })
    const chunks = (await readdir(path.join(action, 'dist'))).filter((name) => /^\d+\.index\.js$/.test(name))
    const removed: string[] = []
    for (const name of chunks) {
      const chunk = path.join(action, 'dist', name)
      if (!(await readFile(chunk, 'utf8')).includes('results.api.v1.CacheService')) continue
      await rm(chunk)
      removed.push(name)
    }
    expect(removed).toHaveLength(1)
    return action
  }

  it.each([
    { when: '`cache` is false', inputs: QUICK, hasService: true },
    { when: 'the runner has no cache', inputs: CACHED, hasService: false },
  ])('works where $when: it is not loaded there', async ({ inputs, hasService }) => {
    await using service = await startCacheService()
    const elsewhere = await withoutClient(await newJob())
    const job = await newJob({ action: elsewhere, ...(hasService ? { env: service.env } : {}) })
    const [main, post] = await wholeJob(job, { ...inputs, run: 'uname -m' })
    expectSuccess(main)
    expectSuccess(post)
    expect(otherAnnotations([...main.annotations, ...post.annotations])).toEqual([])
  })

  it('says so, and works, where it is needed', async () => {
    await using service = await startCacheService()
    const job = await newJob({ action: await withoutClient(await newJob()), env: service.env })
    const [main] = await wholeJob(job, CACHED)
    expectSuccess(main)
    expect(said(main, 'warning')).toHaveLength(1)
  })
})
