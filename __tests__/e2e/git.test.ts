import { existsSync } from 'node:fs'
import { describe, expect } from '@jest/globals'
import { expectSuccess, jobs, QUICK } from '../support/action.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { it } from '../support/side-by-side.js'
import { skipAloud } from '../support/skipped.js'

/** This machine's git in a root of its architecture, in the checkout of a job's user. */

const GIT = ['/usr/bin/git', '/usr/lib/git-core', '/lib/x86_64-linux-gnu', '/lib64'] // Debian's own
const isThere = GIT.every((at) => existsSync(at))
const describeGit = isThere ? describe : describe.skip
if (!isThere) skipAloud('git inside (skipped: this machine has no git of Debian that could be shown there)')

/** The second clone has its upload-pack look for itself whether the folder is safe, without variables of its caller. */
const SCRIPT = `id -u; git status --short; git describe; git submodule status | cut -d ' ' -f 3
rm -rf /tmp/copy; git clone -q --template= . /tmp/copy; git -C /tmp/copy describe; git -C sub log --format=%s
git -C /tmp/copy remote add upstream "file://$PWD"; git -C /tmp/copy fetch -q upstream; rm -rf /tmp/copy`

describeGit('git inside', () => {
  const newJob = jobs()

  it('works in the checkout, clones it and fetches from it, whoever runs the step', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const job = await newJob({ user: true })
    const checkedOut = `git config --global user.name a; git config --global user.email a@b
      git config --global protocol.file.allow always
      git init -q ../lib; git -C ../lib commit -q --allow-empty -m lib; git init -q; git commit -q --allow-empty -m first
      git submodule --quiet add "$(realpath ../lib)" sub; git commit -q -m sub; git tag -a -m one v1; rm -rf ../lib`
    expectSuccess(await job.run('bash -e {0}', checkedOut))
    const volumes = GIT.map((at) => `${at}:${at}:ro`).join(' ')
    const inputs = { ...QUICK, arch: 'x86_64', mirror: mirror.url, keys: '', volumes }
    const step = await job.step({ ...inputs, run: SCRIPT }).main()
    expectSuccess(step)
    expect(step.log).toContain('\n0\nv1\nsub\nv1\nlib\n')
    for (const [user, uid] of Object.entries({ root: 0, runner: 1001, games: 35 }))
      expect([user, (await job.run(`xarch --user ${user} {0}`, SCRIPT)).log]).toEqual([
        user,
        `${uid}\nv1\nsub\nv1\nlib\n`,
      ])
  })
})
