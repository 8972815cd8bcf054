import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { expectSuccess, jobs, QUICK, said } from '../support/action.js'
import { startHost } from '../support/host.js'
import { readMounts } from '../support/machine.js'
import { REPOSITORY } from '../support/runner-environment.js'
import type { Job } from '../support/runner.js'

/** A step without `run`: later steps use its roots and handlers, and post takes all of it away. */

const newJob = jobs()

/** A runner's worker of its own between us and the action; it is gone when main has ended. */
const OWN_WORKER = ['sh', '-c', '"$@"; exit $?', 'sh']

/** What a later `run` step of the job does with a root: in mounts of its own, which end with it. */
function laterStep(root: string, script: string): string {
  const inside = 'mount -t proc proc "$1/proc" && exec chroot "$1" /bin/sh -c "$2"'
  return execFileSync('unshare', ['--mount', '--fork', '--pid', 'sh', '-c', inside, 'sh', root, script], {
    encoding: 'utf8',
  })
}

describe('a step without commands', () => {
  it('sets up roots and handlers for the steps after it', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, arch: 'aarch64 ppc' }).main()
    expectSuccess(stage)
    const results = JSON.parse(stage.outputs['results'] ?? '') as Record<string, { rootPath: string }>
    expect(results).toMatchObject({ aarch64: { status: null, signal: null }, ppc: { status: null } })
    expect(stage.outputs['root-path']).toBe(results['aarch64']?.rootPath)
    expect(laterStep(stage.outputs['root-path'] ?? '', 'uname -m; ls /proc/1/root >/dev/null')).toBe(
      'aarch64\n',
    )
    expect(laterStep(results['ppc']?.rootPath ?? '', 'uname -m')).toBe('ppc\n')
  })

  it('lets a later step of the action use the handlers, and post of both leaves nothing', async () => {
    const job = await newJob()
    const first = await job.step(QUICK).main()
    const second = await job.step({ ...QUICK, run: 'uname -m' }).main()
    expectSuccess(first)
    expectSuccess(second)
    expect(second.log).toMatch(/^aarch64$/m)
    expect(laterStep(first.outputs['root-path'] ?? '', 'uname -m')).toBe('aarch64\n')
    const posts = await job.end()
    posts.forEach(expectSuccess)
    expect(posts).toHaveLength(2)
    expect(posts.flatMap((post) => post.annotations)).toEqual([])
    expect(existsSync(first.outputs['root-path'] ?? '')).toBe(false)
  })

  it('keeps its handlers when a later step fails', async () => {
    const job = await newJob()
    const first = await job.step(QUICK).main()
    const keptFile = async (cpu: string): Promise<string> => {
      const tool = path.join(job.tools, `xarch-qemu-${cpu}`)
      const [version = ''] = await readdir(tool)
      return path.join(tool, version, process.arch, `qemu-${cpu}`)
    }
    // The emulator of ppc is one of another cpu now: its handler is registered and then found wanting.
    await rm(await keptFile('ppc'))
    await cp(await keptFile('mips64'), await keptFile('ppc'))
    const second = await job.step({ ...QUICK, arch: 'ppc', run: 'uname -m' }).main()
    expect(second.status).toBe(1)
    expect(said(second, 'error')).toHaveLength(1)
    expect(laterStep(first.outputs['root-path'] ?? '', 'uname -m')).toBe('aarch64\n')
  })

  it('keeps what it has set up when a later command is ended by a signal', async () => {
    const job = await newJob()
    const first = await job.step(QUICK).main()
    const running = await job.step({ ...QUICK, run: 'echo started; sleep 60' }).start()
    await running.until('started')
    running.process.kill('SIGINT')
    expect((await running.ended).status).toBe(1)
    expect(laterStep(first.outputs['root-path'] ?? '', 'uname -m')).toBe('aarch64\n')
  })
})

describe.each(['unshare', 'strict'])('a machine without binfmt_misc, with isolation %s', (isolation) => {
  it('has the same mounts during a job and after it', async () => {
    await using host = await startHost({ mounted: false })
    const before = host.mountinfo()
    const job = await newJob({ worker: host.within })
    const first = job.step({ ...QUICK, isolation })
    expectSuccess(await first.main())
    const between = host.mountinfo()
    const second = job.step({
      ...QUICK,
      isolation,
      arch: 'ppc',
      run: 'echo started; while [ ! -e go ]; do sleep 0.1; done',
    })
    const running = await second.start()
    await running.until('started')
    const during = host.mountinfo()
    await writeFile(path.join(job.workspace, 'go'), '')
    expectSuccess(await running.ended)
    expect(await job.run('xarch-aarch64 {0}', 'uname -m')).toMatchObject({ status: 0, log: 'aarch64\n' })
    expectSuccess(await second.post())
    expectSuccess(await first.post())
    expect([between, during, host.mountinfo()]).toEqual([before, before, before])
    expect(host.journal()).toEqual([])
  })
})

describe('post', () => {
  it('says nothing and does nothing where it is run a second time', async () => {
    const job = await newJob()
    const step = job.step({ ...QUICK, run: 'true' })
    expectSuccess(await step.main())
    expectSuccess(await step.post())
    const again = await step.post()
    expectSuccess(again)
    expect(again.annotations).toEqual([])
  })

  it('of a runner that is dead is made up for by the next job', async () => {
    const dead = await newJob({ worker: OWN_WORKER })
    expectSuccess(await dead.step(QUICK).main())
    const next = await newJob()
    const step = next.step({ ...QUICK, arch: 'ppc', run: 'ls /proc/sys/fs/binfmt_misc; uname -m' })
    expectSuccess(await step.main())
    expect(existsSync('/run/xarch/handlers/qemu-aarch64')).toBe(false)
    expectSuccess(await step.post())
    expect(existsSync('/run/xarch')).toBe(false)
  })
})

describe('two jobs on one machine', () => {
  it('both have the handlers until the last of them has ended', async () => {
    const first = await newJob()
    const step = first.step(QUICK)
    expectSuccess(await step.main())
    const second = await newJob({ worker: OWN_WORKER })
    const run = 'echo started; while [ ! -e go ]; do sleep 0.1; done; echo "still $(uname -m)"'
    const running = await second.step({ ...QUICK, run }).start()
    await running.until('started')
    expectSuccess(await step.post())
    await writeFile(path.join(second.workspace, 'go'), '')
    const stage = await running.ended
    expectSuccess(stage)
    expect(stage.log).toMatch(/^still aarch64$/m)
  })

  it('leave no mount behind where one is the command, and ends last', async () => {
    const before = binfmtMounts()
    const job = await newJob()
    const step = job.step(QUICK)
    expectSuccess(await step.main())
    const command = await startCommand(job)
    expectSuccess(await step.post())
    await writeFile(path.join(job.workspace, 'go'), '')
    expect(await command.ended).toBe('status 0')
    const after = binfmtMounts()
    if (after > before) execFileSync('umount', ['/proc/sys/fs/binfmt_misc']) // the other tests need it as it was
    expect(after).toBe(before)
  })
})

const binfmtMounts = (): number => readMounts().filter(({ type }) => type === 'binfmt_misc').length

/** `xarch run` beside the job, on another architecture; it ends when there is a file `go` in the workspace. */
async function startCommand({ home, tools, workspace }: Job): Promise<{ ended: Promise<string> }> {
  const [version = ''] = await readdir(path.join(tools, 'xarch-qemu-ppc'))
  const kept = path.join(home, '.cache/xarch/tools/xarch-qemu-ppc', version)
  await cp(path.join(tools, 'xarch-qemu-ppc', version, process.arch), kept, { recursive: true })
  const { mirror, branch, keys } = QUICK
  const options = ['-a', 'ppc', '--mirror', mirror, '--branch', branch, '--keys', keys]
  const script = 'touch started; while [ ! -e go ]; do sleep 0.1; done'
  const argv = [path.join(REPOSITORY, 'bin/xarch'), 'run', ...options, '--', 'sh', '-c', script]
  const child = spawn(process.execPath, argv, {
    cwd: workspace,
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  const ended = new Promise<string>((resolve) => {
    child.once('close', (status) => {
      resolve(status === 0 ? 'status 0' : `status ${status ?? 'unknown'}: ${said}`)
    })
  })
  while (!existsSync(path.join(workspace, 'started')) && child.exitCode === null) await sleep(50)
  return { ended }
}
