import { handlersChecks, binfmtCheck, privateCheck } from './handlers.js'
import { tried, type Check, type DoctorPorts } from './check.js'
import { findEmulators, judgeEmulators } from './emulators.js'
import { isolationChecks, judgeRuns, type Runs } from './isolations.js'
import { nodeCheck, ownKernel, rootCheck } from './machine.js'
import { mirrorCheck } from './mirror.js'
import { groupsCheck, idmapCheck, imagesCheck, overlayCheck } from './mounts.js'
import { idsCheck, namespacesCheck } from './namespaces.js'
import { inStore, storeCheck, temporaryCheck } from './places.js'
import { programChecks } from './programs.js'
import type { Question } from './question.js'

/** All that was found, in the order in which it is shown. */
export interface Examined {
  readonly checks: readonly Check[]
  readonly runs: readonly Runs[]
}

/** Whether the main job could run: nothing that it needs is missing. */
export function canRun({ checks }: Pick<Examined, 'checks'>): boolean {
  return checks.every(({ needed, state }) => !needed || state !== 'missing')
}

/** Tries what this machine can do, side by side; nothing that is tried stays. */
export async function examine(question: Question, ports: DoctorPorts): Promise<Examined> {
  const kernel = ownKernel()
  const first = [kernel, nodeCheck(process.versions.node), rootCheck(ports)]
  if (kernel.state === 'missing') return { checks: first, runs: [] }
  const [isolations, mirror, programs, temporary, namespaces, store] = await Promise.all([
    isolationChecks(question, ports),
    tried('mirror', () => mirrorCheck(question, ports)),
    programChecks(ports).catch(() => [] as Check[]),
    temporaryCheck(),
    Promise.all([
      tried('binfmt_misc', () => binfmtCheck(ports)),
      tried('private-handlers', () => privateCheck(ports)),
      tried('user-namespaces', () => namespacesCheck(ports)),
      tried('subordinate-ids', () => idsCheck(ports)),
      tried('control-groups', () => groupsCheck(ports)),
    ]),
    inStore(ports, (there) => inFolder(question, there)),
  ])
  const hasApt = programs.some(({ name, state }) => name === 'program-apt-get' && state === 'ok')
  const supply = 'tried' in store ? store.tried : { ...NOTHING, checks: [store.failed] }
  const canBeGot = mirror.state === 'ok' || hasApt
  const checks = [
    ...first,
    ...namespaces,
    ...supply.checks,
    temporary,
    judgeEmulators(question, { ...supply, canBeGot }),
    mirror,
    ...programs,
    ...isolations.checks,
    judgeRuns(isolations.runs, question),
  ]
  return { checks, runs: isolations.runs }
}

const NOTHING = { emulators: [], working: new Set<string>() }

/** What is tried with files beside the store. */
async function inFolder(
  question: Question,
  ports: DoctorPorts,
): Promise<{ checks: Check[] } & Pick<Parameters<typeof judgeEmulators>[1], 'emulators' | 'working'>> {
  const [store, mounts, handlers, emulators] = await Promise.all([
    storeCheck(ports),
    Promise.all([
      tried('overlayfs', () => overlayCheck(ports)),
      tried('idmapped-mounts', () => idmapCheck(ports)),
      tried('root-images', () => imagesCheck(ports)),
    ]),
    handlersChecks(ports),
    findEmulators(question, ports).catch(() => []),
  ])
  return { checks: [...handlers.checks, ...mounts, store], working: handlers.working, emulators }
}
