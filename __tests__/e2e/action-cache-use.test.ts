import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import { CACHED, expectSuccess, said, wholeJob } from '../support/action.js'
import type { CacheService } from '../support/cache-service.js'
import { cachedJobs, savedOnce } from '../support/cached-jobs.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { otherAnnotations } from '../support/known-faults.js'
import { startMirror } from '../support/mirror-server.js'
import type { Job } from '../support/runner.js'
import { testsAtOnce } from '../support/tests-at-once.js'

/** Who restores and saves what: steps of one job, jobs of one machine, and the input `cache`. */

/** A runner's worker of its own between us and the action, as another job of the machine has. */
const OWN_WORKER = ['sh', '-c', '"$@"; exit $?', 'sh']

const SAVE = 'CreateCacheEntry'

const archives = ({ home }: Job): string[] => {
  const folder = path.join(home, '.cache/xarch/archives')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** What an earlier job has saved. */
const saved = savedOnce(() => CACHED)

testsAtOnce(cachedJobs, {
  'the input cache': {
    'read-only restores and saves nothing': async ({ service, newJob }) => {
      service.entries.push(...(await saved()))
      const job = await newJob()
      const inputs = { ...CACHED, cache: 'read-only' }
      const [hit, post] = await wholeJob(job, inputs)
      expectSuccess(hit)
      expectSuccess(post)
      expect(hit.outputs['cache-hit']).toBe('true')
      expect(archives(job)).toEqual([])
      const [miss, end] = await wholeJob(await newJob(job), {
        ...inputs,
        arch: 'ppc',
        packages: 'make',
        setup: 'true',
      })
      expectSuccess(miss)
      expectSuccess(end)
      expect(miss.outputs['cache-hit']).toBe('false')
      expect(archives(job)).toEqual([])
      expect(service.calls).not.toContain(SAVE)
      expect(
        otherAnnotations([...hit.annotations, ...post.annotations, ...miss.annotations, ...end.annotations]),
      ).toEqual([])
    },

    'false asks nothing and saves nothing, also where an entry is there': async ({ service, newJob }) => {
      service.entries.push(...(await saved()))
      const [main, post] = await wholeJob(await newJob(), { ...CACHED, cache: 'false' })
      expectSuccess(main)
      expectSuccess(post)
      expect(main.outputs['cache-hit']).toBe('false')
      expect(service.calls).toEqual([])
    },
  },

  'a cache that is full': {
    'costs a warning, and the job goes on': async ({ service, newJob }) => {
      service.faults.full = true
      const job = await newJob()
      const [main, post] = await wholeJob(job, CACHED)
      expectSuccess(main)
      expectSuccess(post)
      expect(said(main, 'warning')).toEqual([])
      expect(said(post, 'warning')).toEqual([expect.stringContaining('quota')])
      expect(service.entries).toEqual([])
      expect(archives(job)).toEqual([])
    },
  },

  'steps of a build': {
    'are restored up to the last that is the same: setup alone is run again': async ({ service, newJob }) => {
      await using mirror = await startMirror(EMBEDDED_MIRROR)
      const run = 'make --version; cat /made'
      const asked = { ...CACHED, arch: 'ppc', packages: 'make', run, mirror: mirror.url }
      const first = await newJob()
      const [built] = await wholeJob(first, { ...asked, setup: 'echo first >/made' })
      expectSuccess(built)
      expect(service.entries).toHaveLength(2) // of the packages, and of the whole

      mirror.requests.length = 0
      const [main, post] = await wholeJob(await newJob(first), { ...asked, setup: 'echo second >/made' })
      expectSuccess(main)
      expectSuccess(post)
      expect(main.outputs['cache-hit']).toBe('false')
      expect(main.log).toMatch(/^GNU Make 4\.3$/m)
      expect(main.log).toMatch(/^second$/m)
      expect(mirror.requests).toEqual([])
      expect(service.entries).toHaveLength(3)

      const [hit] = await wholeJob(await newJob(first), { ...asked, setup: 'echo second >/made' })
      expectSuccess(hit)
      expect(hit.outputs['cache-hit']).toBe('true')
      expect(hit.log).toMatch(/^second$/m)
      expect(hit.log).not.toContain('running setup')
      expect(service.entries).toHaveLength(3)
      expect(archives(first)).toEqual([])
    },
  },

  'several who need the cache': {
    'as two targets of one step have both saved and restored': async ({ service, newJob }) => {
      const inputs = { ...CACHED, arch: 'aarch64 ppc' }
      const first = await newJob()
      await wholeJob(first, inputs)
      expect(service.entries).toHaveLength(2)
      const [main] = await wholeJob(await newJob(first), inputs)
      expectSuccess(main)
      expect(main.outputs['cache-hit']).toBe('true')
      expect(service.entries).toHaveLength(2)
    },

    'as two steps of one job: the second unpacks what the first has built, without asking': async ({
      service,
      newJob,
    }) => {
      await expectShared(await newJob(), service)
    },

    'as two steps of one job: the second unpacks what the first has restored, without asking': async ({
      service,
      newJob,
    }) => {
      service.entries.push(...(await saved()))
      await expectShared(await newJob(), service)
    },

    'as two jobs of one user at once: one builds, the other waits and unpacks': async ({
      service,
      newJob,
    }) => {
      const one = await newJob()
      const two = await newJob(undefined, { env: { HOME: one.home }, worker: OWN_WORKER })
      const steps = [one.step(CACHED), two.step(CACHED)]
      const mains = await Promise.all(steps.map((step) => step.main()))
      mains.forEach(expectSuccess)
      expect(mains.map(({ outputs }) => outputs['cache-hit']).sort()).toEqual(['false', 'true'])
      const posts = await Promise.all(steps.map((step) => step.post()))
      posts.forEach(expectSuccess)
      expect(service.entries).toHaveLength(1)
      expect(archives(one)).toEqual([])
      expect(otherAnnotations([...mains, ...posts].flatMap(({ annotations }) => annotations))).toEqual([])
    },
  },

  'a step that is killed': {
    'in its commands, with a root out of the cache: post leaves no archive and saves nothing': async ({
      service,
      newJob,
    }) => {
      service.entries.push(...(await saved()))
      const job = await newJob()
      const step = job.step({ ...CACHED, run: 'echo started; sleep 60' })
      const running = await step.start()
      await running.until('started')
      running.process.kill('SIGKILL')
      await running.ended
      expect(archives(job)).toHaveLength(1)
      expectSuccess(await step.post())
      expect(archives(job)).toEqual([])
      expect(service.entries).toHaveLength(1)
    },

    'while the archive is on its way: post leaves nothing of it': async ({ service, newJob }) => {
      service.entries.push(...(await saved()))
      service.faults.stalls = true
      const job = await newJob()
      const step = job.step(CACHED)
      const running = await step.start()
      while (!service.calls.includes('GET blob')) await sleep(20)
      await sleep(300)
      running.process.kill('SIGKILL')
      await running.ended
      service.faults.stalls = false
      expectSuccess(await step.post())
      expect(archives(job)).toEqual([])
      expect(service.entries).toHaveLength(1)
      // What the client of the cache has begun in the runner's own folder is the runner's to wipe.
      for (const name of readdirSync(job.temp).filter((one) => /^[\da-f-]{36}$/.test(one))) {
        expect(readdirSync(path.join(job.temp, name))).toEqual(['cache.tzst'])
        rmSync(path.join(job.temp, name), { recursive: true })
      }
    },

    'in its commands, with a root it has packed: post saves it, and leaves no archive': async ({
      newJob,
    }) => {
      const job = await newJob()
      const step = job.step({ ...CACHED, run: 'echo started; sleep 60' })
      const running = await step.start()
      await running.until('started')
      running.process.kill('SIGKILL')
      await running.ended
      expectSuccess(await step.post())
      expect(archives(job)).toEqual([])
      const [main] = await wholeJob(await newJob(job), CACHED)
      expectSuccess(main)
      expect(main.outputs['cache-hit']).toBe('true')
    },
  },
})

async function expectShared(job: Job, service: CacheService): Promise<void> {
  const first = job.step(CACHED)
  expectSuccess(await first.main())
  const calls = service.calls.length
  const second = job.step(CACHED)
  const main = await second.main()
  expectSuccess(main)
  expect(main.outputs['cache-hit']).toBe('true')
  expect(service.calls).toHaveLength(calls)
  for (const post of [await second.post(), await first.post()]) expectSuccess(post)
  expect(service.entries).toHaveLength(1)
  expect(archives(job)).toEqual([])
}
