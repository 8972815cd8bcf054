import { parseHandlersArguments } from '../inputs/arguments.js'
import type { Inputs } from '../inputs/parse.js'
import { localPorts, terminalLog } from '../platform/local.js'
import { ownStream } from '../platform/own-streams.js'
import type { Ports } from '../platform/ports.js'
import { handlersJson, handlersText } from '../report/handlers.js'
import { anchored } from '../workspace.js'
import { ending, wrongUse } from './exit.js'
import { tryHandlers } from '../qemu/tried-handlers.js'
import { addHandlers, removeHandlers } from './handler-actions.js'

const HELP = 'xarch handlers --help'

/** `xarch handlers`. Returns the exit status. */
export async function handlers(args: readonly string[], assets: string): Promise<number> {
  const log = terminalLog('normal')
  const parsed = parseHandlersArguments(args)
  if (!parsed.ok) return wrongUse(log, parsed.problems, HELP)
  const asked = parsed.value
  if (asked.verb === 'help') {
    return (await import('./help.js')).helpOf('handlers')
  }
  return ending(log, HELP, async () => {
    const ports = localPorts(assets, 'normal')
    if (asked.verb === 'list') return list(asked.json, ports)
    const inputs = anchored(asked.inputs, ports.paths.workspace, true)
    return asked.verb === 'add' ? add(inputs, ports) : remove(inputs, ports)
  })
}

async function list(json: boolean, ports: Ports): Promise<number> {
  const tried = await tryHandlers(ports)
  ownStream('stdout').write(json ? handlersJson(tried) : handlersText(tried))
  return 0
}

async function add(inputs: Inputs, ports: Ports): Promise<number> {
  const names = await addHandlers(inputs, ports)
  ports.log.info(
    `programs of these architectures run now, until "xarch handlers remove": ${names.join(', ')}`,
  )
  return 0
}

async function remove(inputs: Inputs, ports: Ports): Promise<number> {
  const { removed, held, foreign } = await removeHandlers(inputs, ports)
  if (removed.length > 0) ports.log.info(`removed ${removed.join(', ')}`)
  if (held.length > 0)
    ports.log.info(`${held.join(', ')}: other runs use it still, and remove it at their end`)
  if (foreign.length > 0) ports.log.info(`${foreign.join(', ')}: not registered by xarch, left alone`)
  if (removed.length + held.length + foreign.length === 0) ports.log.info('there was nothing to remove')
  return 0
}
