import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { linkFiles } from './linked-files.js'
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
import { type End, type Running, type Stage, watched } from './stage.js'
import { annotations, type CommandFiles, commandFiles, type Said } from './workflow-commands.js'

export type { Running, Stage } from './stage.js'

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
  /** What steps have added by GITHUB_PATH, the newest first. */
  readonly path: string[]
  /** A step `uses: ./` with these inputs. */
  step(inputs: Variables, env?: Variables): Step
  /** A step `run: SCRIPT` with this `shell:` line. */
  run(shell: string, script: string, more?: RunOptions): Promise<Stage>
  /** Starts one, for who wants to look at it or to send it signals. */
  startRun(shell: string, script: string, more?: RunOptions): Promise<Running>
  /** The post of each step that has had its main and not its post, newest first. */
  end(): Promise<Stage[]>
}

/** Of a step with a script. */
export interface RunOptions {
  readonly env?: Variables
  /** Its `working-directory`, where that is not the workspace. */
  readonly folder?: string
}

export interface Step {
  main(): Promise<Stage>
  /** Starts main, for who wants to look at it or to send it signals. */
  start(): Promise<Running>
  post(): Promise<Stage>
}

/** A job in this folder; the next one there finds RUNNER_TEMP and HOME empty, as on a fresh machine. */
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
  for (const made of [job.workspace, job.home, path.join(job.temp, '_github_workflow')])
    await mkdir(made, { recursive: true })
  await writeFile(path.join(job.temp, '_github_workflow/event.json'), '{}')
  await mkdir(job.tools, { recursive: true })
  // Copies where they become another user's: 60 MB of emulators.
  if (options.tools !== undefined && options.own) await cp(options.tools, job.tools, { recursive: true })
  else if (options.tools !== undefined) await linkFiles(options.tools, job.tools)
  await noteSearched(path.join(job.home, '.cache/xarch'), job.tools)
  options.own?.(folder)
  const begun: StepOfJob[] = []
  const startRun: Job['startRun'] = (shell, script, more = {}) =>
    startScript(job, options, shell, script, more)
  return {
    ...job,
    startRun,
    run: async (...step) => (await startRun(...step)).ended,
    step: (inputs, env = {}) => new StepOfJob(job, inputs, env, options, begun),
    end: async () => {
      const stages: Stage[] = []
      for (let step = begun.pop(); step; step = begun.pop()) stages.push(await step.post())
      return stages
    },
  }
}

/** What steps hand on to later ones. */
type Handed = Pick<Job, 'env' | 'path'>

function hand(said: Said, job: Handed): void {
  Object.assign(job.env, said.env)
  for (const folder of said.path) job.path.unshift(folder)
}

/**
 * A step with a script and a custom shell: the script in a file of RUNNER_TEMP, whose name takes the place of `{0}`; the
 * program from the PATH with what steps have added to it; standard input closed. Source: actions/runner, ScriptHandler.cs.
 */
async function startScript(
  job: JobFolders & Handed,
  options: JobOptions,
  shell: string,
  script: string,
  { env = {}, folder = job.workspace }: RunOptions,
): Promise<Running> {
  const file = path.join(job.temp, randomUUID())
  await writeFile(file, script.endsWith('\n') ? script : `${script}\n`)
  const files = await commandFiles(job.temp)
  for (const owned of [file, files.folder]) options.own?.(owned)
  const variables = { ...runnerVariables(job), ...options.env, ...job.env, ...env, ...withoutState(files) }
  const PATH = [...job.path, variables['PATH'] ?? ''].join(':')
  const [name = '', ...words] = wordsOf(shell.replaceAll('{0}', file))
  const worker = options.worker ? [...options.worker, 'env', '-C', folder] : [] // which may have left the folder
  const [program = '', ...args] = [...worker, found(name, PATH), ...words]
  const child: ChildProcess = spawn(program, args, {
    cwd: folder,
    env: { ...variables, PATH },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin?.end()
  return watched(child, async (end) => {
    const said = await files.take()
    await rm(file)
    hand(said, job)
    return { ...end, ...said, annotations: annotations(end.log) }
  })
}

/**
 * The words of a shell line: .NET, by which the runner starts its program, takes double quotes away, and a backslash in front
 * of one. Source: dotnet/runtime, ProcessStartInfo.Arguments (ParseArgumentsIntoList).
 */
function wordsOf(line: string): string[] {
  const words = line.match(/(?:\\"|"(?:\\"|[^"])*"?|[^\s"])+/g) ?? []
  return words.map((word) => word.replace(/(\\?)"/g, (_, escape: string) => (escape === '' ? '' : '"')))
}

/** A step that is no action has no state. */
function withoutState({ variables }: CommandFiles): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => name !== 'GITHUB_STATE'))
}

function found(program: string, searched: string): string {
  for (const folder of searched.split(':')) {
    try {
      accessSync(path.join(folder, program), constants.X_OK)
      return path.join(folder, program)
    } catch {
      continue
    }
  }
  throw new Error(`there is no program ${program} in ${searched}`)
}

class StepOfJob implements Step {
  private state: Variables = {}
  private running: Running | undefined

  constructor(
    private readonly job: JobFolders & Handed,
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

  private async conclude(end: End, files: CommandFiles): Promise<Stage> {
    const said = await files.take()
    this.state = { ...this.state, ...said.state }
    hand(said, this.job)
    return { ...end, ...said, annotations: annotations(end.log) }
  }
}
