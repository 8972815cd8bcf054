import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import type { Job } from './runner.js'

/** What a job's cancellation does to a later step: the commands get each signal as it is, and end as they make of it. */

interface Signalled {
  readonly shell?: string
  /** PRoot loses a signal now and then that comes while it starts a program: the next one is heeded. */
  readonly mayBeLost?: boolean
}

/** Sends a signal until something has come of it: once, where none is lost. */
async function send(
  process: { kill: (name: NodeJS.Signals) => unknown },
  name: NodeJS.Signals,
  mayBeLost: boolean,
  heeded: Promise<unknown>,
): Promise<void> {
  const over = heeded.then(
    () => true,
    () => true,
  )
  do process.kill(name)
  while (mayBeLost && !(await Promise.race([over, sleep(1000, false)])))
  await heeded
}

/** Commands that heed SIGINT and SIGTERM. */
export async function expectSignalsAsTheyAre(
  job: Job,
  { shell = 'xarch {0}', mayBeLost = false }: Signalled = {},
): Promise<void> {
  const script =
    'trap "echo INT" INT; trap "echo TERM; exit 9" TERM; echo started; while :; do sleep 0.1 || :; done'
  const running = await job.startRun(shell, script)
  await running.until('started')
  await send(running.process, 'SIGINT', mayBeLost, running.until('INT'))
  const ended = running.within(5000)
  await send(running.process, 'SIGTERM', mayBeLost, ended)
  expect(await ended).toMatchObject({
    status: 9,
    log: expect.stringMatching(/INT\n(Terminated\n)?TERM\n/) as unknown,
  })
}

/** Commands that do not. */
export async function expectEndBySigint(job: Job, { mayBeLost = false }: Signalled = {}): Promise<void> {
  const running = await job.startRun('xarch {0}', 'echo started; sleep 100; echo after')
  await running.until('started')
  const ended = running.within(5000)
  await send(running.process, 'SIGINT', mayBeLost, ended)
  expect(await ended).toMatchObject({ status: 130, log: 'started\n' })
}
