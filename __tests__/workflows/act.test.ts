import { execFileSync, spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { cp, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { expectUnchanged, type Machine, settledMachine, snapshotMachine } from '../support/machine.js'
import { actionNode, REPOSITORY, TEST_TOOLS } from '../support/runner-environment.js'
import { type TemporaryFolder, temporaryFolder } from '../support/temporary.js'
import { filledToolCache } from '../support/tool-cache.js'

/**
 * A whole workflow under act, a second runner with a cache server of its own (API v1). It works on a copy of what the
 * workflow needs, since act copies, and cleans, what it is started in.
 */

/** One line of `act --json`. */
interface Line {
  readonly step?: string
  readonly stage?: 'Pre' | 'Main' | 'Post'
  readonly stepResult?: string
  readonly msg?: string
}

interface Run {
  readonly status: number | null
  readonly text: string
  /** What the log has of a step: what it printed, and act's own words. */
  output(step: string): string
  /** `Main: success` and the like, of all steps by name. */
  readonly results: Readonly<Record<string, string>>
}

const NEEDED = ['action.yml', 'package.json', 'dist', '__tests__/fixtures/mirror', '__tests__/workflows']

let folder: TemporaryFolder
let before: Machine

beforeAll(async () => {
  if (!existsSync(path.join(TEST_TOOLS, 'bin/act')))
    throw new Error('act is missing: scripts/test-tools.sh installs it (npm test runs it)')
  const tools = await filledToolCache()
  before = snapshotMachine()
  folder = await temporaryFolder()
  const checkout = path.join(folder.path, 'checkout')
  for (const name of NEEDED)
    await cp(path.join(REPOSITORY, name), path.join(checkout, name), {
      recursive: true,
      verbatimSymlinks: true,
    })
  // Where act has its tool cache.
  await cp(tools, path.join(folder.path, 'home/.cache/act/tool_cache'), { recursive: true })
  await mkdir(path.join(folder.path, 'cache-server'))
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      cwd: checkout,
      stdio: 'ignore',
    })
  git('init', '-b', 'main')
  git('add', '-A')
  git('commit', '-m', 'all')
}, 180_000)

afterAll(async () => {
  await folder.remove()
})

async function act(workflow: string): Promise<Run> {
  const args = ['push', '-W', `__tests__/workflows/${workflow}`, '-P', 'ubuntu-24.04=-self-hosted', '--json']
  args.push('--cache-server-addr', '127.0.0.1', '--cache-server-path', path.join(folder.path, 'cache-server'))
  const env = {
    PATH: `${path.dirname(realpathSync(actionNode()))}:${process.env['PATH'] ?? ''}`,
    HOME: path.join(folder.path, 'home'),
  }
  const child = spawn(path.join(TEST_TOOLS, 'bin/act'), args, {
    cwd: path.join(folder.path, 'checkout'),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  const lines = text
    .split('\n')
    .flatMap((line): Line[] => (line.startsWith('{') ? [JSON.parse(line) as Line] : []))
  const results = lines
    .filter(({ stepResult }) => stepResult !== undefined)
    .map(({ stage, step, stepResult }) => [`${stage ?? ''} ${step ?? ''}`, stepResult ?? ''] as const)
  return {
    status,
    text,
    results: Object.fromEntries(results),
    output: (name) =>
      lines
        .filter(({ step }) => step === name)
        .map(({ msg = '' }) => (msg.endsWith('\n') ? msg : `${msg}\n`))
        .join(''),
  }
}

const STEPS = [
  'Check on foreign processors',
  'Read the outputs',
  'Use a root once more',
  'Go on after the failure',
]

describe('a workflow under act', () => {
  it.each([
    { which: 'first', hit: 'false' },
    { which: 'second', hit: 'true' },
  ])(
    'has its roots from act’s cache: $hit in the $which run',
    async ({ hit }) => {
      const run = await act('main-job.yml')
      const failed = STEPS.filter((step) => run.results[`Main ${step}`] !== 'success')
      if (failed.length > 0) throw new Error(`${failed.join(', ')} failed:\n${run.text}`)
      expect(run.results).toMatchObject({
        'Main Fail on one of two': 'failure',
        'Post Check on foreign processors': 'success',
        'Post Fail on one of two': 'success',
      })
      expect(run.status).toBe(0)

      const commands = run.output('Check on foreign processors')
      expect(commands).toContain('mips64 | hello from mips64: 01020304')
      expect(commands).toContain('ppc | hello from ppc: 01020304')
      expect(commands).toContain('aarch64 | hello from aarch64: 04030201')
      const outputs = run.output('Read the outputs')
      expect(outputs).toContain(`cache-hit is ${hit}`)
      expect(outputs).toContain('orders are 01020304 01020304 04030201, last was aarch64')
      expect(outputs).toContain('statuses are 0 0 0')
      expect(run.output('Use a root once more')).toContain('the root says mips64')
      expect(run.output('Fail on one of two')).toContain('aarch64: the command ended with status 1')
      expect(run.output('Go on after the failure')).toContain('the failing step was a failure')

      expectUnchanged(before, await settledMachineWithoutUs())
      // act removes the folder of a job that went well: workspace and RUNNER_TEMP.
      const left = await readdir(path.join(folder.path, 'home/.cache/act'))
      expect(left.filter((name) => name !== 'tool_cache')).toEqual([])
    },
    60_000,
  )
})

/** The machine, with our own folder left out: it was made after the first look. */
async function settledMachineWithoutUs(): Promise<Machine> {
  const own = path.basename(path.dirname(folder.path)) // the one in the system's temporary folder
  const after = await settledMachine({ ...before, temporary: [...before.temporary, own].sort() })
  return { ...after, temporary: after.temporary.filter((name) => name !== own) }
}
