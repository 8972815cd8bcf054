import { execFileSync, spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { cp, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { plain } from './labels.js'
import { expectUnchanged, type Machine, settledMachine, snapshotMachine } from './machine.js'
import { actionNode, REPOSITORY, TEST_TOOLS } from './runner-environment.js'
import { type TemporaryFolder, temporaryFolder } from './temporary.js'
import { filledToolCache } from './tool-cache.js'

/**
 * Whole workflows under act, a second runner with a cache server of its own (API v1). It works on a copy of what they need,
 * since act copies, and cleans, what it is started in.
 */

/** One line of `act --json`. */
interface Line {
  readonly job?: string
  readonly step?: string
  readonly stage?: 'Pre' | 'Main' | 'Post'
  readonly stepResult?: string
  readonly msg?: string
}

/** What a workflow came to. */
export interface Run {
  readonly status: number | null
  readonly text: string
  /** What the log has of a step, without colours: what it printed, and act's own words. */
  output(step: string): string
  /** `Main: success` and the like, of all steps by name. */
  readonly results: Readonly<Record<string, string>>
}

const NEEDED = [
  'action.yml',
  'package.json',
  'dist',
  'fleet',
  '.github',
  '__tests__/fixtures/mirror',
  '__tests__/workflows',
]

/** For a file: what runs a workflow of this folder. The machine has to be as it was, and act to have left nothing. */
export function actOfFile(): {
  act: (workflow: string) => Promise<Run>
  expectNothingLeft: () => Promise<void>
} {
  let folder: TemporaryFolder
  let before: Machine
  beforeAll(async () => {
    if (!existsSync(path.join(TEST_TOOLS, 'bin/act')))
      throw new Error('act is missing: scripts/test-tools.sh installs it (npm test runs it)')
    const tools = await filledToolCache()
    before = snapshotMachine()
    folder = await temporaryFolder()
    await fill(folder.path, tools)
  }, 180_000)
  afterAll(() => folder.remove())
  return {
    act: (workflow) => act(workflow, folder.path),
    expectNothingLeft: async () => {
      expectUnchanged(before, await settledWithout(folder, before))
      // act removes the folder of a job that went well: workspace and RUNNER_TEMP.
      const left = await readdir(path.join(folder.path, 'home/.cache/act'))
      expect(left.filter((name) => name !== 'tool_cache')).toEqual([])
    },
  }
}

async function fill(folder: string, tools: string): Promise<void> {
  const checkout = path.join(folder, 'checkout')
  for (const name of NEEDED)
    await cp(path.join(REPOSITORY, name), path.join(checkout, name), {
      recursive: true,
      verbatimSymlinks: true,
    })
  await cp(tools, path.join(folder, 'home/.cache/act/tool_cache'), { recursive: true }) // where act has it
  await mkdir(path.join(folder, 'cache-server'))
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      cwd: checkout,
      stdio: 'ignore',
    })
  git('init', '-b', 'main')
  git('add', '-A')
  git('commit', '-m', 'all')
}

/** The release that workflows name is the copy itself. */
const RELEASE = 'org/xarch-action'

async function act(workflow: string, folder: string): Promise<Run> {
  const checkout = path.join(folder, 'checkout')
  const args = ['push', '-W', `__tests__/workflows/${workflow}`, '--json']
  for (const label of ['ubuntu-24.04', 'ubuntu-24.04-arm']) args.push('-P', `${label}=-self-hosted`)
  args.push('--cache-server-addr', '127.0.0.1', '--cache-server-path', path.join(folder, 'cache-server'))
  for (const part of ['', '/fleet'])
    args.push('--local-repository', `${RELEASE}${part}@v1=${checkout}${part}`)
  const env = {
    PATH: `${path.dirname(realpathSync(actionNode()))}:${process.env['PATH'] ?? ''}`,
    HOME: path.join(folder, 'home'),
  }
  const child = spawn(path.join(TEST_TOOLS, 'bin/act'), args, {
    cwd: checkout,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { status, text, ...read(text) }
}

function read(text: string): Pick<Run, 'output' | 'results'> {
  const lines = text
    .split('\n')
    .flatMap((line): Line[] => (line.startsWith('{') ? [JSON.parse(line) as Line] : []))
  const results = lines
    .filter(({ stepResult }) => stepResult !== undefined)
    .map(({ stage, step, stepResult }) => [`${stage ?? ''} ${step ?? ''}`, stepResult ?? ''] as const)
  return {
    results: Object.fromEntries(results),
    output: (name) =>
      plain(
        lines
          .filter(({ step }) => step === name)
          .map(({ msg = '' }) => (msg.endsWith('\n') ? msg : `${msg}\n`))
          .join(''),
      ),
  }
}

/** The machine, with our own folder left out: it was made after the first look. */
async function settledWithout(folder: TemporaryFolder, before: Machine): Promise<Machine> {
  const own = path.basename(path.dirname(folder.path)) // the one in the system's temporary folder
  const after = await settledMachine({ ...before, temporary: [...before.temporary, own].sort() })
  return { ...after, temporary: after.temporary.filter((name) => name !== own) }
}
