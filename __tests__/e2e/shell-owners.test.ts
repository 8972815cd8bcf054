import { lstat, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { expectSuccess, jobs, QUICK } from '../support/action.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import type { Job } from '../support/runner.js'
import { it } from '../support/side-by-side.js'
import { expectSignalsAsTheyAre } from '../support/signalled-steps.js'

/** Whose is what later steps make, on a hosted runner: the job is an ordinary user's, with sudo. */

const newJob = jobs()

/** A job of the runner's user, whose first step has made a root of this machine's own architecture. */
async function jobOfUser(inputs: Readonly<Record<string, string>> = {}): Promise<Job> {
  await using mirror = await startMirror(EMBEDDED_MIRROR)
  const job = await newJob({ user: true })
  const stage = await job.step({ ...QUICK, arch: 'x86_64', mirror: mirror.url, keys: '', ...inputs }).main()
  expectSuccess(stage)
  return job
}

const UID = 1001
const USERS = { root: 0, runner: UID, nobody: 65534 } as const

describe.each(Object.entries(USERS))('a later step of %s', (user, uid) => {
  it('leaves to the job’s user what it makes in the workspace and of the runner’s files', async () => {
    const job = await jobOfUser({ user })
    const at = (name: string): string => path.join(job.workspace, name)
    expectSuccess(await job.run('xarch --root {0}', 'mkdir -m 777 open'))
    await writeFile(at('of-root'), '') // this test is root
    const script = `id -u; mkdir -p "open/a b"; echo >"open/a b/"'$(id)'; ln -s /etc/passwd open/link
      touch "$RUNNER_TEMP/mine"; [ $(id -u) != 0 ] || chown 5:5 open`
    expect(await job.run('xarch {0}', script)).toMatchObject({ status: 0, log: `${uid}\n` })
    for (const name of ['open', 'open/a b', 'open/a b/$(id)', 'open/link'])
      expect([name, (await lstat(at(name))).uid]).toEqual([name, UID])
    expect((await stat(at('of-root'))).uid).toBe(0)
    expect((await stat('/etc/passwd')).uid).toBe(0)
  })
})

it('of any user speaks to the workflow by its own files, and leaves none of theirs', async () => {
  const job = await jobOfUser()
  const script = `id -u; for file in ENV OUTPUT PATH STEP_SUMMARY; do eval "echo A=1 >>\\$GITHUB_$file"; done
    ln -sf /etc/passwd "$GITHUB_ENV" || echo kept`
  for (const user of ['nobody', '4242:77']) {
    const stage = await job.run(`xarch --user ${user} {0}`, `{ ${script}; } 2>/dev/null`)
    expect(stage).toMatchObject({ status: 0, log: `${user === 'nobody' ? 65534 : 4242}\nkept\n` })
    expect(stage).toMatchObject({ env: { A: '1' }, outputs: { A: '1' }, path: ['A=1'], summary: 'A=1\n' })
    const anew = await job.run(`xarch --user ${user} {0}`, 'echo B=2 >"$GITHUB_OUTPUT"; exit 4')
    expect(anew).toMatchObject({ status: 4, outputs: { B: '2' } })
  }
  const left = (await readdir(job.temp, { recursive: true })).filter((name) => name.includes('/lent-'))
  expect(left).toEqual([])
})

describe('what a later step makes in the workspace', () => {
  it('is handed over when the step fails, too, and when it is killed', async () => {
    const job = await jobOfUser()
    const owner = async (name: string): Promise<number> => (await stat(path.join(job.workspace, name))).uid
    expect(await job.run('xarch {0}', 'touch failed; exit 3')).toMatchObject({ status: 3, log: '' })
    expect(await owner('failed')).toBe(UID)
    const running = await job.startRun('xarch {0}', 'touch killed; echo started; sleep 100')
    await running.until('started')
    running.process.kill('SIGKILL')
    await running.ended // which is when nobody holds its output any more
    expect(await owner('killed')).toBe(UID)
  })

  it('is taken for safe by git, whose own variables stay, unless it is theirs who runs the step', async () => {
    const job = await jobOfUser({ env: 'GIT_CONFIG_*' })
    const script = 'env | grep ^GIT_CONFIG | sort || :'
    const own = 'GIT_CONFIG_COUNT=1\nGIT_CONFIG_KEY_0=a.b\nGIT_CONFIG_VALUE_0=c\n'
    const safe = (count: number): string =>
      `GIT_CONFIG_KEY_${count}=safe.directory\nGIT_CONFIG_VALUE_${count}=*\n`
    const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' }
    for (const [shell, more, said] of [
      ['xarch {0}', {}, `GIT_CONFIG_COUNT=1\n${safe(0)}`],
      ['xarch --user nobody {0}', {}, `GIT_CONFIG_COUNT=1\n${safe(0)}`],
      ['xarch --user runner {0}', {}, ''],
      ['xarch --user runner {0}', { env }, own],
      ['xarch --user games:12 {0}', { env: { GIT_CONFIG_COUNT: 'x' } }, 'GIT_CONFIG_COUNT=x\n'],
    ] as const) {
      expect([shell, (await job.run(shell, script, more)).log]).toEqual([shell, said])
    }
    const both = (await job.run('xarch {0}', script, { env })).log
    expect(both.split('\n').sort()).toEqual(`${own.replace('=1', '=2')}${safe(1)}`.split('\n').sort())
  })
})

describe('a later step, through sudo', () => {
  it('gets SIGINT and SIGTERM as they are', async () => {
    const job = await jobOfUser()
    for (const shell of ['xarch {0}', 'xarch --user runner {0}']) await expectSignalsAsTheyAre(job, { shell })
  })
})
