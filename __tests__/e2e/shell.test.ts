import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect } from '@jest/globals'
import { expectSuccess, jobs, QUICK } from '../support/action.js'
import { commandsWith } from '../support/processes.js'
import type { Job, RunOptions } from '../support/runner.js'
import { it } from '../support/side-by-side.js'
import { expectEndBySigint, expectSignalsAsTheyAre } from '../support/signalled-steps.js'

/** The shell for later steps: `shell: xarch {0}`. Most of it is the same without an emulator, which takes less time. */

const newJob = jobs()

const NATIVE = { ...QUICK, arch: 'x86_64' } as const

/** A job whose first step has made a root of this machine's own architecture. */
async function jobWithRoot(inputs: Readonly<Record<string, string>> = {}): Promise<Job> {
  const job = await newJob()
  expectSuccess(await job.step({ ...NATIVE, ...inputs }).main())
  return job
}

/** What a later step of the job says; it has to end well. */
async function saidBy(job: Job, shell: string, script: string, more: RunOptions = {}): Promise<string> {
  const stage = await job.run(shell, script, more)
  expectSuccess(stage)
  return stage.log
}

describe('a later step', () => {
  it('runs in the root of the step before, and what it changes there is seen by the next', async () => {
    const job = await jobWithRoot()
    const alone = 'cat /etc/alpine-release; id -u; ps | grep "[j]est" || touch /made'
    expect(await saidBy(job, 'xarch {0}', alone)).toBe('3.20.3\n0\n')
    expect(await saidBy(job, 'xarch-x86_64 {0}', 'ls /made')).toBe('/made\n')
  })

  it('stops at the first command that fails, in a pipe too, and has its status', async () => {
    const job = await jobWithRoot()
    expect(await job.run('xarch {0}', 'false | cat\necho after')).toMatchObject({ status: 1, log: '' })
    expect(await job.run('xarch {0}', 'exit 42')).toMatchObject({ status: 42, log: '' })
    expect(await job.run('xarch {0}', 'kill -TERM $$')).toMatchObject({ status: 143, log: '' })
  })

  it('speaks to the workflow by its own files', async () => {
    const job = await jobWithRoot()
    const files = ['ENV', 'OUTPUT', 'PATH', 'STEP_SUMMARY'].map((name) => `"$GITHUB_${name}"`)
    const stage = await job.run('xarch {0}', `for file in ${files.join(' ')}; do echo A=1 >>$file; done`)
    expectSuccess(stage)
    expect(stage).toMatchObject({ env: { A: '1' }, outputs: { A: '1' }, path: ['A=1'], summary: 'A=1\n' })
    expect(
      await saidBy(job, 'xarch {0}', 'echo "$A"; cat; wc -c <"$GITHUB_ENV"; cat "$GITHUB_EVENT_PATH"'),
    ).toBe('1\n0\n{}')
  })

  it('cannot command the runner where commands are off, however it ends', async () => {
    const job = await jobWithRoot({ commands: 'off' })
    const script = 'echo ::error::no; echo ::warning::no >&2; printf "::error::no"; exit 3'
    const stage = await job.run('xarch {0}', script)
    expect(stage.status).toBe(3)
    const [, token = ''] = /^::stop-commands::([\da-f-]{36})\n/.exec(stage.log) ?? []
    const said = '::error::no\n::warning::no\n::error::no'
    expect(stage.log).toBe(`::stop-commands::${token}\n${said}\n::${token}::\n`)
    expect(stage.annotations).toEqual([])
  })

  it('reads the tool cache of the runner, and cannot write to it', async () => {
    const job = await jobWithRoot()
    await writeFile(path.join(job.tools, 'tool'), 'there\n')
    const script = 'cat "$RUNNER_TOOL_CACHE/tool"; echo no >"$RUNNER_TOOL_CACHE/tool" || echo kept'
    expect(await saidBy(job, 'xarch {0}', `{ ${script}; } 2>&1`)).toMatch(
      /^there\n.*Read-only file system\nkept\n$/,
    )
  })

  it('starts in its working directory, and its files are there afterwards', async () => {
    const job = await jobWithRoot()
    const folder = path.join(job.workspace, 'with a\nnewline')
    await mkdir(folder)
    expect(await saidBy(job, 'xarch {0}', 'pwd; echo inside >file', { folder })).toBe(`${folder}\n`)
    expect(await readFile(path.join(folder, 'file'), 'utf8')).toBe('inside\n')
    expect(await job.run('xarch {0}', 'echo ran', { folder: job.home })).toMatchObject({
      status: 125,
      log: expect.stringContaining(job.home) as unknown,
    })
  })

  it('has the environment that commands of the action have', async () => {
    const env = 'PLAIN A=1 MY_*\nB=two words $HOME\nEMPTY='
    const job = await newJob()
    const variables = {
      GREETING: 'hello,\nworld "$X"',
      PLAIN: 'plain',
      MY_ONE: '1',
      HOME: job.home,
      TMPDIR: '/var/tmp',
      UID: '77',
      GITHUB_TOKEN: 'secret1',
      ACTIONS_RUNTIME_TOKEN: 'secret2',
      'odd-name': 'secret3',
      LD_LIBRARY_PATH: '/nowhere',
      XARCH_E_X: 'secret4',
      http_proxy: 'http://127.0.0.1:9',
      no_proxy: '*',
    }
    const run = 'printf "<"; env -0 | sort -z | tr "\\0" "\\1"; echo ">"'
    const stage = await job.step({ ...NATIVE, env, run }, variables).main()
    expectSuccess(stage)
    const shown = (log: string): string[] =>
      (/<([^]*)>/.exec(log)?.[1] ?? '')
        .split('\u0001')
        .filter((entry) => !/^(GITHUB_(ENV|OUTPUT|PATH|STEP_SUMMARY)=|SHLVL=|_=|$)/.test(entry))
    const inAction = shown(stage.log)
    expect(inAction).toContain('GREETING=hello,\nworld "$X"')
    expect(shown(await saidBy(job, 'xarch {0}', run, { env: variables }))).toEqual(inAction)
    expect(inAction.join()).not.toMatch(/secret/)
  })

  it('hands SIGINT and SIGTERM to its commands as they are', async () => {
    const job = await jobWithRoot()
    await expectSignalsAsTheyAre(job)
    await expectEndBySigint(job)
  })

  it('leaves nothing running: neither at its end nor when it is killed', async () => {
    const job = await jobWithRoot()
    expectSuccess(await job.run('xarch {0}', '(setsid sleep 277 &) >/dev/null 2>&1'))
    expect(commandsWith('277')).toEqual([])
    const running = await job.startRun('xarch {0}', '(setsid sleep 278 &); echo started; sleep 278')
    await running.until('started')
    expect(commandsWith('278')).not.toEqual([])
    running.process.kill('SIGKILL')
    await running.ended // which is when nobody holds its output any more
    await sleep(1000)
    expect(commandsWith('278')).toEqual([])
  })
})

describe('the options of the shell line', () => {
  const SCRIPT = /^.*\/[\da-f-]{36}\n$/
  const cases: { shell: string; log: RegExp; status?: number }[] = [
    { shell: 'xarch --with cat {0}', log: /^echo "\$0"\n$/ },
    { shell: 'xarch --root --with=sh {0} one', log: SCRIPT },
    { shell: 'xarch -r -- {0}', log: SCRIPT },
    { shell: 'xarch --user games --with=no-such {0}', log: /not found/, status: 127 },
    { shell: 'xarch --with "sh -x" {0}', log: /^\+ echo .*\n.*\/[\da-f-]{36}\n$/ },
    { shell: 'xarch "--with=sh -e -c" "echo \\"of words\\"" --', log: /there is no file/, status: 125 },
    { shell: 'xarch --user 35 --with wc {0}', log: / 10 .*\/[\da-f-]{36}\n$/ },
    {
      shell: 'xarch --user nemo {0}',
      log: /^xarch: the root has no user nemo .*\ndo: .*--user runner/,
      status: 125,
    },
    { shell: 'xarch --rot {0}', log: /^xarch: got the option --rot\nusage: xarch \[--root \|/, status: 2 },
    { shell: 'xarch --user', log: /^xarch: --user wants a name/, status: 2 },
    { shell: 'xarch', log: /^xarch: there is no FILE\n/, status: 2 },
    { shell: 'xarch /no/such', log: /^xarch: there is no file \/no\/such\n$/, status: 125 },
  ]

  it('say who runs it, what reads it, and are refused where they say nothing', async () => {
    const job = await jobWithRoot()
    for (const { shell, log, status = 0 } of cases) {
      const stage = await job.run(shell, 'echo "$0"')
      expect({ shell, status: stage.status, log: stage.log }).toEqual({
        shell,
        status,
        log: expect.stringMatching(log) as unknown,
      })
    }
  })

  it('make it a user of the root, with their groups, home and name', async () => {
    const job = await jobWithRoot()
    const script = 'id; echo "$USER $LOGNAME $HOME $SHELL"; cat /proc/self/status | grep CapEff'
    expect(await saidBy(job, 'xarch --user guest {0}', script)).toBe(
      'uid=405(guest) gid=100(users)\nguest guest /dev/null /bin/sh\nCapEff:\t0000000000000000\n',
    )
    expect(await saidBy(job, 'xarch --user daemon {0}', 'id -G')).toBe('2 1 4\n')
  })

  it('read the profiles of a login, as the shell of a name of one’s own does', async () => {
    const job = await jobWithRoot({ 'shell-name': 'alpine.sh' })
    await job.run('xarch {0}', 'echo "MINE=42; export MINE; false" >>~/.profile')
    const script = 'echo "${MINE-none} $1"; false | cat; echo after'
    expect((await job.run('xarch {0} a', script)).log).toBe('none a\n')
    for (const shell of [
      'xarch --login {0} \\"b',
      'alpine.sh {0} \\"b',
      'alpine.sh --root --with "sh -e" {0} \\"b',
    ])
      expect((await job.run(shell, script)).log).toMatch(/^42 "b\n/)
  })

  it('read profiles whose word is the last: their PATH, and variables that the workflow has set too', async () => {
    const job = await jobWithRoot({ env: 'PATH=/usr/bin:/bin\nGREETING' })
    const profile = 'echo "export PATH=/opt/mine:\\$PATH GREETING=profile" >/etc/profile.d/mine.sh'
    const program = 'mkdir /opt/mine; echo "echo ours" >/opt/mine/hello; chmod +x /opt/mine/hello'
    expectSuccess(await job.run('xarch {0}', `${profile}; ${program}`))
    const env = { GREETING: 'workflow' }
    const script = 'echo "$GREETING"; hello'
    expect(await job.run('xarch {0}', script, { env })).toMatchObject({
      status: 127,
      log: expect.stringMatching(/^workflow\n.*not found/) as unknown,
    })
    for (const shell of [
      'xarch --login {0}',
      'xarch --login --user guest {0}',
      'xarch --login --with "sh -e" {0}',
    ])
      expect(await job.run(shell, script, { env })).toMatchObject({ status: 0, log: 'profile\nours\n' })
  })
})
