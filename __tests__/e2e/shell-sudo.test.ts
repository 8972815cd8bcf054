import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { expectSuccess, jobs, QUICK } from '../support/action.js'
import type { Job } from '../support/runner.js'
import { skipAloud } from '../support/skipped.js'
import { NATIVE_FILE } from '../support/tarballs.js'

/** The sudo of this machine in a root of a later step, called by the job's own user. */

const SUDO = '/usr/bin/sudo'
const POLICY = '/usr/libexec/sudo/sudoers.so'

/** Libraries of a program or a module, the loader among them. */
function librariesOf(file: string): string[] {
  const lines = execFileSync('ldd', [file], { encoding: 'utf8' }).split('\n')
  return lines.flatMap((line) => /(?:^|=>)\s*(\/\S+)/.exec(line)?.[1] ?? [])
}

/** A module of PAM, wherever the distribution has them. */
function permitting(): string | undefined {
  const folder = librariesOf(SUDO).find((file) => path.basename(file).startsWith('libc.so'))
  const module = path.join(path.dirname(folder ?? '/'), 'security/pam_permit.so')
  return existsSync(module) ? module : undefined
}

/** The minirootfs with sudo, which asks PAM, which permits all. */
async function tarballWithSudo(job: Job, module: string): Promise<string> {
  const root = path.join(job.temp, '../with-sudo')
  for (const folder of ['etc/pam.d', 'etc/sudoers.d'])
    await mkdir(path.join(root, folder), { recursive: true })
  execFileSync('tar', ['-xzf', NATIVE_FILE, '-C', root])
  const files = new Set([SUDO, POLICY, module].flatMap((file) => [file, ...librariesOf(file)]))
  for (const file of files) {
    await mkdir(path.join(root, path.dirname(file)), { recursive: true })
    await copyFile(file, path.join(root, file))
  }
  execFileSync('chmod', ['4755', path.join(root, SUDO)])
  const rules = ['auth', 'account', 'session'].map((kind) => `${kind} required ${module}\n`).join('')
  await writeFile(path.join(root, 'etc/pam.d/sudo'), rules)
  await writeFile(path.join(root, 'etc/sudoers'), '@includedir /etc/sudoers.d\n', { mode: 0o440 })
  const tarball = path.join(job.workspace, 'with-sudo.tar')
  execFileSync('tar', ['-cf', tarball, '--owner=0', '--group=0', '-C', root, '.'])
  return tarball
}

const module = existsSync(SUDO) && existsSync(POLICY) ? permitting() : undefined
const describeSudo = module === undefined ? describe.skip : describe
if (module === undefined)
  skipAloud('sudo in later steps (skipped: this machine has no sudo that could be copied)')

describeSudo('sudo in a later step of the job’s user', () => {
  const newJob = jobs()
  const SCRIPT = 'id -un; sudo -n id -u; sudo -n touch made; stat -c %U made'

  it('makes root of them without a password where setuid was asked for, and not without', async () => {
    const job = await newJob({ user: true })
    const inputs = { ...QUICK, arch: 'x86_64', rootfs: await tarballWithSudo(job, module ?? '') }
    expectSuccess(await job.step({ ...inputs, setuid: 'true' }).main())
    const ofUser = 'xarch --user runner {0}'
    const granted = await job.run(ofUser, SCRIPT)
    expect(granted).toMatchObject({ status: 0, log: 'runner\n0\nroot\n' })
    // It was handed over at the end of that step.
    expect((await job.run(ofUser, 'stat -c %U made')).log).toBe('runner\n')
    expectSuccess(await job.step(inputs).main())
    const refused = await job.run(ofUser, SCRIPT)
    expect(refused).toMatchObject({
      status: 1,
      log: expect.stringMatching(/^runner\nsudo: .*no new privileges/) as unknown,
    })
  })
})
