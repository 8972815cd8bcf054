import type { Architecture } from '../arch/architectures.js'
import type { Isolation } from '../inputs/isolation.js'
import { boundTo } from '../isolate.js'
import { ISOLATIONS_BY_STRENGTH, type Obstacle } from '../plan/isolation.js'
import { obstacleTo, type Wanted } from '../sandbox/obstacles.js'
import { check, neededCheck, oneLineOf, said, type Check, type DoctorPorts } from './check.js'
import { asked, isEmulated, type Question } from './question.js'

/** By what an architecture's commands would be isolated; undefined: they cannot run. */
export interface Runs {
  readonly arch: Architecture
  readonly isolation: Isolation | undefined
}

/** What was found of the kinds of isolation. */
export interface Isolations {
  readonly checks: readonly Check[]
  readonly runs: readonly Runs[]
}

/** Tries each kind of isolation for the architectures that are asked for. */
export async function isolationChecks(question: Question, ports: DoctorPorts): Promise<Isolations> {
  const architectures = asked(question)
  const kinds = await Promise.all(
    ISOLATIONS_BY_STRENGTH.map(async (kind) => ({
      kind,
      obstacle: await obstacleOf(kind, architectures, ports),
    })),
  )
  const checks = kinds.map(({ kind, obstacle }) =>
    obstacle
      ? check(`isolation-${kind}`, 'missing', oneLineOf(obstacle.what), obstacle.todo)
      : check(`isolation-${kind}`, 'ok', GIVES[kind]),
  )
  const forAll = kinds.find(({ obstacle }) => !obstacle)?.kind
  const runs = forAll
    ? architectures.map((arch) => ({ arch, isolation: forAll }))
    : await Promise.all(architectures.map(async (arch) => ({ arch, isolation: await first(arch, ports) })))
  return { checks, runs }
}

const GIVES: Readonly<Record<Isolation, string>> = {
  unshare: 'namespaces, made by root',
  strict: 'namespaces, ids of nobody on the machine, private handlers, a seccomp filter',
  bwrap: 'bubblewrap',
  proot: 'PRoot: no root, no namespaces, no boundary',
}

/** What may speak against a kind for one architecture and not for another: the handlers that the machine has. */
async function first(arch: Architecture, ports: DoctorPorts): Promise<Isolation | undefined> {
  for (const kind of ISOLATIONS_BY_STRENGTH) if (!(await obstacleOf(kind, [arch], ports))) return kind
  return undefined
}

async function obstacleOf(
  kind: Isolation,
  architectures: readonly Architecture[],
  ports: DoctorPorts,
): Promise<Obstacle | undefined> {
  const emulated = architectures.filter(isEmulated)
  const wanted: Wanted = {
    handlers: emulated.length > 0 ? 'system' : 'none',
    emulated,
    user: 'root',
    privileged: false,
    debian: false,
    installs: false,
  }
  try {
    return await obstacleTo(kind, wanted, { ...ports, privilege: boundTo(kind, ports.privilege) })
  } catch (error) {
    const { what, todo = '' } = said(error) // a program is missing that the trial itself needs
    return { what, todo }
  }
}

/** The main job: whether `xarch run` can isolate commands of what was asked for. */
export function judgeRuns(runs: readonly Runs[], { named }: Question): Check {
  const can = runs.filter(({ isolation }) => isolation !== undefined)
  const cannot = runs.filter(({ isolation }) => isolation === undefined)
  const ways = [...new Set(can.map(({ isolation }) => isolation))].map((isolation) => {
    const names = can.filter((one) => one.isolation === isolation).map(({ arch }) => arch.name)
    const whole = names.length === runs.length && named.length === 0
    return `${whole ? `all ${names.length} architectures that need an emulator` : names.join(', ')}: isolated by ${isolation ?? ''}`
  })
  if (cannot.length === 0) return neededCheck('run', 'ok', ways.join('; '))
  const names = cannot.map(({ arch }) => arch.name).join(', ')
  const says = [
    ...ways,
    `nothing isolates commands of ${named.length > 0 || can.length > 0 ? names : 'any'}`,
  ].join('; ')
  // Where none was named, one that runs is enough.
  const state = named.length === 0 && can.length > 0 ? 'limited' : 'missing'
  return neededCheck(
    'run',
    state,
    says,
    'One of the isolations above has to be ok: what mends each stands there.',
  )
}
