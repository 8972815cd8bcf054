import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { describe, expect } from '@jest/globals'
import { startCacheService } from '../support/cache-service.js'
import { expectSuccess, jobs, QUICK, said } from '../support/action.js'
import { it } from '../support/side-by-side.js'

/** What the commands of a step find inside, and what they can say to the workflow. */

const newJob = jobs()

const GUEST_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

describe('commands of a step', () => {
  it('are a script of several lines, whatever is in it', async () => {
    const job = await newJob()
    const run = [
      `name='with "both" kinds'`,
      'echo "<$name> $(printf \'%s\' "a\\\\b") `echo old`" \\',
      '  "ünïcode $((6 * 7)) %0A ${none:-$0}" | sed "s#$0#script#"',
      "cat <<'EOF'",
      '  ${{ not.an.expression }} $HOME \\',
      'EOF',
    ].join('\n')
    const stage = await job.step({ ...QUICK, run }).main()
    expectSuccess(stage)
    expect(stage.log).toContain('<with "both" kinds> a\\b old ünïcode 42 %0A script\n')
    expect(stage.log).toContain('  ${{ not.an.expression }} $HOME \\\n')
  })

  it('may be as long as a variable of the runner can be', async () => {
    const job = await newJob()
    const comment = `${'# '.padEnd(1000, 'x')}\n`
    const stage = await job.step({ ...QUICK, run: `${comment.repeat(125)}uname -m` }).main()
    expectSuccess(stage)
    expect(stage.log).toMatch(/^aarch64$/m)
  })

  it('stop at the first that fails, in a pipe too', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, run: 'echo one\nfalse | cat\necho two' }).main()
    expect(stage.status).toBe(1)
    expect(stage.log).toMatch(/^one$/m)
    expect(stage.log).not.toMatch(/^two$/m)
  })

  it('are run by the shell that was asked for', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, shell: 'sh -e', run: 'false | true\necho "options $-"' }).main()
    expectSuccess(stage)
    expect(stage.log).toMatch(/^options .*e/m)
    const lua = await job
      .step({ ...QUICK, arch: 'ppc', packages: 'lua5.4', shell: 'lua5.4', run: 'print(("x"):rep(5))' })
      .main()
    expectSuccess(lua)
    expect(lua.log).toMatch(/^xxxxx$/m)
  })

  it('start in the workspace, and their files are there afterwards', async () => {
    const job = await newJob()
    await writeFile(path.join(job.workspace, 'source'), 'from outside\n')
    const stage = await job.step({ ...QUICK, run: 'pwd; cat source; echo made inside > result' }).main()
    expectSuccess(stage)
    expect(stage.log).toContain(`${job.workspace}\nfrom outside\n`)
    expect(await readFile(path.join(job.workspace, 'result'), 'utf8')).toBe('made inside\n')
  })

  it.each([
    { folder: 'sub/folder', at: 'sub/folder' },
    { folder: '/usr/bin', at: undefined },
  ])('start in the working-directory $folder', async ({ folder, at }) => {
    const job = await newJob()
    await mkdir(path.join(job.workspace, 'sub/folder'), { recursive: true })
    const stage = await job.step({ ...QUICK, 'working-directory': folder, run: 'echo "at $(pwd)"' }).main()
    expectSuccess(stage)
    expect(stage.log).toContain(`at ${at === undefined ? folder : path.join(job.workspace, at)}\n`)
  })

  it('fail the step where there is no such working-directory, which is named', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, 'working-directory': 'no/such', run: 'echo ran' }).main()
    expect(stage.status).toBe(1)
    expect(stage.log).not.toMatch(/^ran$/m)
    expect(stage.log).toContain(path.join(job.workspace, 'no/such'))
  })

  it('have nothing on standard input', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, run: 'cat; echo "read: $(wc -c)"' }).main()
    expectSuccess(stage)
    expect(stage.log).toMatch(/^read: 0$/m)
  })

  it('speak to the workflow by its files', async () => {
    const job = await newJob()
    const run = [
      'echo "answer=$(uname -m)" >> "$GITHUB_OUTPUT"',
      'echo "X=1" >> "$GITHUB_ENV"',
      'printf "TEXT<<END\\ntwo\\nlines\\nEND\\n" >> "$GITHUB_ENV"',
      'echo "$GITHUB_WORKSPACE/bin" >> "$GITHUB_PATH"',
      'echo "# On $(uname -m)" >> "$GITHUB_STEP_SUMMARY"',
    ].join('\n')
    const stage = await job.step({ ...QUICK, run }).main()
    expectSuccess(stage)
    expect(stage.outputs['answer']).toBe('aarch64')
    expect(stage.outputs['cache-hit']).toBe('false')
    expect(stage.env).toMatchObject({ X: '1', TEXT: 'two\nlines' })
    expect(stage.path).toEqual([expect.stringMatching(/\/shell\/bin$/), `${job.workspace}/bin`])
    expect(stage.summary).toContain('# On aarch64\n')
  })
})

describe('the environment inside', () => {
  it('has the facts of the workflow, and the guest’s own PATH and HOME', async () => {
    const job = await newJob()
    const run = 'echo "$CI|$GITHUB_REPOSITORY|$GITHUB_SHA|$RUNNER_OS|$GITHUB_WORKFLOW|$HOME|$PATH"'
    const stage = await job.step({ ...QUICK, run }).main()
    expectSuccess(stage)
    expect(stage.log).toContain(
      'true|octocat/demo|ffac537e6cbbf934b08745a378932722df287a53|Linux|Check it, "all" of it|/root|' +
        `${GUEST_PATH}\n`,
    )
  })

  it('has what the workflow sets for the step, and what an earlier step has set by GITHUB_ENV', async () => {
    const job = await newJob()
    const set = 'echo "GREETING=hello, world" >> "$GITHUB_ENV"; echo "PATH=/nowhere" >> "$GITHUB_ENV"'
    expectSuccess(await job.step({ ...QUICK, run: set }).main())
    job.env['PATH'] = process.env['PATH'] ?? '' // the runner goes on with its own
    const outside = { MAKEFLAGS: '-j "2" $X', HOME: job.home }
    const run = 'echo "[$GREETING] [$MAKEFLAGS] [$HOME] [$PATH]"'
    const stage = await job.step({ ...QUICK, run }, outside).main()
    expectSuccess(stage)
    expect(stage.log).toContain(`[hello, world] [-j "2" $X] [/root] [${GUEST_PATH}]\n`)
  })

  it('has of the runner’s own environment only what `env` names', async () => {
    // A worker with an environment of its own between us and the action.
    const own = ['PLAIN=plain', 'MY_ONE=1', 'MY_TWO=two words', 'OTHER=not asked for']
    const job = await newJob({ worker: ['env', ...own, 'sh', '-c', '"$@"; exit $?', 'sh'] })
    const env = 'PLAIN A=1 B=2\nCFLAGS=-O2 -g, "quoted" $HOME\nMY_*\nEMPTY='
    const run = 'echo "$PLAIN/$A/$B/$CFLAGS/$MY_ONE/$MY_TWO/${EMPTY-unset}/${OTHER-unset}"'
    const stage = await job.step({ ...QUICK, env, run }).main()
    expectSuccess(stage)
    expect(stage.log).toContain('plain/1/2/-O2 -g, "quoted" $HOME/1/two words//unset\n')
  })

  it.each([{ env: '' }, { env: 'ACTIONS_* INPUT_* GITHUB_* STATE_*' }])(
    'has no token of the runner (env: "$env")',
    async ({ env }) => {
      await using service = await startCacheService()
      const job = await newJob({ env: service.env })
      const tokens = {
        GITHUB_TOKEN: 'ghs_secret1',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret2',
        'INPUT_MY-TOKEN': 'secret3',
        ACTIONS_RUNTIME_URL: 'https://secret4/',
      }
      const run =
        'env\n{ cat /proc/[0-9]*/environ 2>/dev/null || :; } | tr "\\0" "\\n"\ntr "\\0" "\\n" </proc/self/environ; echo done'
      const stage = await job.step({ ...QUICK, env, run }, tokens).main()
      expectSuccess(stage)
      expect(stage.log).toMatch(/^done$/m)
      const names = /^(ACTIONS_\w+|INPUT_[^=]*|GITHUB_TOKEN|STATE_\w+|GITHUB_STATE|XARCH_\w+)=/m
      expect(names.exec(stage.log)).toBeNull()
      for (const secret of [...Object.values(tokens), service.env.ACTIONS_RUNTIME_TOKEN])
        expect(stage.log).not.toContain(secret)
    },
  )

  it('is not the machine: its files and processes are not seen', async () => {
    const job = await newJob()
    const run = `for file in ${job.home} /etc/debian_version /opt/hostedtoolcache; do [ ! -e "$file" ]; done; ps; echo clean`
    const stage = await job.step({ ...QUICK, run }).main()
    expectSuccess(stage)
    expect(stage.log).toMatch(/^clean$/m)
    expect(said(stage, 'warning')).toEqual([])
    expect(stage.log).not.toMatch(/\bjest\b/)
  })
})
