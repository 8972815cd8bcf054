import { execFileSync, spawnSync } from 'node:child_process'
import { chown, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { expectSuccess, jobs, QUICK } from '../support/action.js'
import { REPOSITORY } from '../support/runner-environment.js'
import type { Job, JobOptions } from '../support/runner.js'
import { skipAloud } from '../support/skipped.js'
import { NATIVE_FILE } from '../support/tarballs.js'

/** What later steps have of the sandbox that was asked for in the step before: its limits, its rules, what is put into it. */

const newJob = jobs()

/** A job whose first step has made a root of this machine's own architecture, and has run nothing there. */
async function jobWith(inputs: Readonly<Record<string, string>>, options?: JobOptions): Promise<Job> {
  const job = await newJob(options)
  expectSuccess(await job.step({ ...QUICK, arch: 'x86_64', ...inputs }).main())
  return job
}

async function saidBy(job: Job, script: string): Promise<string> {
  const stage = await job.run('xarch {0}', script)
  expectSuccess(stage)
  return stage.log
}

describe('a later step', () => {
  it('finds the hosts of the machine, and a folder at RUNNER_TEMP; what it makes of them stays', async () => {
    const job = await jobWith({})
    expect(await saidBy(job, 'hostname | grep -wFf - /etc/hosts | head -n 1')).toContain(hostname())
    expectSuccess(await job.run('xarch {0}', 'echo "127.0.0.9 mine" >>/etc/hosts; touch "$RUNNER_TEMP/mine"'))
    expect(await saidBy(job, 'tail -n 1 /etc/hosts; ls "$RUNNER_TEMP" | grep mine')).toBe(
      '127.0.0.9 mine\nmine\n',
    )
  })

  it('is told a machine of 32 bits in a root of 32 bits that the machine runs itself', async () => {
    const job = await jobWith({ arch: 'x86', rootfs: NATIVE_FILE })
    expect(await saidBy(job, 'uname -m')).toBe('i686\n')
    expect(await saidBy(await jobWith({}), 'uname -m')).toBe('x86_64\n')
  })

  it('may open as many files as it could outside', async () => {
    const worker = ['sh', '-c', 'ulimit -S -n 321; exec "$@"', 'sh']
    const job = await jobWith({}, { worker })
    expect(await saidBy(job, 'ulimit -S -n; export -p | grep -c XARCH || :')).toBe('321\n0\n')
  })

  it('has no network where the step before has said so', async () => {
    const job = await jobWith({ network: 'none' })
    expect(
      await saidBy(
        job,
        'ls /sys/class/net; (nc -l -p 81 </dev/null & sleep 0.2; nc -z 127.0.0.1 81) && echo open',
      ),
    ).toBe('lo\nopen\n')
  })
})

describe.each(['x86_64', 'aarch64'])('a later step of strict isolation, on %s', (arch) => {
  it('is nobody on the machine, under the same rules, and speaks to the workflow all the same', async () => {
    const job = await jobWith({ arch, isolation: 'strict', network: 'none' })
    const at = (name: string): string => path.join(job.workspace, name)
    await writeFile(at('of-user'), '')
    await chown(at('of-user'), 1000, 1000)
    const script = `id -u; stat -c %u:%g / /etc/passwd "$PWD"; cat /proc/self/uid_map; ls /sys/class/net
      grep -E "^(NoNewPrivs|Seccomp):" /proc/self/status; echo A=1 >>"$GITHUB_ENV"; echo B=2 >>"$GITHUB_OUTPUT"
      stat -c %u:%g of-user; touch mine; chown 1000:1000 mine; touch of-root; echo kept >/kept; chown 7:8 /kept`
    const stage = await job.run('xarch {0}', script)
    expectSuccess(stage)
    expect(stage.log).toMatch(
      /^0\n(0:0\n){3} +0 +[1-9]\d{5,9} +65536\nlo\nNoNewPrivs:\t1\nSeccomp:\t2\n1000:1000\n$/,
    )
    expect(stage).toMatchObject({ env: { A: '1' }, outputs: { B: '2' } })
    expect((await stat(at('mine'))).uid).toBe(1000)
    expect((await stat(at('of-root'))).uid).toBe(0)
    expect(await saidBy(job, 'cat /kept; stat -c %u:%g /kept; uname -m; echo "$A"')).toBe(
      `kept\n7:8\n${arch}\n1\n`,
    )
    const other = await job.run('xarch --user nobody {0}', 'id -u; cat /proc/self/uid_map | wc -l')
    expect(other).toMatchObject({ status: 0, log: '65534\n1\n' })
  })
})

/** In a container the top of the tree of control groups may be closed to us. */
const limiter = path.join(REPOSITORY, 'src/sandbox/limit.sh')
const canLimit =
  spawnSync('bash', [limiter, 'make', 'xarch-1-1.test', '99', String(2 ** 30), 'true']).status === 0
const describeLimits = canLimit ? describe : describe.skip
if (!canLimit)
  skipAloud('limits of later steps (skipped: this machine has no control groups that could be used)')

describeLimits('the limits of a step', () => {
  const FORKS = 'i=0; while [ $i -lt 60 ]; do sleep 9 & i=$((i+1)); done; echo all'
  const groups = (): string =>
    execFileSync('find', ['/sys/fs/cgroup', '-name', 'xarch-*'], { encoding: 'utf8' })

  it.each(['unshare', 'bwrap'])(
    'hold in each later one of %s, which leaves no control group',
    async (isolation) => {
      const job = await jobWith({ isolation, 'pids-limit': '40', 'memory-limit': '64M' })
      for (let count = 0; count < 2; count++) {
        const forked = await job.run('xarch {0}', FORKS)
        expect(forked.status).not.toBe(0)
        expect(forked.log).toContain('Resource temporarily unavailable')
        expect(await saidBy(job, 'tail /dev/zero || echo "status $?"')).toContain('status 137\n')
        expect(groups()).toBe('')
      }
      expect(await (await jobWith({})).run('xarch {0}', FORKS)).toMatchObject({ status: 0, log: 'all\n' })
    },
  )
})
