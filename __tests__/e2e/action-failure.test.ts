import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { expectSuccess, jobs, QUICK, said } from '../support/action.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { it } from '../support/side-by-side.js'

/** How a step fails: one annotation that names what failed, and a post that cleans as always. */

const newJob = jobs()

const results = (outputs: Readonly<Record<string, string>>): unknown =>
  JSON.parse(outputs['results'] ?? 'null')

describe('a command that fails', () => {
  it('fails the step with one annotation that names architecture and status, and post still cleans', async () => {
    const job = await newJob()
    const step = job.step({ ...QUICK, run: 'echo before; exit 7' })
    const stage = await step.main()
    expect(stage.status).toBe(1)
    expect(said(stage, 'error')).toEqual(['aarch64: the command ended with status 7'])
    expect(results(stage.outputs)).toMatchObject({ aarch64: { status: 7, signal: null } })
    const root = stage.outputs['root-path'] ?? ''
    expect(existsSync(root)).toBe(true)
    expectSuccess(await step.post())
    expect(existsSync(root)).toBe(false)
  })

  it.each([
    { signal: 'SIGSEGV', status: 139 },
    { signal: 'SIGKILL', status: 137 },
    { signal: 'SIGTERM', status: 143 },
  ])('by $signal is told by its name', async ({ signal, status }) => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, run: `kill -${signal.slice(3)} $$; sleep 5` }).main()
    expect(stage.status).toBe(1)
    const [error = '', ...others] = said(stage, 'error')
    expect(error.split('\n')[0]).toBe(`aarch64: the command ended with ${signal} (status ${status})`)
    expect(others).toEqual([])
    expect(results(stage.outputs)).toMatchObject({ aarch64: { status, signal } })
  })

  it('on one of several architectures is told apart from those where it did not', async () => {
    const job = await newJob()
    const stage = await job
      .step({ ...QUICK, arch: 'ppc,aarch64', 'fail-fast': 'false', run: 'test "$(uname -m)" = ppc' })
      .main()
    expect(stage.status).toBe(1)
    expect(said(stage, 'error')).toEqual(['aarch64: the command ended with status 1'])
    expect(results(stage.outputs)).toMatchObject({ ppc: { status: 0 }, aarch64: { status: 1 } })
  })

  it('to find a RUNNER_TEMP, which can never be below /proc, says so', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, run: 'true' }, { RUNNER_TEMP: '/proc/x' }).main()
    expect(stage.status).toBe(1)
    expect(said(stage, 'error')[0]).toMatch(/^could not write to the folder \/proc\/x\/xarch-/)
  })

  it('by a program that is not there is told by the guest', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, shell: 'no-such-shell -e', run: 'true' }).main()
    expect(stage.status).toBe(1)
    expect(stage.log).toContain('no-such-shell')
    expect(said(stage, 'error')).toEqual(['aarch64: the command ended with status 127'])
  })
})

describe('a command that leaves processes behind', () => {
  it('ends with them: neither the step nor the machine waits for them', async () => {
    const job = await newJob()
    const began = Date.now()
    const stage = await job.step({ ...QUICK, run: 'sleep 300 & (setsid sleep 300 &) ; echo started' }).main()
    expectSuccess(stage)
    expect(stage.log).toMatch(/^started$/m)
    expect(Date.now() - began).toBeLessThan(10_000)
  })
})

describe('a mirror that cannot be used', () => {
  it.each([
    { why: 'a changed minirootfs', fault: { kind: 'flip' }, error: /sha512 of alpine-minirootfs.* expected/ },
    {
      why: 'no minirootfs',
      fault: { kind: 'status', status: 404 },
      error: /could not download .*minirootfs/,
    },
  ] as const)('($why) fails the step with one annotation', async ({ fault, error }) => {
    await using mirror = await startMirror(EMBEDDED_MIRROR, {
      faults: { '/v3.20/releases/aarch64/alpine-minirootfs-3.20.3-aarch64.tar.gz': fault },
    })
    const job = await newJob()
    const stage = await job.step({ ...QUICK, mirror: mirror.url, run: 'echo ran' }).main()
    expect(stage.status).toBe(1)
    expect(stage.log).not.toMatch(/^ran$/m)
    expect(said(stage, 'error')).toEqual([expect.stringMatching(error)])
    expect(stage.outputs).toEqual({})
  })
})

describe('a guest that is not friendly', () => {
  it('cannot make post remove what is not the step’s', async () => {
    const job = await newJob()
    const victim = path.join(job.home, 'victim')
    await mkdir(victim)
    await writeFile(path.join(victim, 'file'), 'precious')
    const state = JSON.stringify({ holder: '1-1', store: victim, archives: {} })
    const run = `for file in "\${GITHUB_OUTPUT%/*}"/save_state_*; do echo 'xarch=${state}' >> "$file"; done`
    const step = job.step({ ...QUICK, run })
    expectSuccess(await step.main())
    await step.post()
    await job.step(QUICK).main() // so that this job's handlers are given up by its post, whoever's the other gave up
    expect(existsSync(path.join(victim, 'file'))).toBe(true)
  })
})
