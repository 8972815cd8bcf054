import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CACHED, expectSuccess, jobsOfCase, said, wholeJob } from '../support/action.js'
import { cachedJobs, savedOnce } from '../support/cached-jobs.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { addBulk, leftBelow, settledBelow } from '../support/root-images.js'
import { type TemporaryFolder, temporaryFolder } from '../support/temporary.js'
import { testsAtOnce } from '../support/tests-at-once.js'
import { watchMachine } from '../support/unchanged.js'

/** A large root in the cache of the workflow is an image, which the next job mounts. */

/** A tarball of a root of more than 100 MB. */
async function largeTarball(folder: string): Promise<string> {
  const root = path.join(folder, 'root')
  await mkdir(root)
  const releases = path.join(EMBEDDED_MIRROR, 'v3.20/releases/aarch64')
  const [minirootfs = ''] = (await readdir(releases)).filter((name) => name.endsWith('.tar.gz'))
  execFileSync('tar', ['-xzf', path.join(releases, minirootfs), '-C', root])
  addBulk(root)
  const tarball = path.join(folder, 'root.tar')
  execFileSync('tar', ['-cf', tarball, '--owner=0', '--group=0', '-C', root, '.'])
  return tarball
}

/** A runner's worker of its own between us and the action; it is gone when main has ended. */
const OWN_WORKER = ['sh', '-c', '"$@"; exit $?', 'sh']

const COMMANDS = 'uname -m; head -n 1 /bulk; echo more >>/bulk; touch /made; mkdir /dir; chown 12:34 /dir'

let folder: TemporaryFolder
let rootfs: string
beforeAll(async () => {
  folder = await temporaryFolder()
  rootfs = await largeTarball(folder.path)
  await chmod(folder.path, 0o755)
})
afterAll(() => folder.remove())

/** What an earlier job has saved. */
const saved = savedOnce(() => ({ ...CACHED, rootfs }))

testsAtOnce(cachedJobs, {
  'a root of more than 100 MB': {
    'is mounted by the next job, for commands and later steps; post takes it away; and unpacked on request':
      async ({ newJob }) => {
        const inputs = { ...CACHED, rootfs, run: COMMANDS }
        const first = await newJob()
        const [built, saved] = await wholeJob(first, inputs)
        expectSuccess(built)
        expectSuccess(saved)
        expect(built.log).toMatch(/aarch64: kept as root\.squashfs: 12\d MB in [\d.]+ MB/)

        const second = await newJob(first)
        const step = second.step(inputs)
        const restored = await step.main()
        expectSuccess(restored)
        expect(restored.outputs['cache-hit']).toBe('true')
        expect(restored.log).toMatch(/aarch64: the squashfs of .* is mounted under an overlay/)
        expect(restored.log).toMatch(/^aarch64\n1$/m)
        const root = restored.outputs['root-path'] ?? ''
        expect(
          execFileSync('sh', ['-c', 'cd "$1" && stat -c %u:%g dir && tail -n 1 bulk', 'sh', root], {
            encoding: 'utf8',
          }),
        ).toBe('12:34\nmore\n')
        expect(leftBelow(second.temp)).toEqual([`${root} overlay`])
        const post = await step.post()
        expectSuccess(post)
        expect(said(post, 'warning')).toEqual([])
        expect(existsSync(root)).toBe(false)
        expect(await settledBelow(path.dirname(second.home))).toEqual([])

        const third = await newJob(first)
        const [unpacked] = await wholeJob(third, { ...inputs, 'root-image': 'false' })
        expectSuccess(unpacked)
        expect(unpacked.outputs['cache-hit']).toBe('true')
        expect(unpacked.log).toMatch(/aarch64: the squashfs of .* is unpacked \(root-image is false\)/)
        expect(unpacked.log).toMatch(/^aarch64\n1$/m)
      },

    'is mounted where handlers are private': async ({ newJob }) => {
      const inputs = { ...CACHED, rootfs, binfmt: 'private', run: COMMANDS }
      const first = await newJob()
      await wholeJob(first, inputs)
      const step = (await newJob(first)).step(inputs)
      const main = await step.main()
      expectSuccess(main)
      expect(main.log).toMatch(/is mounted under an overlay/)
      expect(main.log).toMatch(/^aarch64\n1$/m)
      expectSuccess(await step.post())
    },

    'is unmounted by post where main was killed in the middle of its commands': async ({
      service,
      newJob,
    }) => {
      const inputs = { ...CACHED, rootfs, binfmt: 'private' }
      service.entries.push(...(await saved()))
      const job = await newJob()
      const step = job.step({ ...inputs, run: 'echo started; sleep 271' })
      const running = await step.start()
      await running.until('\nstarted')
      running.process.kill('SIGKILL')
      await running.ended
      expect(leftBelow(job.temp)).toEqual([expect.stringMatching(/\/root overlay$/)])
      expectSuccess(await step.post())
      expect(await settledBelow(path.dirname(job.home))).toEqual([])
    },
  },
})

describe('a root of more than 100 MB', () => {
  watchMachine()

  it('of a job whose runner died is unmounted and removed by the next', async () => {
    await using cached = await cachedJobs()
    cached.service.entries.push(...(await saved()))
    const inputs = { ...CACHED, rootfs, binfmt: 'private' }
    const dead = await cached.newJob(undefined, { worker: OWN_WORKER })
    const left = await dead.step(inputs).main()
    expectSuccess(left)
    expect(leftBelow(dead.temp)).toEqual([`${left.outputs['root-path'] ?? ''} overlay`])
    await using others = jobsOfCase()
    const next = await others.newJob() // on another folder: that one's RUNNER_TEMP is as the dead job has left it
    const [main] = await wholeJob(next, { ...CACHED, binfmt: 'private' })
    expectSuccess(main)
    expect(await settledBelow(path.dirname(dead.home))).toEqual([])
    expect((await readdir(dead.temp)).filter((name) => name.startsWith('xarch-'))).toEqual([])
  })

  // Alone: who that is exists in a mount namespace alone, where a mount of the machine cannot be taken away.
  it('is mounted and unmounted by sudo where the runner is no root', async () => {
    await using cached = await cachedJobs()
    const { newJob } = cached
    const inputs = { ...CACHED, rootfs }
    const first = await newJob(undefined, { user: true })
    await wholeJob(first, inputs)
    const second = await newJob(first, { user: true })
    const [main, post] = await wholeJob(second, inputs)
    expectSuccess(main)
    expectSuccess(post)
    expect(main.log).toMatch(/is mounted under an overlay/)
    expect(said(post, 'warning')).toEqual([])
    expect(await settledBelow(path.dirname(second.home))).toEqual([])
  })
})
