import { expect } from '@jest/globals'
import { EMBEDDED_MIRROR } from './embedded-mirror.js'
import type { Ended, Place, RunOptions } from './xarch.js'

/** The JSON that docs/doctor.md describes. */
export interface Report {
  readonly version: number
  readonly canRun: boolean
  readonly architectures: readonly { name: string; isolation: string | null }[]
  readonly checks: readonly {
    name: string
    state: string
    needed: boolean
    says: string
    mend: string | null
  }[]
}

export const MIRROR = ['--mirror', `file:${EMBEDDED_MIRROR}`, '--branch', 'v3.20']

/** The report of a machine, and how it ended. */
export async function doctor(
  place: Place,
  args: readonly string[] = [],
  options: RunOptions = {},
  mirror = MIRROR,
) {
  const ended: Ended = await place.run(['doctor', '--json', ...mirror, ...args], options)
  const report: Report = ended.stdout === '' ? none(ended) : (JSON.parse(ended.stdout) as Report)
  const of = (name: string) => report.checks.find((one) => one.name === name)
  expect({ status: ended.status, canRun: report.canRun }).toEqual({
    status: report.canRun ? 0 : 1,
    canRun: report.canRun,
  })
  return { ...ended, report, of }
}

function none({ stderr }: Ended): never {
  throw new Error(`there is no report: ${stderr}`)
}

/** What keeps the main job from its work. */
export const lacking = ({ checks }: Report) =>
  checks.filter(({ needed, state }) => needed && state === 'missing')

/** Shell code that root runs before, in mounts of its own. */
export const prepared = (script: string): RunOptions => ({
  within: ['unshare', '--mount', '--propagation', 'private', 'sh', '-ec', `${script}; exec "$@"`, 'sh'],
})
