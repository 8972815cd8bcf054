import { chmod, copyFile, mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { expectSuccess, jobs, QUICK, said } from '../support/action.js'
import { EMBEDDED_KEY, EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { it } from '../support/side-by-side.js'
import { annotations } from '../support/workflow-commands.js'

/** What a step of the action has that a step of the runner has: its user, its files, its limits. */

const newJob = jobs()

/** Writes to each of the runner's files. */
const TELL = [
  'echo "X=$(id -un)" >>"$GITHUB_ENV"',
  'echo "who=$(id -u)" >>"$GITHUB_OUTPUT"',
  'echo "/bin/of/$(id -un)" >>"$GITHUB_PATH"',
  'echo "# By $(id -un)" >>"$GITHUB_STEP_SUMMARY"',
].join('\n')

describe.each(['root', 'runner', 'nobody'])('commands of %s, in the job of an ordinary user', (user) => {
  it('have the runner’s files, a temporary folder, tools to read, and a workspace that is the job’s', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const job = await newJob({ user: true, env: { TMPDIR: '/var/tmp' } })
    const key = path.join(job.workspace, path.basename(EMBEDDED_KEY))
    await copyFile(EMBEDDED_KEY, key)
    await mkdir(path.join(job.workspace, 'open'))
    await chmod(path.join(job.workspace, 'open'), 0o777)
    await chmod(job.tools, 0o755)
    const run = `${TELL}
touch open/made "$RUNNER_TEMP/mine"; [ -d "$RUNNER_TOOL_CACHE/xarch-qemu-aarch64" ]
echo "temp: $(find "$RUNNER_TEMP" -maxdepth 1 | wc -l) \${TMPDIR-none}"
if (: >"$RUNNER_TOOL_CACHE/x") 2>/dev/null; then echo "tools can be changed"; fi
echo "$GIT_CONFIG_COUNT \${GIT_CONFIG_KEY_0-} \${GIT_CONFIG_VALUE_0-}"`
    const inputs = { ...QUICK, mirror: mirror.url, keys: path.basename(key), user, run }
    const stage = await job.step(inputs).main()
    expectSuccess(stage)
    const uid = { root: '0', runner: '1001', nobody: '65534' }[user]
    expect(stage.outputs).toMatchObject({ who: uid, 'cache-hit': 'false' })
    expect(stage.env).toEqual({ X: user })
    expect(stage.path).toEqual([expect.stringMatching(/\/shell\/bin$/), `/bin/of/${user}`])
    expect(stage.summary).toContain(`# By ${user}\n`)
    expect(stage.log).toMatch(/^temp: \d none$/m)
    expect(stage.log).not.toContain('tools can be changed')
    expect(stage.log.includes('1 safe.directory *\n')).toBe(user !== 'runner')
    expect((await stat(path.join(job.workspace, 'open/made'))).uid).toBe(1001)
  })
})

describe('volumes', () => {
  it('are visible inside where they were asked for, some of them only to be read', async () => {
    const job = await newJob()
    for (const name of ['deep/in', 'second', '$(id) "ü"'])
      await mkdir(path.join(job.workspace, name), { recursive: true })
    const other = path.join(job.temp, '../other')
    await mkdir(other)
    await writeFile(path.join(other, 'file'), 'of the host\n')
    const volumes = [`second:/deep/second deep:/deep`, `${other}/file:/etc/one-file:ro`, other].join('\n')
    const run = `cat /etc/one-file "${other}/file"; echo new >"${other}/new"; touch /deep/in/made /deep/second/made
(: >>/etc/one-file) 2>/dev/null || echo "only to be read"`
    const stage = await job.step({ ...QUICK, volumes, run }).main()
    expectSuccess(stage)
    expect(stage.log).toContain('of the host\nof the host\nonly to be read\n')
    for (const made of ['deep/in/made', 'second/made', '../../other/new'])
      expect((await stat(path.join(job.workspace, made))).isFile()).toBe(true)
  })

  it('that are not there, or that would lie over each other, end the step before anything is done', async () => {
    const job = await newJob()
    const volumes = 'no/such /no/such:/x\n/:/here ./:/here /'
    const stage = await job.step({ ...QUICK, volumes, run: 'true' }).main()
    expect(stage.status).toBe(1)
    expect(said(stage, 'error')).toEqual([
      [
        `volumes: got "${job.workspace}/no/such", which is not there on this machine`,
        'volumes: got "/no/such", which is not there on this machine',
        'volumes: got "/"; the target, where it is visible inside, has to be an absolute path below /',
        'volumes: got two for /here',
      ].join('\n'),
    ])
    expect(stage.log).not.toContain('minirootfs')
  })
})

describe('timeout-minutes', () => {
  it('is waited for no longer: the commands get SIGTERM, the step fails and says why', async () => {
    const job = await newJob()
    const run = 'trap "echo got TERM; exit 0" TERM; echo started; while :; do sleep 0.05; done'
    const stage = await job.step({ ...QUICK, 'timeout-minutes': '0.01', run }).main()
    expect(stage.log).toMatch(/^started$[^]*^got TERM$/m)
    expect(stage.status).toBe(1)
    expect(said(stage, 'error')).toEqual([
      expect.stringMatching(
        /^aarch64: the command was ended after 0.01 minutes \(timeout-minutes\)\nwhat ran then:\nPID /,
      ),
    ])
  })
})

describe('commands: off', () => {
  it.each([
    { arch: 'aarch64', run: 'echo "::error::no"; echo "::warning::no" >&2; printf "::add-mask::no"; exit 3' },
    { arch: 'aarch64 ppc', run: 'echo "##[error]no"; echo "::set-output name=x::no"; kill -KILL $$' },
  ])('keeps the runner from taking what is printed on $arch for commands', async ({ arch, run }) => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, arch, commands: 'off', run }).main()
    expect(stage.status).toBe(1)
    expect(stage.log).toMatch(/^::stop-commands::[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/m)
    expect(
      annotations(stage.log)
        .map(({ message }) => message)
        .join(),
    ).not.toContain('no')
    expect(said(stage, 'error').join('\n')).toMatch(/^aarch64: the command ended with (status 3|SIGKILL)/)
  })

  it('is not so by itself: commands of a step speak to the runner', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, run: 'echo "::notice::heard"' }).main()
    expect(said(stage, 'notice')).toEqual(['heard'])
  })
})
