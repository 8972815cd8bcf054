import { copyFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { saidBy } from '../support/labels.js'
import { expectSuccess, jobs, QUICK, said } from '../support/action.js'
import { startCacheService } from '../support/cache-service.js'
import { EMBEDDED_KEY, EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { otherAnnotations } from '../support/known-faults.js'
import { startMirror } from '../support/mirror-server.js'
import type { Job } from '../support/runner.js'
import { it } from '../support/side-by-side.js'

/** The action as a hosted runner has it: by an ordinary user, with sudo. */

const newJob = jobs()

/** Relative to the workspace, which the user can read. */
async function keyOf(job: Job): Promise<string> {
  await copyFile(EMBEDDED_KEY, path.join(job.workspace, path.basename(EMBEDDED_KEY)))
  return path.basename(EMBEDDED_KEY)
}

describe('the action of an ordinary user with sudo', () => {
  it('runs commands on foreign architectures, and has its roots from the cache the next time', async () => {
    await using service = await startCacheService()
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const run = 'echo "$(uname -m) $(id -u) $A"; stat -c "owner %u" /etc/passwd; touch "made-on-$(uname -m)"'
    const inputs = { ...QUICK, mirror: mirror.url, cache: 'true', arch: 'aarch64 ppc', env: 'A=1', run }
    let job: Job | undefined
    for (const hit of ['false', 'true']) {
      job = await newJob({ env: service.env, user: true }, job)
      const step = job.step({ ...inputs, keys: await keyOf(job) })
      const stage = await step.main()
      expectSuccess(stage)
      expect(stage.outputs['cache-hit']).toBe(hit)
      for (const arch of ['aarch64', 'ppc']) expect(saidBy(arch, stage.log)).toBe(`${arch} 0 1\nowner 0`)
      const post = await step.post()
      expectSuccess(post)
      expect(otherAnnotations([...stage.annotations, ...post.annotations])).toEqual([])
    }
  })

  it('hands signals on through sudo', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const job = await newJob({ user: true })
    const run = 'trap "echo got INT; exit 4" INT; echo started; while :; do sleep 0.1; done'
    const step = job.step({ ...QUICK, mirror: mirror.url, keys: '', run })
    const running = await step.start()
    await running.until('started')
    running.process.kill('SIGINT')
    await running.until('got INT')
    const stage = await running.ended
    expect(said(stage, 'error')).toEqual(['aarch64: the command ended with status 4'])
    expectSuccess(await step.post())
  })

  it('is killed, and nothing of its sandbox lives on', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const job = await newJob({ user: true })
    const step = job.step({ ...QUICK, mirror: mirror.url, keys: '', run: 'echo started; sleep 273' })
    const running = await step.start()
    await running.until('started')
    running.process.kill('SIGKILL')
    await running.ended // which is when nobody holds its output any more
    expectSuccess(await step.post())
  })
})

describe('the action of an ordinary user without sudo', () => {
  it('has a shell for later steps', async () => {
    const job = await newJob({ user: 'without sudo' })
    const step = job.step({ ...QUICK, run: '' })
    expectSuccess(await step.main())
    const script =
      'echo "$(uname -m) $(id -u)"; echo C=1 >>"$GITHUB_ENV"; touch later; grep NoNew /proc/self/status'
    const later = await job.run('xarch {0}', script)
    expect(later).toMatchObject({ status: 0, log: 'aarch64 0\nNoNewPrivs:\t1\n' })
    expect((await stat(path.join(job.workspace, 'later'))).uid).toBe(1001)
    const refused = await job.run('xarch --user runner {0}', 'true')
    expect(refused.log).toContain('it is root inside')
    expectSuccess(await step.post())
  })

  it('runs commands in a namespace of theirs, and has its roots from the cache the next time', async () => {
    await using service = await startCacheService()
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const run =
      'echo "$(uname -m) $(id -u)"; stat -c "owner %u" /etc/passwd; echo B=1 >>"$GITHUB_ENV"; touch made'
    const inputs = { ...QUICK, mirror: mirror.url, cache: 'true', arch: 'aarch64 ppc', run }
    let job: Job | undefined
    for (const hit of ['false', 'true']) {
      job = await newJob({ env: service.env, user: 'without sudo' }, job)
      const step = job.step({ ...inputs, keys: await keyOf(job) })
      const stage = await step.main()
      expectSuccess(stage)
      expect(stage.outputs['cache-hit']).toBe(hit)
      expect(stage.log).toContain('isolation: strict (not unshare: root is needed')
      for (const arch of ['aarch64', 'ppc']) expect(saidBy(arch, stage.log)).toBe(`${arch} 0\nowner 0`)
      expect((await stat(path.join(job.workspace, 'made'))).uid).toBe(1001)
      const post = await step.post()
      expectSuccess(post)
      expect(otherAnnotations([...stage.annotations, ...post.annotations])).toEqual([])
    }
  })

  it.each(['bwrap', 'proot'])('runs commands by %s where that is named', async (isolation) => {
    const job = await newJob({ user: 'without sudo' })
    const run = 'echo "$(uname -m) $(id -u)"; echo D=1 >>"$GITHUB_ENV"; touch made'
    const step = job.step({ ...QUICK, arch: isolation === 'bwrap' ? 'x86_64' : 'aarch64', isolation, run })
    const stage = await step.main()
    expectSuccess(stage)
    expect(stage.log).toMatch(/^(aarch64|x86_64) 0$/m)
    expect((await stat(path.join(job.workspace, 'made'))).uid).toBe(1001)
    expect((await job.run('bash {0}', 'echo "D is $D"')).log).toContain('D is 1')
    const later = await job.run('xarch {0}', 'ls made; id -u')
    expect(later).toMatchObject({ status: 0, log: 'made\n0\n' })
    expectSuccess(await step.post())
  })
})
