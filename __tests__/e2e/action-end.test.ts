import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect } from '@jest/globals'
import { plain } from '../support/labels.js'
import { expectSuccess, jobs, QUICK, said } from '../support/action.js'
import { startCacheService } from '../support/cache-service.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { type Fault, startMirror } from '../support/mirror-server.js'
import { it } from '../support/side-by-side.js'

/** How a step is ended from outside: cancelled as a runner cancels, or killed. What is checked after each is in jobs(). */

const newJob = jobs()

const MINIROOTFS = '/v3.20/releases/aarch64/alpine-minirootfs-3.20.3-aarch64.tar.gz'
/** What the runner gives a step between SIGINT and SIGTERM. */
const GRACE_MS = 7500

/** Ends when asked to by SIGTERM alone. */
const STUBBORN =
  'trap "echo got INT" INT; trap "echo got TERM; exit 9" TERM; echo started; while :; do sleep 0.1 || :; done'

describe('a step that is cancelled', () => {
  it('hands the signals to its commands as they come, and post cleans', async () => {
    const job = await newJob()
    const step = job.step({ ...QUICK, run: STUBBORN })
    const running = await step.start()
    await running.until('started')
    running.process.kill('SIGINT')
    await running.until('got INT')
    running.process.kill('SIGTERM')
    await running.until('got TERM')
    const stage = await running.ended
    expect(stage.status).toBe(1)
    expect(said(stage, 'error')).toEqual(['aarch64: the command ended with status 9'])
    expectSuccess(await step.post())
  })

  it('ends at once where its commands take SIGINT as usual', async () => {
    const job = await newJob()
    const running = await job.step({ ...QUICK, run: 'echo started; sleep 100; echo after' }).start()
    await running.until('started')
    running.process.kill('SIGINT')
    const stage = await running.within(3000)
    expect(stage.status).toBe(1)
    expect(stage.log).not.toMatch(/^after$/m)
    expect(said(stage, 'error')).toEqual([expect.stringContaining('SIGINT')])
  })

  it('ends before the runner would kill it, where its commands take no signal at all', async () => {
    const job = await newJob()
    const deaf = 'trap "" INT TERM HUP; echo started; while :; do sleep 1 || :; done'
    const running = await job.step({ ...QUICK, arch: 'ppc', run: deaf }).start()
    await running.until('started')
    running.process.kill('SIGINT')
    await sleep(300)
    running.process.kill('SIGTERM')
    // SIGKILL comes 2.5 s after SIGTERM.
    expect((await running.within(2500)).status).toBe(1)
  })

  it('does not begin with its next architecture', async () => {
    const job = await newJob()
    const run = 'echo started; sleep 100'
    const running = await job.step({ ...QUICK, arch: 'aarch64,ppc', parallel: '1', run }).start()
    await running.until(' started')
    running.process.kill('SIGINT')
    expect(plain((await running.within(3000)).log).match(/\| started/g)).toHaveLength(1)
  })

  it('ends while it waits for the mirror', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults: { [MINIROOTFS]: { kind: 'stall' } } })
    const job = await newJob()
    const running = await job.step({ ...QUICK, mirror: mirror.url, run: 'echo ran' }).start()
    await running.until('downloading the minirootfs')
    await sleep(200)
    running.process.kill('SIGINT')
    const stage = await running.within(2000)
    expect(stage.status).toBe(1)
    expect(said(stage, 'error')).toEqual([expect.stringContaining('SIGINT')])
  })

  it('ends while it waits for the cache', async () => {
    await using service = await startCacheService({ slowMs: 60_000 })
    const job = await newJob({ env: service.env })
    const running = await job.step({ ...QUICK, cache: 'true', run: 'echo ran' }).start()
    while (!existsSync(path.join(job.home, '.cache/xarch'))) await sleep(50)
    await sleep(700)
    running.process.kill('SIGINT')
    expect((await running.within(GRACE_MS)).status).toBe(1)
  })
})

describe('a step that is killed', () => {
  it('in the middle of its commands: they are gone within a second, and post leaves nothing', async () => {
    const job = await newJob()
    const step = job.step({ ...QUICK, run: 'echo started; (setsid sleep 271 &); sleep 271' })
    const running = await step.start()
    await running.until('started')
    running.process.kill('SIGKILL')
    await running.ended // which is when nobody holds its output any more
    await sleep(1000)
    expect(await processesOf('271')).toEqual([])
    expectSuccess(await step.post())
  })

  it.each<{ during: string; path: string; arch: string; fault: Fault }>([
    { during: 'a download', path: MINIROOTFS, arch: 'aarch64', fault: { kind: 'stall' } },
    {
      during: 'an installation',
      path: '/v3.20/main/ppc/busybox-1.35.0-r0.apk',
      arch: 'ppc',
      fault: { kind: 'stall' },
    },
  ])('during $during: post leaves nothing', async ({ path: slow, arch, fault }) => {
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults: { [slow]: fault } })
    const job = await newJob()
    const step = job.step({ ...QUICK, arch, mirror: mirror.url })
    const running = await step.start()
    while (!mirror.requests.some((request) => request.path === slow)) await sleep(20)
    await sleep(200)
    running.process.kill('SIGKILL')
    await running.ended
    await sleep(300)
    const post = await step.post()
    expectSuccess(post)
    expect(post.annotations).toEqual([])
  })

  it('while it packs the root for the cache: post leaves nothing, and saves nothing', async () => {
    await using service = await startCacheService()
    const job = await newJob({ env: service.env })
    const step = job.step({ ...QUICK, cache: 'true' })
    const running = await step.start()
    const archives = path.join(job.home, '.cache/xarch/archives')
    while (!(await readdir(archives).catch(() => [])).some((name) => /\.\d+-\d+$/.test(name))) await sleep(2)
    running.process.kill('SIGKILL')
    await running.ended
    expectSuccess(await step.post())
    expect(service.entries).toEqual([])
    expect(await readdir(archives)).toEqual([])
  })
})

/** Command lines of this machine with that word in them. */
async function processesOf(word: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter((line) => line.split('\0').includes(word))
}
