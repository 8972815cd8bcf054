import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { expectSuccess, jobs, QUICK } from '../support/action.js'
import { EMBEDDED_KEY, EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { it } from '../support/side-by-side.js'

/** What setup-alpine promises of its shell, on a hosted runner: an ordinary user with sudo (docs/shell.md). */

const newJob = jobs()

describe('a workflow of setup-alpine', () => {
  it('goes on with the same shell lines', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const job = await newJob({ user: true })
    const inputs = { ...QUICK, mirror: mirror.url, keys: '', 'shell-name': 'alpine.sh' }
    const main = await job.step({ ...inputs, arch: 'aarch64' }).main()
    expectSuccess(main)
    expect(existsSync(path.join(main.outputs['root-path'] ?? '', 'etc/alpine-release'))).toBe(true)

    const ofRunner = 'alpine.sh --user runner {0}'
    for (const [shell, script, said] of [
      [ofRunner, 'echo "export MY_PROFILE_VAR=42" >>~/.profile; echo $HOME', '/home/runner'],
      [ofRunner, 'pwd', job.workspace],
      [ofRunner, 'echo "$GITHUB_WORKSPACE"', job.workspace],
      [ofRunner, 'echo "$MY_PROFILE_VAR"', '42'],
      [ofRunner, 'uname -m', 'aarch64'],
      [ofRunner, 'id -un; id -u; echo "$USER"; touch made-inside', 'runner\n1001\nrunner'],
      [ofRunner, 'echo A=1 >>"$GITHUB_OUTPUT"; echo written', 'written'],
      ['alpine.sh --root {0}', 'id -un', 'root'],
      ['alpine.sh -r {0}', 'id -un', 'root'],
      ['alpine.sh --root {0}', ': >/etc/apk/repositories; apk add -q -t mine; apk info -e mine', 'mine'],
      ['alpine.sh {0}', 'apk info -e mine', 'mine'],
      ['alpine.sh {0}', 'ls "$GITHUB_WORKSPACE/.."', path.basename(job.workspace)],
    ] as const) {
      const stage = await job.run(shell, script)
      expect({ shell, script, status: stage.status, log: stage.log }).toEqual({
        ...{ shell, script, status: 0 },
        log: `${said}\n`,
      })
    }
    expect((await stat(path.join(job.workspace, 'made-inside'))).uid).toBe(1001)
  })

  it('has several roots at once, each with its shell', async () => {
    const job = await newJob({ env: { MY_JOB_VAR: 'allons-y!' } })
    expectSuccess(await job.step({ ...QUICK, arch: 'x86_64', 'shell-name': 'alpine-x86_64.sh' }).main())
    expectSuccess(await job.step({ ...QUICK, arch: 'aarch64,ppc', 'shell-name': 'alpine-aarch64.sh' }).main())
    for (const [shell, machine] of [
      ['alpine-x86_64.sh {0}', 'x86_64'],
      ['alpine-aarch64.sh {0}', 'aarch64'],
      ['xarch-x86_64 {0}', 'x86_64'],
      ['xarch-aarch64 {0}', 'aarch64'],
      ['xarch-ppc {0}', 'ppc'],
      ['xarch {0}', 'aarch64'], // that of the newest step
    ] as const) {
      expect({ shell, log: (await job.run(shell, 'uname -m; echo "$MY_JOB_VAR"')).log }).toEqual({
        shell,
        log: `${machine}\nallons-y!\n`,
      })
    }
  })

  it('has packages of its repositories, by its keys and its mirror, for later steps', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    await using further = await startMirror(EMBEDDED_MIRROR)
    const job = await newJob()
    const lines = [`${mirror.url}/v3.20/main`, `@more ${further.url}/v3.20/main`]
    const inputs = {
      ...QUICK,
      arch: 'ppc',
      mirror: mirror.url,
      repositories: lines[1] ?? '',
      packages: 'make lua5.4@more',
    }
    expectSuccess(await job.step({ ...inputs, 'shell-name': 'alpine.sh' }).main())
    const said = async (script: string): Promise<string> => {
      const stage = await job.run('alpine.sh --root {0}', script)
      expectSuccess(stage)
      return stage.log
    }
    expect((await said('cat /etc/apk/repositories')).split('\n')).toEqual(expect.arrayContaining(lines))
    expect(
      await said(`ls /etc/apk/keys | grep -F ${path.basename(EMBEDDED_KEY)}; make -v | sed -n 1p`),
    ).toMatch(/^be-fixture.*\nGNU Make/)
    expect(await said('lua5.4 -v')).toMatch(/^Lua 5\.4/)
  })

  it('has one root within another, by root-path', async () => {
    const job = await newJob()
    const inner = await job.step({ ...QUICK, 'shell-name': 'inner' }).main()
    expectSuccess(inner)
    const volumes = `${inner.outputs['root-path'] ?? ''}:/sysroot`
    expectSuccess(await job.step({ ...QUICK, arch: 'x86_64', 'shell-name': 'outer', volumes }).main())
    expect(
      await job.run('outer {0}', 'uname -m; cat /sysroot/etc/apk/arch; echo made >/sysroot/made'),
    ).toMatchObject({ status: 0, log: 'x86_64\naarch64\n' })
    expect(await job.run('inner {0}', 'cat /made; uname -m')).toMatchObject({
      status: 0,
      log: 'made\naarch64\n',
    })
  })
})
