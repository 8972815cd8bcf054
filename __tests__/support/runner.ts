import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  actionNode,
  inputVariables,
  type JobFolders,
  readMetadata,
  REPOSITORY,
  runnerVariables,
  type Variables,
} from './runner-environment.js'
import { noteSearched } from './searched-emulators.js'
import {
  annotations,
  type Annotation,
  type CommandFiles,
  commandFiles,
  type Said,
} from './workflow-commands.js'

/**
 * Runs the action as GitHub's runner does: a job with its folders, and steps of which each has main and post, with
 * inputs and state as variables, files for what the step says, and nothing on standard input.
 */

export interface JobOptions {
  /** A tool cache to begin with, as the image of a runner has one. */
  readonly tools?: string
  /** Variables of the whole job: those of a cache service, for one. */
  readonly env?: Variables
  /** The node that runs the action; the action's own version where it is there. */
  readonly node?: string
  /** Where action.yml and dist/ lie. */
  readonly action?: string
  /** A command that starts the node, which is given behind it. */
  readonly worker?: readonly string[]
  /** Gives folders to the user that the steps run as. */
  readonly own?: (folder: string) => void
}

export interface Job extends JobFolders {
  /** What steps have set by GITHUB_ENV. */
  readonly env: Record<string, string>
  /** A step `uses: ./` with these inputs. */
  step(inputs: Variables, env?: Variables): Step
  /** The post of each step that has had its main and not its post, newest first. */
  end(): Promise<Stage[]>
}

export interface Step {
  main(): Promise<Stage>
  /** Starts main, for who wants to look at it or to send it signals. */
  start(): Promise<Running>
  post(): Promise<Stage>
}

/** What came of main or post. */
export interface Stage extends Said {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  /** Both streams, as the log shows them. */
  readonly log: string
  readonly annotations: readonly Annotation[]
}

export interface Running {
  readonly process: ChildProcess
  /** Resolves when the log has the text; throws when main ends without it. */
  until(text: string): Promise<void>
  readonly ended: Promise<Stage>
  /** The end, which has to come in that time: else it is killed, and this throws. */
  within(limitMs: number): Promise<Stage>
}

/** A job in this folder; the next one there finds RUNNER_TEMP and HOME empty, as on a fresh machine. */
export async function newJob(folder: string, options: JobOptions = {}): Promise<Job> {
  const job = {
    workspace: path.join(folder, 'work/demo/demo'),
    temp: path.join(folder, 'work/_temp'),
    home: path.join(folder, 'home'),
    tools: path.join(folder, 'tools'),
    env: {},
  }
  for (const emptied of [job.temp, job.home]) await rm(emptied, { recursive: true, force: true })
  for (const made of [job.workspace, job.home, path.join(job.temp, '_github_workflow')])
    await mkdir(made, { recursive: true })
  await writeFile(path.join(job.temp, '_github_workflow/event.json'), '{}')
  if (options.tools === undefined) await mkdir(job.tools, { recursive: true })
  else await cp(options.tools, job.tools, { recursive: true })
  await noteSearched(path.join(job.home, '.cache/xarch'), job.tools)
  options.own?.(folder)
  const begun: StepOfJob[] = []
  return {
    ...job,
    step: (inputs, env = {}) => new StepOfJob(job, inputs, env, options, begun),
    end: async () => {
      const stages: Stage[] = []
      for (let step = begun.pop(); step; step = begun.pop()) stages.push(await step.post())
      return stages
    },
  }
}

class StepOfJob implements Step {
  private state: Variables = {}
  private running: Running | undefined

  constructor(
    private readonly job: JobFolders & { readonly env: Record<string, string> },
    private readonly inputs: Variables,
    private readonly env: Variables,
    private readonly options: JobOptions,
    /** The steps of the job whose post is to come. */
    private readonly begun: StepOfJob[],
  ) {}

  async main(): Promise<Stage> {
    return (await this.start()).ended
  }

  async start(): Promise<Running> {
    this.begun.push(this)
    this.running = await this.launch('main')
    return this.running
  }

  async post(): Promise<Stage> {
    const at = this.begun.indexOf(this)
    if (at >= 0) this.begun.splice(at, 1)
    this.running?.process.kill('SIGKILL') // only of use where a test has failed
    await this.running?.ended.catch(() => undefined)
    return (await this.launch('post')).ended
  }

  private async launch(which: 'main' | 'post'): Promise<Running> {
    const folder = this.options.action ?? REPOSITORY
    const metadata = await readMetadata(folder)
    const files = await commandFiles(this.job.temp)
    this.options.own?.(files.folder)
    const state = Object.entries(this.state).map(([name, value]) => [`STATE_${name}`, value] as const)
    const node = this.options.node ?? actionNode()
    const [program, ...args] = [...(this.options.worker ?? []), node, path.join(folder, metadata.runs[which])]
    const child = spawn(program, args, {
      cwd: this.job.workspace,
      env: {
        ...runnerVariables(this.job),
        ...this.options.env,
        ...this.job.env,
        ...this.env,
        ...inputVariables(metadata, this.inputs),
        ...Object.fromEntries(state),
        ...files.variables,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.end()
    return watched(child, (end) => this.conclude(end, files))
  }

  private async conclude(end: Omit<Stage, keyof Said | 'annotations'>, files: CommandFiles): Promise<Stage> {
    const said = await files.take()
    this.state = { ...this.state, ...said.state }
    Object.assign(this.job.env, said.env)
    return { ...end, ...said, annotations: annotations(end.log) }
  }
}

type End = Omit<Stage, keyof Said | 'annotations'>

/** How long a pipe may stay open after the process is gone: who holds it then was left behind. */
const HELD_OPEN_MS = 5000

function watched(child: ChildProcess, conclude: (end: End) => Promise<Stage>): Running {
  let log = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<End>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (status, signal) => {
      const held = setTimeout(() => {
        reject(new Error(`its output is still held open after its end:\n${log}`))
      }, HELD_OPEN_MS)
      child.once('close', () => {
        clearTimeout(held)
        resolve({ status, signal, log })
      })
    })
  }).then(conclude)
  ended.catch(() => undefined) // whoever awaits it sees the error
  return {
    process: child,
    ended,
    within: async (limitMs) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
      const stage = await ended
      clearTimeout(timer)
      if (stage.signal === 'SIGKILL') throw new Error(`it did not end within ${limitMs} ms:\n${stage.log}`)
      return stage
    },
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!log.includes(text)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
        child.once('close', () => {
          reject(new Error(`it ended and never said "${text}":\n${log}`))
        })
      }),
  }
}
