import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from './platform/disk.js'
import { parseInputs, words } from './inputs/parse.js'
import { ended, resultOf, type Outcome } from './outcome.js'
import { planMatrix } from './plan/matrix.js'
import { fleetInput, saveInCache, setOutputs, workflowCache } from './platform/github.js'
import type { Log } from './platform/ports.js'
import { addToSummary, failStep, roomInSummary } from './platform/step-report.js'
import { BadInputs } from './report/errors.js'
import { outcomesOf, results } from './report/results.js'
import { GANTT_LIMIT, jobSummary } from './report/job-summary.js'
import { ending, summaryLines } from './report/summary.js'

/** What the action `fleet` does in each job of the workflow that runs a job for each architecture. */
export type Part = 'plan' | 'save' | 'report'

/** Does one part. Throws `BadInputs`. */
export async function fleet(part: string, log: Log): Promise<void> {
  const parts: Readonly<Record<string, (log: Log) => Promise<void>>> = { plan, save, report }
  const work = Object.hasOwn(parts, part) ? parts[part] : undefined
  if (!work) throw new BadInputs([`do: got "${part}"; allowed are plan, save and report`])
  await work(log)
}

/** Decides which jobs there are. Each run has a name of its own: one workflow may have several fleets. */
function plan(): Promise<void> {
  const names = fleetInput('archs')
  const parsed = parseInputs({ arch: names, branch: fleetInput('branch') })
  const planned = planMatrix(parsed.ok ? parsed.value.architectures : [], words(fleetInput('runs-on')))
  const problems = [
    ...(words(names).length === 0 ? ['archs: got none; name some, or all'] : []),
    ...(parsed.ok ? [] : parsed.problems),
    ...(planned.ok ? [] : planned.problems),
  ]
  if (!planned.ok || problems.length > 0) throw new BadInputs(problems)
  const archs = planned.value.include.map(({ arch }) => arch)
  setOutputs({ matrix: JSON.stringify(planned.value), archs: archs.join(' '), id: randomUUID().slice(0, 8) })
  return Promise.resolve()
}

/** Leaves what came of one job where the last one finds it: in the cache of the workflow. */
async function save(log: Log): Promise<void> {
  const told = fleetInput('results')
  const key = keyOf(fleetInput('arch'))
  if (outcomesOf(told) === undefined) {
    log.warning('there are no results to be kept: the commands were not run')
    return
  }
  await withFile(key, async (file) => {
    await writeFile(file, told)
    await saveInCache(key, file, log)
  })
}

/** Shows together what came of all, and fails where one has failed. */
async function report(log: Log): Promise<void> {
  const archs = words(fleetInput('archs'))
  const outcomes = (await Promise.all(archs.map((arch) => found(arch, log)))).flat()
  for (const line of summaryLines(outcomes)) log.info(line)
  setOutputs({ results: results(outcomes) })
  const limit = { bytes: await roomInSummary(), gantt: GANTT_LIMIT }
  await addToSummary(jobSummary(outcomes, { raw: {}, shell: undefined }, limit))
  const failed = ended(outcomes).filter((outcome) => resultOf(outcome) !== 'passed')
  if (failed.length > 0)
    failStep(failed.map((outcome) => ending(outcome) ?? `${outcome.arch}: ${resultOf(outcome)}`))
}

async function found(arch: string, log: Log): Promise<Outcome[]> {
  const key = keyOf(arch)
  const remote = workflowCache(log, () => undefined, new AbortController().signal)
  const told = await withFile(key, async (file) =>
    (await remote?.restore(key, file)) === undefined ? undefined : readFile(file, 'utf8'),
  )
  return (told === undefined ? undefined : outcomesOf(told)) ?? [unknown(arch)]
}

/** A job of which nothing is known: its log says more. */
function unknown(arch: string): Outcome {
  return {
    ...{ arch, exit: undefined, isCancelled: false, lateMs: undefined, silentMs: undefined },
    ...{ alpineVersion: null, processes: [] },
    error: ['its job has left no results: it failed before its commands were run, or was cancelled'],
    ...{ fault: undefined, advice: [], lastLines: [], annotations: [], spans: [] },
    ...{ emulator: 'unknown', rootPath: '', rootSource: 'unknown', allowsUntrusted: false, cacheHit: false },
  }
}

function keyOf(arch: string): string {
  return `xarch-results-${fleetInput('id')}-${arch}`
}

/** In the workspace, by a relative name: an absolute one is part of what a cache entry is found by, and homes differ. */
async function withFile<T>(key: string, work: (file: string) => Promise<T>): Promise<T> {
  const file = join('.xarch-results', key)
  await makeFolder(dirname(file))
  try {
    return await work(file)
  } finally {
    await rm(file, { force: true })
  }
}
