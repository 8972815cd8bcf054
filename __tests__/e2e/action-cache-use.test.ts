import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { CACHED, expectSuccess, jobs, said, wholeJob } from '../support/action.js'
import { type CacheService, startCacheService } from '../support/cache-service.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { otherAnnotations } from '../support/known-faults.js'
import { startMirror } from '../support/mirror-server.js'
import type { Job } from '../support/runner.js'

/** Who restores and saves what: steps of one job, jobs of one machine, and the input `cache`. */

const newJob = jobs()

/** A runner's worker of its own between us and the action, as another job of the machine has. */
const OWN_WORKER = ['sh', '-c', '"$@"; exit $?', 'sh']

const SAVE = 'CreateCacheEntry'

const archives = ({ home }: Job): string[] => {
  const folder = path.join(home, '.cache/xarch/archives')
  return existsSync(folder) ? readdirSync(folder) : []
}

const next = (service: CacheService, on: Job): Promise<Job> => newJob({ env: service.env }, on)

describe('the input cache', () => {
  it('read-only restores and saves nothing', async () => {
    await using service = await startCacheService()
    const first = await newJob({ env: service.env })
    await wholeJob(first, CACHED)
    service.calls.length = 0
    const inputs = { ...CACHED, cache: 'read-only' }
    const [hit, post] = await wholeJob(await next(service, first), inputs)
    expectSuccess(hit)
    expectSuccess(post)
    expect(hit.outputs['cache-hit']).toBe('true')
    expect(archives(first)).toEqual([])
    const [miss, end] = await wholeJob(await next(service, first), {
      ...inputs,
      arch: 'ppc',
      packages: 'make',
      setup: 'true',
    })
    expectSuccess(miss)
    expectSuccess(end)
    expect(miss.outputs['cache-hit']).toBe('false')
    expect(archives(first)).toEqual([])
    expect(service.calls).not.toContain(SAVE)
    expect(
      otherAnnotations([...hit.annotations, ...post.annotations, ...miss.annotations, ...end.annotations]),
    ).toEqual([])
  })

  it('false asks nothing and saves nothing, also where an entry is there', async () => {
    await using service = await startCacheService()
    const first = await newJob({ env: service.env })
    await wholeJob(first, CACHED)
    service.calls.length = 0
    const [main, post] = await wholeJob(await next(service, first), { ...CACHED, cache: 'false' })
    expectSuccess(main)
    expectSuccess(post)
    expect(main.outputs['cache-hit']).toBe('false')
    expect(service.calls).toEqual([])
  })
})

describe('a cache that is full', () => {
  it('costs a warning, and the job goes on', async () => {
    await using service = await startCacheService({ full: true })
    const job = await newJob({ env: service.env })
    const [main, post] = await wholeJob(job, CACHED)
    expectSuccess(main)
    expectSuccess(post)
    expect(said(main, 'warning')).toEqual([])
    expect(said(post, 'warning')).toEqual([expect.stringContaining('quota')])
    expect(service.entries).toEqual([])
    expect(archives(job)).toEqual([])
  })
})

describe('steps of a build', () => {
  const inputs = { ...CACHED, arch: 'ppc', packages: 'make', run: 'make --version; cat /made' }

  it('are restored up to the last that is the same: setup alone is run again', async () => {
    await using service = await startCacheService()
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const asked = { ...inputs, mirror: mirror.url }
    const first = await newJob({ env: service.env })
    const [built] = await wholeJob(first, { ...asked, setup: 'echo first >/made' })
    expectSuccess(built)
    expect(service.entries).toHaveLength(2) // of the packages, and of the whole

    mirror.requests.length = 0
    const [main, post] = await wholeJob(await next(service, first), { ...asked, setup: 'echo second >/made' })
    expectSuccess(main)
    expectSuccess(post)
    expect(main.outputs['cache-hit']).toBe('false')
    expect(main.log).toMatch(/^GNU Make 4\.3$/m)
    expect(main.log).toMatch(/^second$/m)
    expect(mirror.requests).toEqual([])
    expect(service.entries).toHaveLength(3)

    const [hit] = await wholeJob(await next(service, first), { ...asked, setup: 'echo second >/made' })
    expectSuccess(hit)
    expect(hit.outputs['cache-hit']).toBe('true')
    expect(hit.log).toMatch(/^second$/m)
    expect(hit.log).not.toContain('running setup')
    expect(service.entries).toHaveLength(3)
    expect(archives(first)).toEqual([])
  }, 120_000)
})

describe('several who need the cache', () => {
  it('as two targets of one step have both saved and restored', async () => {
    await using service = await startCacheService()
    const inputs = { ...CACHED, arch: 'aarch64 ppc' }
    const first = await newJob({ env: service.env })
    await wholeJob(first, inputs)
    expect(service.entries).toHaveLength(2)
    const [main] = await wholeJob(await next(service, first), inputs)
    expectSuccess(main)
    expect(main.outputs['cache-hit']).toBe('true')
    expect(service.entries).toHaveLength(2)
  })

  it.each(['built', 'restored'])(
    'as two steps of one job: the second unpacks what the first has %s, without asking',
    async (origin) => {
      await using service = await startCacheService()
      let job = await newJob({ env: service.env })
      if (origin === 'restored') {
        await wholeJob(job, CACHED)
        job = await next(service, job)
      }
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
    },
  )

  it('as two jobs of one user at once: one builds, the other waits and unpacks', async () => {
    await using service = await startCacheService()
    const one = await newJob({ env: service.env })
    const two = await newJob({ env: { ...service.env, HOME: one.home }, worker: OWN_WORKER })
    const steps = [one.step(CACHED), two.step(CACHED)]
    const mains = await Promise.all(steps.map((step) => step.main()))
    mains.forEach(expectSuccess)
    expect(mains.map(({ outputs }) => outputs['cache-hit']).sort()).toEqual(['false', 'true'])
    const posts = await Promise.all(steps.map((step) => step.post()))
    posts.forEach(expectSuccess)
    expect(service.entries).toHaveLength(1)
    expect(archives(one)).toEqual([])
    expect(otherAnnotations([...mains, ...posts].flatMap(({ annotations }) => annotations))).toEqual([])
  })
})

describe('a step that is killed', () => {
  it('in its commands, with a root out of the cache: post leaves no archive and saves nothing', async () => {
    await using service = await startCacheService()
    const first = await newJob({ env: service.env })
    await wholeJob(first, CACHED)
    const job = await next(service, first)
    const step = job.step({ ...CACHED, run: 'echo started; sleep 60' })
    const running = await step.start()
    await running.until('started')
    running.process.kill('SIGKILL')
    await running.ended
    expect(archives(job)).toHaveLength(1)
    expectSuccess(await step.post())
    expect(archives(job)).toEqual([])
    expect(service.entries).toHaveLength(1)
  })

  it('while the archive is on its way: post leaves nothing of it', async () => {
    await using service = await startCacheService()
    const first = await newJob({ env: service.env })
    await wholeJob(first, CACHED)
    service.faults.stalls = true
    service.calls.length = 0
    const job = await next(service, first)
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
  })

  it('in its commands, with a root it has packed: post saves it, and leaves no archive', async () => {
    await using service = await startCacheService()
    const job = await newJob({ env: service.env })
    const step = job.step({ ...CACHED, run: 'echo started; sleep 60' })
    const running = await step.start()
    await running.until('started')
    running.process.kill('SIGKILL')
    await running.ended
    expectSuccess(await step.post())
    expect(archives(job)).toEqual([])
    const [main] = await wholeJob(await next(service, job), CACHED)
    expectSuccess(main)
    expect(main.outputs['cache-hit']).toBe('true')
  })
})
