import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { describe, expect } from '@jest/globals'
import { expectSuccess, jobs, QUICK, said } from '../support/action.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { it } from '../support/side-by-side.js'

/** The main job of the action, through the committed dist/: commands on processors that the machine does not have. */

const newJob = jobs()

/** `01020304` where the greater byte comes first, `04030201` where the smaller one does. */
const BYTE_ORDER = `printf '\\1\\2\\3\\4' | od -An -tx4 | tr -d ' '`

interface Result {
  readonly status: number | null
  readonly signal: string | null
  readonly rootPath: string
  readonly cacheHit: boolean
  readonly emulator: string
  readonly phasesMs: Readonly<Record<string, number>>
}

const resultsOf = (outputs: Readonly<Record<string, string>>) =>
  JSON.parse(outputs['results'] ?? 'null') as Record<string, Result>

describe('the action', () => {
  it.each([
    { arch: 'aarch64', uname: 'aarch64', order: '04030201' },
    { arch: 'mips64', uname: 'mips64', order: '01020304' },
    { arch: 'ppc', uname: 'ppc', order: '01020304' },
    { arch: 'ppc64', uname: 'ppc64', order: '01020304' },
  ])('runs commands on $arch', async ({ arch, uname, order }) => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, arch, run: `uname -m\n${BYTE_ORDER}\n` }).main()
    expectSuccess(stage)
    expect(stage.log).toMatch(new RegExp(`^${uname}\n${order}$`, 'm'))
    expect(resultsOf(stage.outputs)).toMatchObject({ [arch]: { status: 0, signal: null, cacheHit: false } })
  })

  it('runs them on several in one step, and says which line is whose', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, arch: 'mips64, ppc linux/arm64', run: BYTE_ORDER }).main()
    expectSuccess(stage)
    expect(stage.log).toContain('\u001b[36mmips64  |\u001b[0m 01020304\n')
    expect(stage.log).toContain('\u001b[33mppc     |\u001b[0m 01020304\n')
    expect(stage.log).toContain('\u001b[35maarch64 |\u001b[0m 04030201\n')
    expect(Object.keys(resultsOf(stage.outputs)).sort()).toEqual(['aarch64', 'mips64', 'ppc'])
  })

  it('lets the commands of several speak to the runner, each with whole lines', async () => {
    const job = await newJob()
    const run = 'echo "::notice title=$(uname -m)::it runs"; echo "::group::of one"'
    const { log } = await job.step({ ...QUICK, arch: 'ppc aarch64', run }).main()
    expect(log).toMatch(/^::notice title=ppc::it runs$/m)
    expect(log).toMatch(/^::notice title=aarch64::it runs$/m)
    expect(log).not.toMatch(/^::group::of one/m) // it would swallow the lines of the other
  })

  it('tells later steps by its outputs what was done', async () => {
    const job = await newJob()
    const { outputs } = await job.step({ ...QUICK, run: 'true' }).main()
    const { aarch64 } = resultsOf(outputs)
    expect(outputs['cache-hit']).toBe('false')
    expect(outputs['root-path']).toBe(aarch64?.rootPath)
    expect(aarch64?.emulator).toMatch(/^qemu-aarch64 \d+\.\d+/)
    expect(Object.keys(aarch64?.phasesMs ?? {}).sort()).toEqual(
      ['emulator', 'handler', 'rootfs', 'run', 'sandbox'].sort(),
    )
  })

  it('installs packages', async () => {
    const job = await newJob()
    const stage = await job
      .step({ ...QUICK, arch: 'ppc', packages: 'lua5.4 make', run: 'lua5.4 -e "print(6*7)"; make --version' })
      .main()
    expectSuccess(stage)
    expect(stage.log).toMatch(/^42\nGNU Make 4\.3$/m)
  })

  it('takes a mirror and a key relative to the workspace', async () => {
    const job = await newJob()
    const inside = path.join(job.workspace, 'my mirror')
    await mkdir(path.join(job.workspace, 'keys'))
    const key = path.basename(QUICK.keys)
    await writeFile(path.join(job.workspace, 'keys', key), await readFile(QUICK.keys))
    await cp(EMBEDDED_MIRROR, inside, { recursive: true })
    const inputs = { ...QUICK, arch: 'ppc', mirror: 'file:my mirror', keys: `keys/${key}` }
    const stage = await job.step({ ...inputs, run: 'uname -m' }).main()
    expectSuccess(stage)
    expect(stage.log).toMatch(/^ppc$/m)
  })

  it('keeps the emulators in the tool cache, as the toolkit lays it out', async () => {
    const job = await newJob()
    const folder = path.join(job.tools, 'xarch-qemu-aarch64')
    const [version = '', ...others] = await readdir(folder)
    expect(others).toEqual([])
    expect(version).toMatch(/^\d+\.\d+\.\d+-[\da-f]{12}$/)
    const arch = process.arch
    expect((await readdir(path.join(folder, version))).sort()).toEqual([arch, `${arch}.complete`])
    expect(await readdir(path.join(folder, version, arch))).toEqual(['qemu-aarch64'])
  })

  it('runs on the Node that runs this test too', async () => {
    const job = await newJob({ node: process.execPath })
    const stage = await job.step({ ...QUICK, run: 'uname -m' }).main()
    expectSuccess(stage)
    expect(stage.log).toMatch(/^aarch64$/m)
    for (const end of await job.end()) expectSuccess(end)
  })

  it('says all problems of its inputs in one annotation, and does nothing', async () => {
    const job = await newJob()
    const step = job.step({
      arch: 'arch64',
      branch: '3.20',
      cache: 'maybe',
      mirror: '/srv/alpine',
      env: '1x',
    })
    const stage = await step.main()
    expect(stage.status).toBe(1)
    const [error = '', ...others] = said(stage, 'error')
    expect(others).toEqual([])
    expect(error).toContain('did you mean "aarch64"?')
    expect(error).toContain('did you mean "v3.20"?')
    expect(error).toContain('cache: got "maybe"; allowed are true, read-only and false')
    expect(error).toContain('did you mean "file:/srv/alpine"?')
    expect(error).toContain('env: got "1x"')
    expect(error.split('\n')).toHaveLength(5)
  })

  it('has a post that does nothing and says nothing bad after inputs that could not be read', async () => {
    const job = await newJob()
    const step = job.step({ arch: 'arch64' })
    await step.main()
    const post = await step.post()
    expect({ status: post.status, annotations: post.annotations }).toEqual({ status: 0, annotations: [] })
  })
})
