import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, readFile, readlink, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect } from '@jest/globals'
import { expectSuccess, jobs, QUICK } from '../support/action.js'
import { ISOLATED, nameOf } from '../support/isolations.js'
import { commandsWith } from '../support/processes.js'
import type { Job } from '../support/runner.js'
import { it } from '../support/side-by-side.js'
import { expectEndBySigint, expectSignalsAsTheyAre } from '../support/signalled-steps.js'
import { until } from '../support/xarch.js'

/** Shells for later steps whose sandboxes a program makes: bubblewrap or PRoot. */

const newJob = jobs()

const BY_TOOL = ISOLATED.filter(({ kind }) => kind === 'bwrap' || kind === 'proot')

/** What keep.sh has made for a sandbox, and where it is to be gone after it. */
const foldersOf = (job: Job): string =>
  execFileSync('find', [job.temp, '-type', 'd', '-name', 'status'], { encoding: 'utf8' })

describe.each(BY_TOOL.map((one, at) => ({ ...one, at, name: nameOf(one) })))(
  'a later step of $name',
  ({ kind, who, arch, at }) => {
    /** Seconds that no other test sleeps, by which what a test has left running is found: others run meanwhile. */
    const [left, killed] = [String(2810 + at), String(2820 + at)]

    /** A job whose first step has made a root, and has run nothing there; the workspace is that of uid 1001. */
    const jobWith = async (inputs: Readonly<Record<string, string>> = {}): Promise<Job> => {
      const job = await newJob(who === 'user' ? { user: 'without sudo' } : {})
      await chown(job.workspace, 1001, 1001)
      const stage = await job.step({ ...QUICK, arch, isolation: kind, env: 'A', ...inputs }).main()
      expectSuccess(stage)
      return job
    }
    const saidBy = async (job: Job, shell: string, script: string, folder?: string): Promise<string> => {
      const stage = await job.run(shell, script, folder === undefined ? {} : { folder })
      expectSuccess(stage)
      return stage.log
    }

    /** A folder of the workspace that anybody may write to. */
    const openIn = async (job: Job): Promise<string> => {
      const folder = path.join(job.workspace, 'open')
      await mkdir(folder)
      await chmod(folder, 0o777)
      return folder
    }

    it('runs in the root of the step before, speaks to the workflow, and leaves to it what it makes', async () => {
      const job = await jobWith()
      const folder = path.join(job.workspace, `with a\nnewline, 'quotes' and "$(id)"`)
      await mkdir(folder)
      if (who === 'user') await chown(folder, 1001, 1001)
      const files = ['ENV', 'OUTPUT', 'PATH', 'STEP_SUMMARY'].map((name) => `"$GITHUB_${name}"`).join(' ')
      const script = `uname -m; id -u; pwd; cat; touch file /made; for file in ${files}; do echo A=1 >>"$file"; done
        grep -c "[[:space:]]localhost" /etc/hosts; env | grep -c XARCH_ || :; ls -d "$RUNNER_TEMP"/*`
      const stage = await job.run('xarch {0}', script, { folder })
      expectSuccess(stage)
      expect(stage.log.startsWith(`${arch}\n0\n${folder}\n`)).toBe(true)
      expect(stage.log).toMatch(/\n[1-9]\d*\n0\n(.*\/work\/_temp\/.*\n)+$/)
      expect(stage).toMatchObject({ env: { A: '1' }, outputs: { A: '1' }, path: ['A=1'], summary: 'A=1\n' })
      expect((await stat(path.join(folder, 'file'))).uid).toBe(1001)
      expect(await saidBy(job, `xarch-${arch} {0}`, 'ls /made; echo "$A"; wc -c <"$GITHUB_ENV"')).toBe(
        '/made\n1\n0\n',
      )
    })

    it('ends as its script does, and says how, whatever that has left running', async () => {
      const job = await jobWith()
      const ends: [script: string, status: number, log: RegExp][] = [
        ['false | cat\necho after', 1, /^$/],
        [`(setsid sleep ${left} &) >/dev/null 2>&1; exit 42`, 42, /^$/],
        ['kill -TERM $$', 143, /^$/],
        [`(setsid sleep ${left} &); kill -KILL $$`, 137, /^$/],
        ['no-such-program', 127, /not found/],
      ]
      for (const [script, status, log] of ends) {
        const stage = await job.run('xarch {0}', script)
        expect({ script, status: stage.status, log: stage.log }).toEqual({
          ...{ script, status },
          log: expect.stringMatching(log) as unknown,
        })
        expect(commandsWith(left)).toEqual([])
        expect(foldersOf(job)).toBe('')
      }
      expect(await job.run('xarch {0}', 'echo ran', { folder: job.home })).toMatchObject({
        status: 125,
        log: expect.stringContaining(job.home) as unknown,
      })
    })

    it.alone(
      'gets SIGINT and SIGTERM as they are, and is gone after SIGKILL with all that it runs',
      async () => {
        const job = await jobWith()
        await expectSignalsAsTheyAre(job, { mayBeLost: kind === 'proot' })
        await expectEndBySigint(job, { mayBeLost: kind === 'proot' })
        const sleep = `sleep ${killed}`
        const deaf = `trap "" INT TERM HUP; (setsid ${sleep} &); echo started; ${sleep}; ${sleep}`
        const running = await job.startRun('xarch {0}', deaf)
        await running.until('started')
        await until(() => commandsWith(killed).length > 0)
        running.process.kill('SIGTERM')
        running.process.kill('SIGKILL')
        await running.ended // which is when nobody holds its output any more
        await wait(1000)
        expect(commandsWith(killed)).toEqual([])
        await until(() => foldersOf(job) === '', 5000)
        expect(await saidBy(job, 'xarch {0}', 'echo after')).toBe('after\n')
      },
    )

    it('is run by whom its shell line says, and by what it says', async () => {
      const job = await jobWith()
      const ids = 'echo "$(id -u):$(id -g) $USER $HOME"; touch mine; [ -O mine ] && echo owner'
      const guest = '405:100 guest /dev/null\nowner\n'
      expect(await saidBy(job, 'xarch --user guest {0}', ids, await openIn(job))).toBe(guest)
      const runner = await saidBy(job, 'xarch --user runner {0}', 'echo "$(id -u) $(whoami)"; touch ~/mine')
      expect(runner).toBe(who === 'root' ? '0 root\n' : '1001 runner\n')
      const profile =
        'echo "export MINE=42" >~/.profile; echo "echo \\$MINE \\$1" >print; cat /proc/self/fd/9 || :'
      await saidBy(job, 'xarch {0}', profile)
      expect(await saidBy(job, 'xarch --login --with "sh -e" print "a b"', '')).toBe('42 a b\n')
      expect((await job.run('xarch --user nemo {0}', 'true')).status).toBe(125)
    })

    it('reads volumes, and leaves those as they are that can only be read', async () => {
      const job = await jobWith()
      const volume = path.join(job.home, 'volume')
      await mkdir(volume)
      await writeFile(path.join(volume, 'file'), 'kept\n')
      if (who === 'user') await chown(volume, 1001, 1001)
      expectSuccess(
        await job
          .step({ ...QUICK, arch, isolation: kind, volumes: `${volume}:/given:ro\n${volume}:/open` })
          .main(),
      )
      const script =
        'cat /given/file; { echo changed >/given/file; } 2>/dev/null || echo refused; echo b >/open/b'
      const log = await saidBy(job, 'xarch {0}', script)
      expect(log).toMatch(kind === 'proot' ? /^kept\n(refused\n)?$/ : /^kept\nrefused\n$/)
      expect(await readFile(path.join(volume, 'file'), 'utf8')).toBe('kept\n')
    })
  },
)

describe('a later step of bubblewrap', () => {
  it('has no network where the step before has said so', async () => {
    const job = await newJob()
    expectSuccess(await job.step({ ...QUICK, arch: 'x86_64', isolation: 'bwrap', network: 'none' }).main())
    const { log } = await job.run('xarch {0}', 'readlink /proc/self/ns/net; ls /sys/class/net')
    expect(log).toMatch(/^net:\[\d+\]\n$/)
    expect(log).not.toBe(`${await readlink('/proc/self/ns/net')}\n`)
  })
})

describe('later steps of several roots by PRoot', () => {
  it('have each its own emulator, or none', async () => {
    const job = await newJob()
    expectSuccess(await job.step({ ...QUICK, arch: 'x86_64 aarch64', isolation: 'proot' }).main())
    for (const arch of ['aarch64', 'x86_64'])
      expect(await job.run(`xarch-${arch} {0}`, 'uname -m')).toMatchObject({ status: 0, log: `${arch}\n` })
  })
})
