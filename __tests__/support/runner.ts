import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { annotations, type Annotation, parseAssignments } from './workflow-commands.js'

/**
 * Runs the action as GitHub's runner does: a job with its folders, steps of which each has main and post, inputs and
 * state as variables, the files for commands, and nothing on standard input.
 */

export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const TEST_TOOLS = path.join(REPOSITORY, 'node_modules/.cache/xarch-test')

export interface JobOptions {
  /** A tool cache to begin with, as the machine's image has one. */
  readonly tools?: string
  /** Variables of the whole job: those of a cache service, for one. */
  readonly env?: Readonly<Record<string, string>>
  /** The node that runs the action; the action's own (24) where it is there. */
  readonly node?: string
  /** Where action.yml and dist/ lie. */
  readonly action?: string
}

export interface Job {
  readonly workspace: string
  /** RUNNER_TEMP: emptied at the start of a job. */
  readonly temp: string
  readonly home: string
  readonly tools: string
  /** What steps have set by GITHUB_ENV. */
  readonly env: Record<string, string>
  /** Folders that steps have put in front of PATH, newest first. */
  readonly path: string[]
  /** A step `uses: ./` with these inputs. */
  step(inputs: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>): Step
  /** The post of each step that has not had it, newest first. */
  end(): Promise<Stage[]>
}

export interface Step {
  /** Starts main, for who wants to look at it or to send it signals. */
  start(): Running
  main(): Promise<Stage>
  post(): Promise<Stage>
}

/** What came of main or post. */
export interface Stage {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  /** Both streams, as the log shows them. */
  readonly log: string
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly summary: string
}

export interface Running {
  readonly process: ChildProcess
  /** Resolves when the log has the text; throws when main ends before. */
  until(text: string): Promise<void>
  readonly ended: Promise<Stage>
}

/** A job in this folder; the next one there finds an empty RUNNER_TEMP and HOME, as on a fresh machine. */
export async function newJob(folder: string, options: JobOptions = {}): Promise<Job> {
  const job = {
    workspace: path.join(folder, 'work/demo/demo'),
    temp: path.join(folder, 'work/_temp'),
    home: path.join(folder, 'home'),
    tools: path.join(folder, 'tools'),
    env: {},
    path: [],
  }
  for (const emptied of [job.temp, job.home]) await rm(emptied, { recursive: true, force: true })
  const folders = [job.workspace, path.join(job.temp, '_runner_file_commands'), job.home, job.tools]
  for (const made of folders) await mkdir(made, { recursive: true })
  if (options.tools !== undefined) await cp(options.tools, job.tools, { recursive: true })
  const steps: { ended: boolean; post: () => Promise<Stage> }[] = []
  return {
    ...job,
    step: (inputs, env = {}) => {
      const { begun, ...step } = newStep(job, inputs, env, options)
      const known = { ended: false, post: step.post }
      const post = () => ((known.ended = true), step.post())
      const start = () => (steps.push(known), begun())
      return { start, main: () => start().ended, post }
    },
    end: async () => {
      const stages: Stage[] = []
      for (const step of steps.reverse()) if (!step.ended) stages.push(await step.post())
      steps.length = 0
      return stages
    },
  }
}

type Folders = Pick<Job, 'workspace' | 'temp' | 'home' | 'tools' | 'env' | 'path'>

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly main: string; readonly post: string }
}

function newStep(
  job: Folders,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  options: JobOptions,
): { begun: () => Running; post: () => Promise<Stage> } {
  const folder = options.action ?? REPOSITORY
  let state: Readonly<Record<string, string>> = {}
  const launch = (which: 'main' | 'post'): Running => {
    const handled = new CommandFiles(job)
    const started = handled.prepare().then(async () => {
      const { runs, inputs: declared } = await metadata(folder)
      const given = inputVariables(declared, inputs)
      const saved = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value] as const)
      const variables = { ...environment(job, options), ...env, ...given, ...Object.fromEntries(saved) }
      const node = options.node ?? actionNode()
      return spawn(node, [path.join(folder, runs[which])], {
        cwd: job.workspace,
        env: { ...variables, ...handled.variables },
        stdio: ['pipe', 'pipe', 'pipe'],
      })
    })
    return new Process(started, async (end) => {
      const stage = { ...end, annotations: annotations(end.log), ...(await handled.take()) }
      state = { ...state, ...stage.state }
      return stage
    }) as unknown as Running
  }
  return { begun: () => launch('main'), post: () => launch('post').ended }
}
