import { expectSuccess, jobsOfCase, type Options, wholeJob } from './action.js'
import {
  ANY_VERSION,
  type CacheEntry,
  type CacheFaults,
  type CacheService,
  startCacheService,
} from './cache-service.js'
import type { Job } from './runner.js'
import type { Variables } from './runner-environment.js'

/** A cache of the workflow, and jobs that use it. */
export interface CachedJobs extends AsyncDisposable {
  readonly service: CacheService
  /** Makes a job; one in the folder of an earlier job is the next job of that machine. */
  readonly newJob: (on?: Job, options?: Options) => Promise<Job>
}

/** For one of several cases that are tried at once: a cache service of its own, which is there until its jobs have ended. */
export async function cachedJobs(faults?: Partial<CacheFaults>): Promise<CachedJobs> {
  const service = await startCacheService(faults)
  const jobs = jobsOfCase()
  return {
    service,
    newJob: (on, { env, ...options } = {}) =>
      jobs.newJob({ ...options, env: { ...service.env, ...env } }, on),
    [Symbol.asyncDispose]: () => jobs[Symbol.asyncDispose]().finally(() => service.close()),
  }
}

/**
 * For a file: entries that a job with these inputs has saved, for tests of jobs that come after it on other machines. The
 * job is run once, when the first of them asks.
 */
export function savedOnce(inputs: () => Variables, options?: Options): () => Promise<readonly CacheEntry[]> {
  let saved: Promise<readonly CacheEntry[]> | undefined
  return () => (saved ??= saveFor(inputs(), options))
}

async function saveFor(inputs: Variables, options?: Options): Promise<readonly CacheEntry[]> {
  await using jobs = await cachedJobs()
  for (const stage of await wholeJob(await jobs.newJob(undefined, options), inputs)) expectSuccess(stage)
  return jobs.service.entries.map((entry) => ({ ...entry, id: `saved-${entry.id}`, version: ANY_VERSION }))
}
