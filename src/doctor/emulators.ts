import type { Architecture } from '../arch/architectures.js'
import type { Emulator } from '../qemu/emulator.js'
import { buildOf } from '../qemu/emulator.js'
import { faultsOf } from '../qemu/faults.js'
import { keptEmulators } from '../qemu/kept.js'
import { ofHost } from '../qemu/sources.js'
import { neededCheck, type Check, type DoctorPorts, type State } from './check.js'
import { asked, isEmulated, type Question } from './question.js'

/** The emulators that are kept, and the machine's own, which are tried. */
export async function findEmulators(question: Question, ports: DoctorPorts): Promise<readonly Emulator[]> {
  const wanted = [
    ...new Map(
      asked(question)
        .filter(isEmulated)
        .map((arch) => [arch.cpu, arch]),
    ).values(),
  ]
  const muted = {
    ...ports,
    log: {
      ...ports.log,
      warning: (line: string) => {
        ports.log.debug(line)
      },
    },
  }
  const found = await Promise.all([keptEmulators(wanted, ports.tools), ofHost(wanted, muted)])
  return found.flat()
}

/** What there is for the architectures that were asked for, and where the rest would come from. */
export interface Supply {
  readonly emulators: readonly Emulator[]
  /** Names of architectures that handlers of this machine run already. */
  readonly working: ReadonlySet<string>
  /** The mirror answers, or the distribution's packages can be asked. */
  readonly canBeGot: boolean
}

export function judgeEmulators(question: Question, { emulators, working, canBeGot }: Supply): Check {
  const wanted = asked(question).filter(isEmulated)
  if (wanted.length === 0) return neededCheck('emulators', 'ok', 'none is needed')
  const good = emulators.filter((emulator) => faultsOf(emulator).length === 0)
  const has = ({ cpu, name }: Architecture): boolean =>
    working.has(name) || emulators.some((emulator) => emulator.cpu === cpu)
  const missing = wanted.filter((arch) => !has(arch))
  const isEnough = question.named.length > 0 ? missing.length === 0 : missing.length < wanted.length
  const faulty = faultWords(emulators.filter(({ cpu }) => !good.some((one) => one.cpu === cpu)))
  const state: State = isEnough && faulty === '' ? 'ok' : isEnough || canBeGot ? 'limited' : 'missing'
  const got = canBeGot ? 'is got when it is needed' : 'cannot be got: neither the mirror nor apt-get is there'
  const says = [
    ...versionWords(emulators),
    ...(working.size > 0 ? [`handlers of this machine run ${[...working].join(' ')}`] : []),
    ...(faulty === '' ? [] : [`known faults: ${faulty}`]),
    ...(isEnough
      ? []
      : [
          `none for ${question.named.length > 0 ? missing.map(({ name }) => name).join(', ') : 'any'}; it ${got}`,
        ]),
  ]
  if (state === 'ok') return neededCheck('emulators', state, says.join('; '))
  return neededCheck('emulators', state, says.join('; '), MEND)
}

const MEND = 'xarch handlers add ARCH gets the best that there is (or: apt-get install qemu-user-static).'

function versionWords(emulators: readonly Emulator[]): string[] {
  const bySource = new Map<string, string[]>()
  for (const emulator of emulators) {
    const names = bySource.get(emulator.source) ?? []
    bySource.set(emulator.source, [...names, `${emulator.cpu} ${buildOf(emulator)}`])
  }
  return [...bySource].map(([source, names]) => `${source}: ${names.join(', ')}`)
}

function faultWords(emulators: readonly Emulator[]): string {
  const symptoms = emulators.flatMap((emulator) => faultsOf(emulator))
  return [...new Set(symptoms)].join(', ')
}
