import * as core from '@actions/core'
import { existsSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { InputName, RawInputs } from '../inputs/table.js'
import { INPUTS } from '../inputs/table.js'
import { proxies } from './environment.js'
import { nodeExec } from './exec.js'
import { networkFetch } from './fetch.js'
import { processInterrupts } from './interrupts.js'
import { folderTools } from './local.js'
import type { Log, Paths, Ports, RemoteCache, ToolCache } from './ports.js'
import { findPrivilege } from './privilege.js'
import { processName } from './processes.js'

/** The inputs of the step, as texts. */
export function stepInputs(): RawInputs {
  return Object.fromEntries(
    INPUTS.map(({ name }): [InputName, string] => [name, core.getInput(name, { trimWhitespace: false })]),
  )
}

export function githubLog(): Log {
  return {
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
  }
}

/** The ports of the action's main. */
export function githubPorts(assets: string, saveLater: RemoteCache['saveLater']): Ports {
  const log = githubLog()
  const interrupts = processInterrupts()
  return {
    exec: nodeExec(
      findPrivilege(),
      (line) => {
        log.debug(line)
      },
      interrupts.abort,
    ),
    log,
    fetch: networkFetch(log, interrupts.abort),
    tools: toolkitTools(),
    remote: workflowCache(log, saveLater),
    interrupts,
    paths: githubPaths(assets),
    output: (stream, line) => {
      process[stream].write(line)
    },
    proxies: proxies(),
    now: () => performance.now(),
  }
}

/** Folders of the runner; what is made for this step is below `store`. */
export function githubPaths(assets: string): Paths {
  const temporary = process.env['RUNNER_TEMP'] ?? tmpdir()
  const holder = processName(process.ppid) // the runner's worker: it lives as long as the job
  const commands = dirname(process.env['GITHUB_OUTPUT'] ?? '')
  return {
    store: join(temporary, `xarch-${processName(process.pid)}`),
    cache: join(homedir(), '.cache/xarch'),
    temporary,
    assets,
    workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
    visible: commands !== '.' && existsSync(commands) ? [commands] : [],
    holder,
  }
}

/** The runner's tool cache, where there is one. */
function toolkitTools(): ToolCache {
  const folder = process.env['RUNNER_TOOL_CACHE']
  if (folder === undefined) return folderTools(join(homedir(), '.cache/xarch/tools'))
  return {
    async find(tool) {
      const tools = await import('@actions/tool-cache')
      const version = tools
        .findAllVersions(tool)
        .sort(new Intl.Collator('en', { numeric: true }).compare)
        .at(-1)
      return version === undefined ? undefined : { folder: tools.find(tool, version), version }
    },
    async keep(file, name, tool, version) {
      const tools = await import('@actions/tool-cache')
      return tools.cacheFile(file, name, tool, version)
    },
  }
}

/** GitHub's cache, where this runner has one; its client is loaded at its first use. */
function workflowCache(log: Log, saveLater: RemoteCache['saveLater']): RemoteCache | undefined {
  if (process.env['ACTIONS_RESULTS_URL'] === undefined && process.env['ACTIONS_CACHE_URL'] === undefined)
    return undefined
  return {
    saveLater,
    async restore(key, file) {
      try {
        const cache = await import('@actions/cache')
        // The service matches keys by their beginning too.
        return (await cache.restoreCache([file], key)) === key
      } catch (error) {
        log.warning(`the cache could not be asked for ${key}: ${(error as Error).message}`)
        return false
      }
    },
  }
}

/** The outputs of the step. */
export function setOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
}

/** Ends the step as failed, with one annotation. */
export function failStep(lines: readonly string[]): void {
  core.setFailed(lines.join('\n'))
}

/** Runs work whose lines in the log belong together. */
export async function inGroup<T>(title: string, work: () => Promise<T>): Promise<T> {
  return core.group(title, work)
}

/** Saves a file in GitHub's cache; what goes wrong is a warning. */
export async function saveInCache(key: string, file: string, log: Log): Promise<void> {
  try {
    const cache = await import('@actions/cache')
    await cache.saveCache([file], key) // -1 where it is there already or may not be written: it has said so
  } catch (error) {
    log.warning(`${key} could not be saved in the cache: ${(error as Error).message}`)
  }
}
