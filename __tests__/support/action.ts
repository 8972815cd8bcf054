import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { areSideBySide, type Given, ofEachCase } from './cases.js'
import { EMBEDDED } from './embedded-mirror.js'
import { otherAnnotations } from './known-faults.js'
import { expectUnchanged, type Machine, settledMachine, snapshotMachine } from './machine.js'
import { type Job, type JobOptions, newJob, type Stage } from './runner.js'
import type { Variables } from './runner-environment.js'
import { type OrdinaryUser, ordinaryUser } from './ordinary-user.js'
import { type TemporaryFolder, temporaryFolder } from './temporary.js'
import { filledToolCache } from './tool-cache.js'

/** Inputs of a step that is quick: one architecture whose root is a minirootfs of the embedded mirror, not cached. */
export const QUICK = { ...EMBEDDED, arch: 'aarch64', cache: 'false' } as const

/** The same, cached, with a command that says where it runs. */
export const CACHED = { ...QUICK, cache: 'true', run: 'uname -m' } as const

/** What the runner itself keeps in RUNNER_TEMP. */
const OF_THE_RUNNER = ['_github_workflow', '_runner_file_commands']

/** What a job has left in RUNNER_TEMP. A folder of GitHub's cache client, named by a UUID, is not ours. */
async function leftIn(temp: string): Promise<string[]> {
  const left: string[] = []
  for (const name of await readdir(temp)) {
    const isOfClient = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(name)
    const names = isOfClient ? await readdir(path.join(temp, name)) : []
    if (isOfClient && names.every((it) => it === 'manifest.txt')) continue
    if (!OF_THE_RUNNER.includes(name)) left.push([name, ...names].join(' '))
  }
  return left
}

export interface Options extends JobOptions {
  /** The steps run as the user of a hosted runner, not as root; or as one who has no sudo. */
  readonly user?: boolean | 'without sudo'
}

/** Makes a job; one in the folder of an earlier job is the next job of that machine. */
export type NewJob = (options?: Options, on?: Job) => Promise<Job>

/**
 * Makes jobs whose tool cache has the emulators, and ends them: posts run, newest first, and nothing may be left. For one of
 * several cases that are tried at once: `await using jobs = jobsOfCase()`, and `jobs.newJob()`.
 */
export function jobsOfCase(): { readonly newJob: NewJob } & Given {
  const made = new Map<Job, TemporaryFolder>()
  const users: OrdinaryUser[] = []
  const make: NewJob = async (options = {}, on) => {
    const folder = (on && made.get(on)) ?? (await temporaryFolder())
    const tools = on ? {} : { tools: await filledToolCache() }
    if (options.user && users.length === 0) users.push(await ordinaryUser({ sudo: options.user === true }))
    const job = await newJob(folder.path, { ...tools, ...(options.user ? users[0] : {}), ...options })
    made.set(job, folder)
    return job
  }
  const end = async (): Promise<void> => {
    const left: string[] = []
    const ended = await Promise.allSettled([...made.keys()].map((job) => job.end()))
    for (const temp of new Set([...made.keys()].map((job) => job.temp))) {
      left.push(...(await leftIn(temp)))
    }
    for (const user of users.splice(0)) await user[Symbol.asyncDispose]()
    const folders = new Set(made.values())
    made.clear()
    for (const folder of folders) await folder.remove()
    for (const end of ended) if (end.status === 'rejected') throw end.reason
    expect(left).toEqual([])
  }
  return { newJob: make, [Symbol.asyncDispose]: end }
}

/**
 * For a file of tests: makes jobs. After each test every job is ended, and the machine has to be as before: mounts,
 * handlers, processes, state, temporary files.
 */
export function jobs(): NewJob {
  const ofFile = jobsOfCase()
  const ofCase = ofEachCase(() => Promise.resolve(jobsOfCase()))
  let before: Machine | undefined
  beforeEach(async () => {
    if (areSideBySide()) return
    await filledToolCache()
    before = snapshotMachine()
  }, 180_000)
  afterEach(async () => {
    await ofFile[Symbol.asyncDispose]()
    if (before) expectUnchanged(before, await settledMachine(before))
  })
  return (...options) => (ofCase() ?? ofFile).newJob(...options)
}

/** The messages of one level among a stage's annotations; not what depends on the machine's emulators alone. */
export function said(stage: Stage, level: 'error' | 'warning' | 'notice'): string[] {
  return otherAnnotations(stage.annotations)
    .filter((it) => it.level === level)
    .map((it) => it.message)
}

/** Fails with the log where a stage did not end with status 0 and without an error. */
export function expectSuccess(stage: Stage): void {
  if (stage.status !== 0 || said(stage, 'error').length > 0)
    throw new Error(`it ended with ${stage.signal ?? `status ${stage.status ?? 'unknown'}`}:\n${stage.log}`)
}

/** A whole job with one step of the action. */
export async function wholeJob(job: Job, inputs: Variables): Promise<[Stage, Stage]> {
  const step = job.step(inputs)
  const main = await step.main()
  return [main, await step.post()]
}
