import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { entryNames } from '../../src/binfmt/entry.js'
import { expectSuccess, jobs, QUICK, said } from '../support/action.js'
import { FOREIGN_ROWS } from '../support/every-emulator.js'
import { QEMU_FOLDER } from '../support/given-emulators.js'
import { startHost, type Host } from '../support/host.js'
import type { Job } from '../support/runner.js'

/** A step that registers handlers for the steps after it, as docker/setup-qemu-action does. */

/** Looks at the kernel's entries; the jobs run on it, too. */
let host: Host
beforeEach(async () => {
  host = await startHost()
})
const makeJob = jobs() // between the two: its posts need the host
afterEach(() => host[Symbol.asyncDispose]())

const newJob = (): Promise<Job> => makeJob({ worker: host.within })

const NONE = { rootfs: 'none', mirror: QUICK.mirror, keys: QUICK.keys }

/** Entries of the table that there are. */
const entries = (): string[] =>
  FOREIGN_ROWS.flatMap(entryNames)
    .filter((name, index, all) => all.indexOf(name) === index && host.entry(name) !== undefined)
    .sort()

describe('rootfs: none', () => {
  it('registers a list of handlers until post, says what runs, and makes no root', async () => {
    const step = (await newJob()).step({ ...NONE, handlers: 'ppc64, linux/arm64 mips64' })
    const main = await step.main()
    expectSuccess(main)
    expect(main.outputs['platforms']?.split(',').sort()).toEqual([
      'linux/arm64',
      'linux/mips64',
      'linux/ppc64',
    ])
    expect(main.outputs['qemu-version']).toMatch(/^\d+\.\d+(\.\d+)?$/)
    expect(main.outputs).toMatchObject({ 'root-path': '', 'alpine-version': '', results: '{}' })
    expect(entries()).toEqual(['qemu-aarch64', 'qemu-mips64', 'qemu-ppc64'])
    for (const name of entries()) expect(host.entry(name)).toMatch(/^flags: (PF|FP)$/m)
    const post = await step.post()
    expectSuccess(post)
    expect({ annotations: post.annotations, entries: entries(), journal: host.journal() }).toEqual({
      annotations: [],
      entries: [],
      journal: [],
    })
  })

  it('registers all handlers with `all`', async () => {
    const step = (await newJob()).step({
      ...NONE,
      handlers: 'all',
      ...(QEMU_FOLDER ? { qemu: QEMU_FOLDER } : {}),
    })
    const main = await step.main()
    expectSuccess(main)
    const platforms = FOREIGN_ROWS.map(({ docker }) => docker).filter((platform) => platform !== null)
    expect(main.outputs['platforms']?.split(',').sort()).toEqual(platforms.sort())
    expect(entries()).toEqual([...new Set(FOREIGN_ROWS.flatMap(entryNames))].sort())
    expect(host.entry('qemu-loongarch')).toBeDefined()
    expectSuccess(await step.post())
    expect({ entries: entries(), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  }, 180_000)

  it('with arch alone registers those', async () => {
    const step = (await newJob()).step({ ...NONE, arch: 'ppc' })
    const main = await step.main()
    expectSuccess(main)
    expect(main.outputs['root-path']).toBe('')
    expect(entries()).toEqual(['qemu-ppc'])
    expectSuccess(await step.post())
    expect(entries()).toEqual([])
  })

  it('with setuid registers with C, and warns', async () => {
    const step = (await newJob()).step({ ...NONE, handlers: 'ppc', setuid: 'true' })
    const main = await step.main()
    expectSuccess(main)
    expect(host.entry('qemu-ppc')).toMatch(/^flags: \S*C/m)
    expect(said(main, 'warning').filter((line) => line.startsWith('setuid is on'))).toHaveLength(1)
    expectSuccess(await step.post())
  })

  it('keeps handlers that two steps share until the post of the first, which is the last', async () => {
    const job = await newJob()
    const first = job.step({ ...NONE, handlers: 'ppc aarch64' })
    const second = job.step({ ...NONE, handlers: 'ppc mips64' })
    expectSuccess(await first.main())
    expectSuccess(await second.main())
    expect(entries()).toEqual(['qemu-aarch64', 'qemu-mips64', 'qemu-ppc'])
    expectSuccess(await second.post())
    expectSuccess(await first.post())
    expect({ entries: entries(), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  })

  it.each([
    { inputs: { handlers: 'ppc', binfmt: 'private' }, says: /binfmt: got "private"/ },
    { inputs: { handlers: 'ppc', run: 'true' }, says: /run: got some with rootfs "none"/ },
    { inputs: { handlers: 'pcp' }, says: /"pcp"/ },
  ])('is refused with $inputs', async ({ inputs, says }) => {
    const main = await (await newJob()).step({ ...NONE, ...inputs }).main()
    expect(main.status).toBe(1)
    expect(said(main, 'error')).toHaveLength(1)
    expect(said(main, 'error')[0]).toMatch(says)
    expect({ entries: entries(), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  })
})

describe('handlers beside a run', () => {
  it('are there while it runs and after it, until post', async () => {
    const job = await newJob()
    const run = 'echo up; while [ ! -e go ]; do sleep 0.1; done; uname -m'
    const step = job.step({ ...QUICK, handlers: 'ppc mips64', run })
    const running = await step.start()
    await running.until('\nup\n')
    const during = entries()
    await writeFile(`${job.workspace}/go`, '')
    const main = await running.ended
    expectSuccess(main)
    expect(main.log).toMatch(/^aarch64$/m)
    expect(during).toEqual(['qemu-aarch64', 'qemu-mips64', 'qemu-ppc'])
    expect(main.outputs['platforms']?.split(',').sort()).toEqual(['linux/arm64', 'linux/mips64'])
    expect(Object.keys(JSON.parse(main.outputs['results'] ?? '') as object)).toEqual(['aarch64'])
    expect(entries()).toEqual(['qemu-aarch64', 'qemu-mips64', 'qemu-ppc'])
    expectSuccess(await step.post())
    expect(entries()).toEqual([])
  })
})

describe('binfmt: private', () => {
  it('is for the shell of later steps too', async () => {
    const job = await newJob()
    const main = await job.step({ ...QUICK, binfmt: 'private' }).main()
    expectSuccess(main)
    expect(main.outputs['platforms']).toBe('')
    expect(await job.run('xarch {0}', 'uname -m; ls /proc/sys/fs/binfmt_misc')).toMatchObject({
      status: 0,
      log: 'aarch64\nqemu-aarch64\nregister\nstatus\n',
    })
    expect({ entries: entries(), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  })

  it('runs commands with handlers that the machine never has, for further architectures too', async () => {
    const job = await newJob()
    const run = 'ls /proc/sys/fs/binfmt_misc; touch up; while [ ! -e go ]; do sleep 0.1; done; uname -m'
    const running = await job.step({ ...QUICK, binfmt: 'private', handlers: 'ppc', run }).start()
    await running.until('status')
    expect({ entries: entries(), journal: host.journal() }).toEqual({ entries: [], journal: [] })
    await writeFile(`${job.workspace}/go`, '')
    const main = await running.ended
    expectSuccess(main)
    for (const line of ['qemu-aarch64', 'qemu-ppc', 'aarch64'])
      expect(main.log).toMatch(new RegExp(`^${line}$`, 'm'))
    expect(existsSync(`${job.workspace}/up`)).toBe(true)
    expect(main.outputs['platforms']).toBe('') // what runs on the machine now
  })
})
