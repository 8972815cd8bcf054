import { examine, canRun } from '../doctor/examine.js'
import { parseDoctorArguments, type DoctorArguments } from '../inputs/doctor-arguments.js'
import { networkFetch } from '../platform/fetch.js'
import { localPorts, terminalLog } from '../platform/local.js'
import { ownStream } from '../platform/own-streams.js'
import { PATIENCE } from '../platform/patience.js'
import { doctorJson, doctorText } from '../report/doctor.js'
import { Interrupted } from '../report/errors.js'
import { anchored } from '../workspace.js'
import { ending, wrongUse } from './exit.js'
import { helpOf } from './help.js'

const HELP = 'xarch doctor --help'
/** Somebody waits for it: a mirror that has not answered by then is one that does not answer. */
const HASTE = { ...PATIENCE, tries: 1, answerMs: 4000 }

/** `xarch doctor`: what this machine can do. Returns the exit status: 1 where the main job could not run. */
export async function doctor(args: readonly string[], assets: string): Promise<number> {
  const log = terminalLog('normal')
  const parsed = parseDoctorArguments(args)
  if (!parsed.ok) return wrongUse(log, parsed.problems, HELP)
  const asked = parsed.value
  if (asked.help) {
    return helpOf('doctor')
  }
  return ending(log, HELP, () => report(asked, assets))
}

async function report(asked: Exclude<DoctorArguments, { help: true }>, assets: string): Promise<number> {
  const ports = localPorts(assets, 'normal')
  const { mirror, branch } = anchored(asked.inputs, ports.paths.workspace, true)
  const fetch = networkFetch(ports.log, ports.interrupts.abort, ports.progress, HASTE)
  const examined = await examine({ named: asked.named, mirror, branch }, { ...ports, fetch })
  const signal = ports.interrupts.received()
  if (signal !== undefined) throw new Interrupted(signal)
  ownStream('stdout').write(asked.json ? doctorJson(examined) : doctorText(examined))
  return canRun(examined) ? 0 : 1
}
