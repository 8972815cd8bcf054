import { expect } from '@jest/globals'
import type { Job } from './runner.js'

/** What a job's cancellation does to a later step: the commands get each signal as it is, and end as they make of it. */

/** Commands that heed SIGINT and SIGTERM. */
export async function expectSignalsAsTheyAre(job: Job, shell = 'xarch {0}'): Promise<void> {
  const script =
    'trap "echo INT" INT; trap "echo TERM; exit 9" TERM; echo started; while :; do sleep 0.1 || :; done'
  const running = await job.startRun(shell, script)
  await running.until('started')
  running.process.kill('SIGINT')
  await running.until('INT')
  running.process.kill('SIGTERM')
  expect(await running.within(3000)).toMatchObject({
    status: 9,
    log: expect.stringMatching(/INT\n(Terminated\n)?TERM\n/) as unknown,
  })
}

/** Commands that do not. */
export async function expectEndBySigint(job: Job): Promise<void> {
  const running = await job.startRun('xarch {0}', 'echo started; sleep 100; echo after')
  await running.until('started')
  running.process.kill('SIGINT')
  expect(await running.within(3000)).toMatchObject({ status: 130, log: 'started\n' })
}
