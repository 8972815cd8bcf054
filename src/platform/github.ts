import * as core from '@actions/core'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join, normalize } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { InputName, RawInputs } from '../inputs/table.js'
import { INPUTS } from '../inputs/table.js'
import { maskedLog } from '../report/masked.js'
import { ownCaller } from './caller.js'
import { makeFolder } from './disk.js'
import { engineVariables, proxies, runnerProcess, showsColours } from './environment.js'
import { fetching } from './late-fetch.js'
import { processInterrupts } from './interrupts.js'
import { folderTools } from './local.js'
import type { Log, Paths, Ports, RemoteCache, ToolCache } from './ports.js'
import { executing } from './executing.js'
import { monotonicMs } from './monotonic.js'
import { ownStream } from './own-streams.js'
import { processName } from './processes.js'
import { logProgress } from './watching.js'

/** The inputs of the step, as texts. */
export function stepInputs(): RawInputs {
  return Object.fromEntries(
    INPUTS.map(({ name }): [InputName, string] => [name, core.getInput(name, { trimWhitespace: false })]),
  )
}

/** An input of the action `fleet`; empty where this is another action. */
export function fleetInput(name: 'do' | 'archs' | 'branch' | 'runs-on' | 'id' | 'arch' | 'results'): string {
  return core.getInput(name)
}

export function githubLog(): Log {
  return maskedLog({
    info: (line) => {
      core.info(line)
    },
    debug: (line) => {
      core.debug(line)
    },
    warning: (line) => {
      core.warning(line)
    },
    error: (lines) => {
      core.error(lines.join('\n'))
    },
  })
}

/** The ports of the action's main. */
export function githubPorts(paths: Paths, note: RemoteCache['note']): Ports {
  process.umask(0o022) // what is made in roots is for all of their users, whatever ours is
  ownStream('stdout') // the toolkit writes to it, too
  const log = githubLog()
  const progress = logProgress(log)
  const interrupts = processInterrupts()
  return {
    ...executing(log, interrupts.abort),
    log,
    progress,
    ...fetching(log, interrupts.abort, progress),
    tools: toolkitTools(),
    remote: workflowCache(log, note, interrupts.abort),
    interrupts,
    paths,
    output: (stream, line) => {
      ownStream(stream).write(line)
    },
    audience: { showsColours: showsColours(true), takesCommands: true },
    proxies: proxies(),
    engines: engineVariables(),
    caller: ownCaller(),
    now: monotonicMs,
  }
}

/**
 * Folders of the runner. All that main makes is below `store` but what outlives the job.
 * @param main main's process, `PID-STARTTIME`; its post uses the same folders
 */
export function githubPaths(assets: string, main = processName(process.pid)): Paths {
  const store = join(process.env['RUNNER_TEMP'] ?? tmpdir(), `xarch-${main}`)
  return {
    store,
    cache: join(homedir(), '.cache/xarch'),
    temporary: join(store, 'tmp'),
    assets,
    workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
    visible: visibleFiles(),
    ...(process.env['RUNNER_TEMP'] === undefined ? {} : { ownFolder: process.env['RUNNER_TEMP'] }),
    // The runner's worker lives as long as the job, its steps are told apart.
    holder: `${processName(runnerProcess())}.${main}`,
  }
}

/**
 * The runner's files that a step writes to or reads, and its tool cache; not GITHUB_STATE, which tells post what to undo,
 * nor the folder RUNNER_TEMP itself, in which our own roots are, and the runner's scripts for steps to come.
 */
function visibleFiles(): Paths['visible'] {
  const written = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY']
  const names = [...written, 'GITHUB_EVENT_PATH', 'RUNNER_TOOL_CACHE']
  return names
    .map((name) => ({ path: process.env[name] ?? '', readOnly: !written.includes(name) }))
    .filter(({ path }) => isAbsolute(path) && existsSync(path))
    .map(({ path, readOnly }) => ({ path: normalize(path), readOnly }))
}

/** Ends this process even where the client of the cache still waits for an answer. */
export function endNow(): never {
  process.exit()
}

/** The runner's tool cache, where there is one. */
function toolkitTools(): ToolCache {
  const folder = process.env['RUNNER_TOOL_CACHE']
  if (folder === undefined) return folderTools(join(homedir(), '.cache/xarch/tools'))
  return {
    async find(tool) {
      const tools = await import('@actions/tool-cache')
      return tools.findAllVersions(tool).map((version) => ({ version, folder: tools.find(tool, version) }))
    },
    async keep(file, name, tool, version) {
      await makeFolder(folder) // the toolkit's own would try for ever below /proc
      const tools = await import('@actions/tool-cache')
      return tools.cacheFile(file, name, tool, version)
    },
  }
}

/** How long the cache is waited for. */
export interface CachePatience {
  /** To give a file, or to tell a key, before the job goes on without it. */
  readonly restoreMs: number
  /** To save one: the job is over by then. */
  readonly saveMs: number
}

const CACHE_PATIENCE: CachePatience = { restoreMs: 180_000, saveMs: 300_000 }

/** GitHub's cache, where this runner has one; its client is loaded at its first use. */
export function workflowCache(
  log: Log,
  note: RemoteCache['note'],
  abort: AbortSignal,
  { restoreMs }: CachePatience = CACHE_PATIENCE,
): RemoteCache | undefined {
  if (process.env['ACTIONS_RESULTS_URL'] === undefined && process.env['ACTIONS_CACHE_URL'] === undefined)
    return undefined
  let isGivenUp = false // who waits for it once does not wait for it again, for the next root
  const ask = async (file: string, key: string, start: string, lookupOnly: boolean) => {
    if (isGivenUp) return undefined
    try {
      const cache = await import('@actions/cache')
      const found = cache.restoreCache([file], key, [start], { lookupOnly })
      return await Promise.race([inTime(found, restoreMs), aborted(abort)])
    } catch (error) {
      isGivenUp = true
      log.warning(`the cache could not be asked for ${key}: ${(error as Error).message}`)
      return undefined
    }
  }
  return {
    note,
    async restore(key, file) {
      const found = await ask(file, key, `${key}-`, false)
      return found === key || found?.startsWith(`${key}-`) ? found : undefined // the service matches beginnings
    },
    newest: (start, file) => ask(file, start, start, true),
  }
}

/** Waits for an answer no longer than so many milliseconds; the client has no deadline of its own. */
async function inTime<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  const ended = new AbortController()
  const late = sleep(limitMs, undefined, { signal: ended.signal, ref: false }).then(() => {
    throw new Error(`no answer within ${limitMs / 1000} s`)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    ended.abort()
    late.catch(() => undefined)
    answer.catch(() => undefined) // it may still fail, when nobody waits any more
  }
}

/** The client knows no signal: it is left waiting. */
async function aborted(signal: AbortSignal): Promise<undefined> {
  if (!signal.aborted) await once(signal, 'abort')
  return undefined
}

/** The outputs of the step. */
export function setOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
}

/** Puts a folder on the PATH of later steps, before all others. */
export function addToPath(folder: string): void {
  core.addPath(folder)
}

/** Saves a file in GitHub's cache; what goes wrong is a warning. */
export async function saveInCache(
  key: string,
  file: string,
  log: Log,
  { saveMs }: CachePatience = CACHE_PATIENCE,
): Promise<void> {
  try {
    const cache = await import('@actions/cache')
    await inTime(cache.saveCache([file], key), saveMs) // -1 where it is there already or may not be written: it has said so
  } catch (error) {
    log.warning(`${key} could not be saved in the cache: ${(error as Error).message}`)
  }
}
