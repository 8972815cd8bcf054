import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { expectSuccess, jobs, QUICK, said } from '../support/action.js'
import { errorProperties } from '../support/workflow-commands.js'

/** What a reader of the job sees of a step: its errors, and its part of the summary. */

const newJob = jobs()

const THREE = {
  ...QUICK,
  arch: 'mips64 ppc aarch64',
  'fail-fast': 'false',
  run: 'sh ./check.sh',
} as const
const CHECK = `#!/bin/sh
echo "on $(uname -m)"
if [ "$(uname -m)" = ppc ]; then
  no-such-program
  exit 3
fi
`

describe('what a step tells', () => {
  it('of three architectures of which one fails is one error, at the place that the output names, and a summary that shows it and how to repeat it', async () => {
    const job = await newJob()
    await writeFile(path.join(job.workspace, 'check.sh'), CHECK)
    const stage = await job.step(THREE).main()
    expect(stage.status).toBe(1)
    expect(said(stage, 'error')).toEqual([
      'ppc: the command ended with status 3\ncheck.sh:4: no-such-program: not found',
    ])
    expect(errorProperties(stage.log)).toEqual([
      { title: 'xarch: ppc failed (status 3)', file: 'check.sh', line: '4' },
    ])
    expect(stage.summary).toMatch(/^### xarch: 1 failed, 2 passed$/m)
    expect(stage.summary).toMatch(
      /^\| \*\*mips64\*\* \| ✅ passed \| .* \| Alpine .* \| built \| qemu-mips64 /m,
    )
    expect(stage.summary).toMatch(/^\| \*\*ppc\*\* \| ❌ failed \(status 3\) \|/m)
    expect(stage.summary).toContain('```text\non ppc\n./check.sh: line 4: no-such-program: not found\n```\n')
    expect(stage.summary).toMatch(/^xarch run -a ppc --branch .* -- sh -eo pipefail -c 'sh \.\/check\.sh'$/m)
    expect(stage.summary).toMatch(/^```mermaid\ngantt\n[^`]*section mips64\n[^`]*section ppc ❌\n/m)
  })

  it('is the line of its own commands that is wrong', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, run: 'true\nno-such-program' }).main()
    expect(said(stage, 'error')).toEqual([
      'aarch64: the command ended with status 127\nrun:2: no-such-program: not found',
    ])
    expect(errorProperties(stage.log)).toEqual([{ title: 'xarch: aarch64 failed (status 127)' }])
  })

  it('is no summary where none is wanted', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, run: 'true', summary: 'false' }).main()
    expectSuccess(stage)
    expect(stage.summary).toBe('')
  })

  it('is added to what its commands have written, as much as there is room for', async () => {
    const job = await newJob()
    const run = 'head -c 1048000 /dev/zero | tr "\\0" x >>"$GITHUB_STEP_SUMMARY"'
    const stage = await job.step({ ...QUICK, run }).main()
    expectSuccess(stage)
    expect(stage.summary).toMatch(/^x+\n### xarch: 1 passed\n/)
    expect(Buffer.byteLength(stage.summary)).toBeLessThanOrEqual(1024 * 1024)
  })
})
