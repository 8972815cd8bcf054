import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseInputs } from './inputs/parse.js'
import { main, type Done, type Job } from './main.js'
import { stepEnvironment } from './platform/environment.js'
import {
  failStep,
  githubLog,
  githubPaths,
  githubPorts,
  saveInCache,
  setOutputs,
  stepInputs,
} from './platform/github.js'
import type { Paths, Ports } from './platform/ports.js'
import { findPrivilege } from './platform/privilege.js'
import { readState, saveState, type State } from './platform/state.js'
import { toolkitExec } from './platform/toolkit-exec.js'
import { post } from './post.js'
import { BadInputs, explain } from './report/errors.js'
import { ending, results, summaryLines } from './report/summary.js'
import { guestEnvironment } from './sandbox/environment.js'
import { anchored, workspaceOf } from './workspace.js'

/** Scripts and keys lie beside this file, in src/ and in dist/. */
const ASSETS = dirname(fileURLToPath(import.meta.url))

/** The action's only entry: what main wrote down makes it post. */
async function action(): Promise<void> {
  const state = readState()
  if (state) await undo(state)
  else await step()
}

async function undo(state: State): Promise<void> {
  const log = githubLog()
  const exec = toolkitExec(findPrivilege())
  await post(state, {
    exec,
    log,
    paths: githubPaths(ASSETS),
    save: (key, file) => saveInCache(key, file, log),
  })
}

async function step(): Promise<void> {
  try {
    const parsed = parseInputs(stepInputs())
    if (!parsed.ok) throw new BadInputs(parsed.problems)
    const archives: Record<string, string> = {}
    const note = (paths: Paths): void => {
      saveState({ holder: paths.holder, store: paths.store, archives })
    }
    const ports: Ports = githubPorts(ASSETS, (key, file) => {
      archives[key] = file
      note(ports.paths)
    })
    const inputs = anchored(parsed.value, ports.paths.workspace)
    const { volumes, folder } = workspaceOf(inputs, ports.paths)
    note(ports.paths)
    await mkdir(ports.paths.store, { recursive: true })
    const environment = guestEnvironment(inputs.env, stepEnvironment())
    const script = inputs.run.trim() === '' ? undefined : await writeScript(inputs.run, ports.paths)
    const job: Job = {
      inputs,
      command: script === undefined ? undefined : [...inputs.shell, script],
      environment,
      folder,
      volumes:
        script === undefined ? volumes : [...volumes, { source: script, target: script, readOnly: true }],
      stdin: false,
      lifetime: 'job',
    }
    conclude(await main(job, ports), ports)
  } catch (error) {
    failStep(explain(error))
  }
}

/** The commands as a file, which is visible inside at its own path: a text has no limit there that arguments have. */
async function writeScript(text: string, paths: Paths): Promise<string> {
  const script = join(paths.store, 'commands')
  await writeFile(script, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o755 })
  return script
}

function conclude({ outcomes, platforms, qemuVersions }: Done, { log }: Ports): void {
  for (const line of summaryLines(outcomes)) log.info(line)
  setOutputs({
    platforms: platforms.join(','),
    'qemu-version': [...new Set(Object.values(qemuVersions))].join(','),
    'alpine-version': outcomes[0]?.alpineVersion ?? '',
    'root-path': outcomes[0]?.rootPath ?? '',
    'cache-hit': String(outcomes.every(({ cacheHit }) => cacheHit)),
    results: results(outcomes),
  })
  const failures = outcomes.map(ending).filter((line) => line !== undefined)
  if (failures.length > 0) failStep(failures)
}

await action()
