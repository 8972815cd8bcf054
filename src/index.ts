import { writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolder } from './platform/disk.js'
import { parseInputs, type Inputs } from './inputs/parse.js'
import type { RawInputs } from './inputs/table.js'
import type { Done } from './conclude.js'
import { planPolicy } from './plan/policy.js'
import { lending } from './lending.js'
import { main, type Job } from './main.js'
import { statusOfAll } from './outcome.js'
import { stepEnvironment } from './platform/environment.js'
import {
  addToPath,
  endNow,
  fleetInput,
  githubLog,
  githubPaths,
  githubPorts,
  saveInCache,
  setOutputs,
  stepInputs,
} from './platform/github.js'
import type { Executor, Paths, Ports } from './platform/ports.js'
import { executing } from './platform/executing.js'
import { asOwner } from './isolate.js'
import { processName } from './platform/processes.js'
import { addToSummary, failStep, failWith, roomInSummary } from './platform/step-report.js'
import { readState, saveState, type State } from './platform/state.js'
import { toolkitExec } from './platform/toolkit-exec.js'
import { post } from './post.js'
import { BadInputs, explain } from './report/errors.js'
import { failures } from './report/failures.js'
import { GANTT_LIMIT, jobSummary } from './report/job-summary.js'
import { results } from './report/results.js'
import { summaryLines } from './report/summary.js'
import { defaultShell } from './rootfs/shell.js'
import { guestEnvironment } from './sandbox/environment.js'
import { enforced } from './sandbox/enforced.js'
import { withoutOurs } from './sandbox/hidden.js'
import type { Volume } from './sandbox/sandbox.js'
import { householdOf } from './shell/household.js'
import { installShell, makeShellFolder } from './shell/install.js'
import { shellNames } from './shell/names.js'
import { TOOLS } from './shell/tool.js'
import { anchored, workspaceOf } from './workspace.js'

/** Scripts and keys lie beside this file, in src/ and in dist/. */
const ASSETS = dirname(fileURLToPath(import.meta.url))

/** The action's only entry: what main wrote down makes it post. */
async function action(): Promise<void> {
  const state = readState()
  const part = fleetInput('do')
  if (state) await undo(state)
  else if (part !== '') await fleetPart(part)
  else await step()
}

/** This is the action `fleet`, which has the same program. */
async function fleetPart(part: string): Promise<void> {
  try {
    const { fleet } = await import('./fleet.js')
    await fleet(part, githubLog())
  } catch (error) {
    failStep(explain(error))
  }
}

async function undo(state: State): Promise<void> {
  const log = githubLog()
  try {
    const paths = githubPaths(ASSETS, state.process)
    const save = (key: string, file: string): Promise<void> => saveInCache(key, file, log)
    await asOwner(executing(log, new AbortController().signal), ({ privilege }) =>
      post(state, { exec: toolkitExec(privilege), log, paths, save }),
    )
  } catch (error) {
    log.warning(explain(error).join('\n'))
  }
}

async function step(): Promise<void> {
  const paths = githubPaths(ASSETS)
  const archives: Record<string, { saveAs?: string }> = {}
  const write = (): void => {
    saveState({ process: processName(process.pid), archives })
  }
  write() // before anything else: what has no state is taken for main
  try {
    const raw = stepInputs()
    const parsed = parseInputs(raw)
    if (!parsed.ok) throw new BadInputs(parsed.problems)
    const ports = githubPorts(paths, (key, saveAs) => {
      archives[key] = saveAs === undefined ? {} : { saveAs }
      write()
    })
    await makeFolder(paths.temporary)
    const inputs = anchored(parsed.value, paths.workspace, false)
    const done = await lending(inputs.guest.user, paths, async (paths) =>
      main(await jobOf(inputs, { ...ports, paths }), { ...ports, paths }),
    )
    await conclude(done, inputs, raw, ports)
  } catch (error) {
    failStep(explain(error))
  }
}

async function jobOf(inputs: Inputs, { paths, proxies }: Ports): Promise<Job> {
  const { volumes: wanted, folder } = await workspaceOf(inputs, paths)
  const empty = join(paths.temporary, 'empty')
  await makeFolder(empty)
  const volumes = withoutOurs(wanted, empty, paths)
  const environment = { ...proxies, ...guestEnvironment(inputs.env, stepEnvironment()) }
  const lasting = (await workspaceOf(inputs, { ...paths, visible: lastingOf(paths) })).volumes
  const use = shellInstaller(inputs, withoutOurs(lasting, empty, paths), { paths, proxies })
  const common = { inputs, environment, folder, stdin: false, lifetime: 'job', use } as const
  if (inputs.run.trim() === '') return { ...common, command: undefined, volumes }
  const script = await writeScript(inputs.run, paths)
  const volume = { source: script, target: script, readOnly: true }
  return { ...common, command: { shell: inputs.shell, script }, volumes: [...volumes, volume] }
}

/** Later steps have files of their own, but the same event and tool cache. */
function lastingOf({ visible }: Paths): Paths['visible'] {
  return visible.filter(({ readOnly }) => readOnly)
}

/** Installs the shell of each root for later steps. */
function shellInstaller(
  inputs: Inputs,
  volumes: readonly Volume[],
  { paths, proxies }: Pick<Ports, 'paths' | 'proxies'>,
): NonNullable<Job['use']> {
  const isFurnished = inputs.run.trim() !== '' // by the sandbox of that command
  const ofProxies = Object.keys(proxies).map((name) => ({ kind: 'name', name }) as const)
  let home: Promise<string> | undefined
  return async ({ root, scratch, environment }, { arch }, { handlers, variables, personality, isolated }) => {
    const { executor, privilege } = isolated.ports
    const { network } = inputs.isolation
    const { policy } = planPolicy(isolated.inputs)
    const isFirst = arch === inputs.architectures[0]
    const scripts = await (home ??= makeShellFolder(paths))
    const folder = await installShell(
      {
        mounts: { root, scratch, mode: 'direct', volumes: volumesBy(executor, volumes, paths) },
        privilege,
        maker:
          executor === 'namespaces'
            ? { kind: 'namespaces', enforced: enforced(policy, network, privilege), handlers }
            : await TOOLS[executor]({ root, network, isRoot: privilege === 'root', handlers, scripts }),
        policy,
        resources: inputs.resources,
        personality,
        household: await householdOf(root, isFurnished, isolated.ports),
        user: inputs.guest.user,
        commands: inputs.guest.commands,
        program: inputs.shell ?? (await defaultShell(root)),
        items: [...ofProxies, ...inputs.env],
        image: environment,
        emulator: variables,
      },
      shellNames(arch.name, isFirst, inputs.shellName),
      scripts,
    )
    if (isFirst) addToPath(folder)
  }
}

/** PRoot copies what can only be read, and a tool cache has gigabytes. */
function volumesBy(executor: Executor, volumes: readonly Volume[], paths: Paths): readonly Volume[] {
  if (executor !== 'proot') return volumes
  return volumes.filter(({ target }) => lastingOf(paths).every(({ path }) => path !== target))
}

function scriptIn({ store }: Paths): string {
  return join(store, 'commands')
}

/** The commands as a file, which is visible inside at its own path: a text has no limit there that arguments have. */
async function writeScript(text: string, paths: Paths): Promise<string> {
  const script = scriptIn(paths)
  await writeFile(script, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o755 })
  return script
}

async function conclude(done: Done, inputs: Inputs, raw: RawInputs, { log, paths }: Ports): Promise<void> {
  const { outcomes, platforms, qemuVersions } = done
  for (const line of summaryLines(outcomes)) log.info(line)
  setOutputs({
    platforms: platforms.join(','),
    'qemu-version': [...new Set(Object.values(qemuVersions))].join(','),
    'alpine-version': outcomes[0]?.alpineVersion ?? '',
    'root-path': outcomes[0]?.rootPath ?? '',
    'cache-hit': String(outcomes.length > 0 && outcomes.every(({ cacheHit }) => cacheHit)),
    results: results(outcomes),
  })
  if (inputs.summary) {
    const limit = { bytes: await roomInSummary(), gantt: GANTT_LIMIT }
    await addToSummary(jobSummary(outcomes, { raw, shell: inputs.shell }, limit))
  }
  if (statusOfAll(outcomes) === 0) return
  const folder = resolve(paths.workspace, inputs.workingDirectory)
  failWith(failures(outcomes, { workspace: paths.workspace, folder, script: scriptIn(paths) }))
}

await action()
endNow() // the client of the cache may wait on for what nobody reads any more
