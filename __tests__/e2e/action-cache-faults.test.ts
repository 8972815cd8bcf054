import { cp, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@jest/globals'
import { CACHED, expectSuccess, jobsOfCase, QUICK, said, wholeJob } from '../support/action.js'
import { cachedJobs, savedOnce } from '../support/cached-jobs.js'
import { otherAnnotations } from '../support/known-faults.js'
import { REPOSITORY } from '../support/runner-environment.js'
import type { Job, Stage } from '../support/runner.js'
import { testsAtOnce } from '../support/tests-at-once.js'

/** A cache that does not answer, or is not used: it costs warnings at most, and never the job. */

const saved = savedOnce(() => CACHED)

testsAtOnce(cachedJobs, {
  'a cache service that does not do its work': {
    'since it is down costs a warning for each time that it is asked': async ({ service, newJob }) => {
      await service.close()
      const [main, post] = await succeeding(await newJob())
      expect(said(main, 'warning').length).toBeLessThanOrEqual(2) // for the root, and for a free key
      expect(said(post, 'warning').length).toBeLessThanOrEqual(1)
    },

    'since it is slow is waited for': async ({ service, newJob }) => {
      service.faults.slowMs = 800
      const [main, post] = await succeeding(await newJob())
      expect(otherAnnotations([...main.annotations, ...post.annotations])).toEqual([])
      expect(service.entries).toHaveLength(1)
    },

    'since it may only be read costs a warning at most, and can be read': async ({ service, newJob }) => {
      service.entries.push(...(await saved()))
      service.faults.readOnly = true
      const job = await newJob()
      const [hit] = await wholeJob(job, CACHED)
      expect(hit.outputs['cache-hit']).toBe('true')
      const [other, post] = await wholeJob(await newJob(job), { ...CACHED, arch: 'ppc' })
      expectSuccess(other)
      expectSuccess(post)
      expect(said(post, 'warning').length).toBeLessThanOrEqual(1)
      expect(service.entries).toHaveLength(1)
    },

    'since it refuses the token costs a warning for each time that it is asked': async ({ newJob }) => {
      const job = await newJob(undefined, { env: { ACTIONS_RUNTIME_TOKEN: 'expired' } })
      const [main, post] = await succeeding(job)
      expect(said(main, 'warning').length).toBeLessThanOrEqual(2) // for the root, and for a free key
      expect(said(post, 'warning').length).toBeLessThanOrEqual(1)
    },
  },

  'a copy of the action without the client of the cache': {
    'works where `cache` is false: it is not loaded there': async ({ newJob }) => {
      const action = await withoutClient(await newJob())
      const [main, post] = await wholeJob(await newJob(undefined, { action }), { ...QUICK, run: 'uname -m' })
      expectSuccess(main)
      expectSuccess(post)
      expect(otherAnnotations([...main.annotations, ...post.annotations])).toEqual([])
    },

    'works where the runner has no cache: it is not loaded there': async ({ newJob }) => {
      await using withoutCache = jobsOfCase()
      const action = await withoutClient(await newJob())
      const [main, post] = await wholeJob(await withoutCache.newJob({ action }), CACHED)
      expectSuccess(main)
      expectSuccess(post)
      expect(otherAnnotations([...main.annotations, ...post.annotations])).toEqual([])
    },

    'says so, and works, where it is needed': async ({ newJob }) => {
      const job = await newJob(undefined, { action: await withoutClient(await newJob()) })
      const [main] = await wholeJob(job, CACHED)
      expectSuccess(main)
      expect(said(main, 'warning')).toHaveLength(1)
    },
  },
})

/** A whole job that is none the worse for its cache. */
async function succeeding(job: Job): Promise<[Stage, Stage]> {
  const [main, post] = await wholeJob(job, CACHED)
  expectSuccess(main)
  expectSuccess(post)
  expect(main.log).toMatch(/^aarch64$/m)
  return [main, post]
}

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
