import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { expectSuccess, jobs, QUICK } from '../support/action.js'
import type { Job } from '../support/runner.js'
import { it } from '../support/side-by-side.js'

/** What runs in one step is a stranger to the next: nothing that it could write is code of the machine there. */

const newJob = jobs()

async function jobWithRoot(): Promise<Job> {
  const job = await newJob()
  expectSuccess(await job.step({ ...QUICK, arch: 'x86_64', env: 'TOKEN=secret' }).main())
  return job
}

describe('the shell of a later step', () => {
  it('takes nothing of GITHUB_ENV and GITHUB_PATH for code', async () => {
    const job = await jobWithRoot()
    const poison = [
      'mkdir -p bin lib; cd bin',
      'for name in bash sh perl sudo unshare nsenter mount env cat sleep; do printf "#!/bin/sh\\n: >$GITHUB_WORKSPACE/ran-$name\\n" >$name; done',
      'chmod +x *; cd ..; echo ": >$PWD/ran-startup" >startup; echo "open(F, q(>$PWD/ran-perl)); 1" >lib/Poison.pm',
      'echo "$PWD/bin" >>"$GITHUB_PATH"',
      'cat >>"$GITHUB_ENV" <<END',
      'BASH_ENV=$PWD/startup',
      'ENV=$PWD/startup',
      'BASH_FUNC_mapfile%%=() { : >$PWD/ran-function; }',
      'SHELLOPTS=xtrace',
      'PS4=\\$(: >$PWD/ran-prompt)',
      'PERL5OPT=-MPoison',
      'PERL5LIB=$PWD/lib',
      'POSIXLY_CORRECT=1',
      'IFS=/',
      'XARCH_NAMES=a[\\$(:>$PWD/ran-names)]',
      'exportable=.*',
      'setup=(x)',
      'END',
    ]
    const poisoned = await job.run('xarch {0}', poison.join('\n'))
    expectSuccess(poisoned)
    expect(Object.keys(poisoned.env)).toHaveLength(12)
    const stage = await job.run('xarch {0}', 'echo "fine: $PERL5LIB"')
    expect(stage).toMatchObject({ status: 0, log: `fine: ${job.workspace}/lib\n` })
    expect((await readdir(job.workspace)).filter((name) => name.startsWith('ran-'))).toEqual([])
  })

  it('has its facts out of reach, and what they have of secrets', async () => {
    const job = await jobWithRoot()
    const find =
      'find / -xdev -path "*/shell/*" -name "xarch*"; tr "\\0" "\\n" </proc/1/cmdline | grep -v cat || echo'
    expect(await job.run('xarch {0}', find)).toMatchObject({ status: 0, log: '\n' })
    const [store = ''] = (await readdir(job.temp)).filter((name) => name.startsWith('xarch-'))
    const facts = path.join(job.temp, store, 'shell/facts/xarch')
    expect(await readFile(facts, 'utf8')).toContain('item=TOKEN=secret\0')
    await writeFile(facts, 'user=$(touch /made)\0setup=direct\0')
    expect((await job.run('xarch {0}', 'true')).status).not.toBe(0)
    expect(existsSync('/made')).toBe(false)
  })

  it('follows no link of the root when it looks for a user', async () => {
    const job = await jobWithRoot()
    const lure = 'mv /etc /real; mkdir /etc; ln -s /etc/passwd /etc/passwd'
    expectSuccess(await job.run('xarch {0}', lure))
    expect(await job.run('xarch --user daemon {0}', 'id')).toMatchObject({
      status: 125,
      log: expect.stringContaining('no user daemon') as unknown,
    })
    expect(await job.run('xarch {0}', 'rm -r /etc; ln -s /real /etc')).toMatchObject({ status: 0 })
    const stage = await job.run('xarch --user daemon {0}', 'id')
    expect(stage.status).toBe(125)
    expect(stage.log).toContain('no user daemon')
  })
})
