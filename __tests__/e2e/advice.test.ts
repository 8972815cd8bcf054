import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { CANARY_STATUS } from '../../src/qemu/canary.js'
import { jobs, QUICK, said } from '../support/action.js'
import { aarch64Program } from '../support/crashing-programs.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { it } from '../support/side-by-side.js'
import { skipAloud } from '../support/skipped.js'

/** What a step says of why its command failed: whose fault it was, and advice for what the command said. */

const newJob = jobs()

const script = path.join(REPOSITORY, 'src/sandbox/limit.sh')
const canLimit =
  spawnSync('bash', [script, 'make', 'xarch-1-1.advice', '99', String(2 ** 30), 'true']).status === 0
const itLimits = canLimit ? it : it.skip
if (!canLimit) skipAloud('advice for memory (skipped: this machine has no control groups that could be used)')

/** Runs a step with a program of aarch64 in the workspace; its error, in lines. */
async function errorOf(
  inputs: Readonly<Record<string, string>>,
  program?: Parameters<typeof aarch64Program>[0],
): Promise<string[]> {
  const job = await newJob()
  if (program) await writeFile(path.join(job.workspace, 'program'), aarch64Program(program), { mode: 0o755 })
  const stage = await job.step({ ...QUICK, ...inputs }).main()
  const [error = '', ...others] = said(stage, 'error')
  expect(others).toEqual([])
  return error.split('\n')
}

describe('the error of a step whose command was emulated', () => {
  it('by an illegal instruction says so, and names qemu-cpu', async () => {
    expect(await errorOf({ run: 'exec ./program' }, 'illegal')).toEqual([
      'aarch64: the command ended with SIGILL (status 132)',
      expect.stringMatching(/^fault: an instruction that the emulated processor does not know \(qemu/),
      expect.stringMatching(/^do: the program has an instruction .*"qemu-cpu"/),
    ])
  })

  it('says the same of an instruction that only newer models have, and of none where the model has it', async () => {
    const run = 'exec ./program'
    expect(await errorOf({ run, 'qemu-cpu': 'cortex-a53' }, 'sve')).toContain(
      'aarch64: the command ended with SIGILL (status 132)',
    )
    expect(await errorOf({ run, 'qemu-cpu': 'max' }, 'sve')).toEqual([
      `aarch64: the command ended with status ${CANARY_STATUS}`,
    ])
  })

  it("by a crash says that it may be either's, and how to tell", async () => {
    expect(await errorOf({ run: 'exec ./program' }, 'segfault')).toEqual([
      'aarch64: the command ended with SIGSEGV (status 139)',
      expect.stringMatching(/^fault: a crash \(SIGSEGV\) of the program, or of the emulator/),
      expect.stringMatching(/^do: Try another "qemu-version"/),
    ])
  })

  it('says "likely" where something below the command has crashed', async () => {
    expect(await errorOf({ run: './program || exit 3' }, 'segfault')).toEqual([
      'aarch64: the command ended with status 3',
      expect.stringMatching(/^fault: likely a crash of the program/),
      expect.stringMatching(/^do: /),
    ])
  })

  it('of a namespace that qemu refuses says where to make it', async () => {
    expect(await errorOf({ run: 'unshare -U true' })).toEqual([
      'aarch64: the command ended with status 1',
      expect.stringMatching(/^do: an emulated program asked for a new namespace.*"nested"/),
    ])
  })

  it('of a model of processor that there is not says so', async () => {
    expect(await errorOf({ run: 'true', 'qemu-cpu': 'nonsense' })).toEqual([
      'aarch64: the command ended with status 1',
      expect.stringMatching(/^do: this qemu does not know the processor.*"qemu-cpu"/),
    ])
  })

  it('of one whose time was over gives advice for what it did last', async () => {
    const run = 'echo "go: downloading golang.org/x/sys v0.30.0" >&2; sleep 60'
    expect(await errorOf({ run, 'timeout-minutes': '0.02' })).toEqual([
      'aarch64: the command was ended after 0.02 minutes (timeout-minutes)',
      'what ran then:',
      expect.stringMatching(/^PID /),
      expect.stringMatching(/sh -eo pipefail /),
      expect.stringMatching(/ sleep 60$/),
      expect.stringMatching(/^do: Go's way .*GODEBUG=asyncpreemptoff=1/),
    ])
  })

  itLimits('of one that took more than memory-limit says that it was memory', async () => {
    expect(await errorOf({ run: 'exec tail /dev/zero', 'memory-limit': '64M' })).toEqual([
      'aarch64: the command ended with SIGKILL (status 137)',
      expect.stringMatching(/^fault: likely memory/),
      expect.stringMatching(/^do: Raise "memory-limit"/),
    ])
  })
})

describe('the error of a step whose command ran natively', () => {
  it.alone('names "handlers" for a program of another architecture that none runs', async () => {
    const error = await errorOf({ arch: 'x86_64', run: './program' }, 'sve')
    expect(error).toContainEqual(expect.stringMatching(/^do: a program of another architecture .*"handlers"/))
  })
})
