import { parseCacheArguments, type CacheArguments } from '../inputs/cache-arguments.js'
import { asOwner } from '../isolate.js'
import { localPorts, terminalLog } from '../platform/local.js'
import { ownStream } from '../platform/own-streams.js'
import type { Ports } from '../platform/ports.js'
import { keptJson, keptText, sizeText } from '../report/kept.js'
import { listKept, removeItems, type Item } from '../rootfs/kept-list.js'
import { Refused } from '../report/errors.js'
import { ending, wrongUse } from './exit.js'

const HELP = 'xarch cache --help'

/** `xarch cache`: what is kept on this machine, and how it goes. Returns the exit status. */
export async function cache(args: readonly string[], assets: string): Promise<number> {
  const log = terminalLog('normal')
  const parsed = parseCacheArguments(args)
  if (!parsed.ok) return wrongUse(log, parsed.problems, HELP)
  const asked = parsed.value
  if (asked.verb === 'help') {
    return (await import('./help.js')).helpOf('cache')
  }
  return ending(log, HELP, async () => {
    const ports = localPorts(assets, 'normal')
    if (asked.verb !== 'list') return asOwner(ports, (owners) => remove(asked, owners))
    const items = await listKept(ports)
    ownStream('stdout').write(asked.json ? keptJson(items) : keptText(items, Date.now()))
    return 0
  })
}

async function remove(
  asked: Extract<CacheArguments, { verb: 'prune' | 'clear' }>,
  ports: Ports,
): Promise<number> {
  const { gone, inUse } = await removeItems(chooser(asked), ports)
  if (asked.verb === 'clear' && gone.length + inUse.length < asked.names.length) {
    throw new Refused({
      what: `no root is kept under the name ${asked.names.filter((name) => gone.every((item) => item.name !== name)).join(', ')}`,
      todo: 'xarch cache list shows what there is.',
    })
  }
  const bytes = gone.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  ports.log.info(`removed ${gone.length} of ${gone.length + inUse.length}: ${sizeText(bytes)}`)
  for (const { name } of inUse) ports.log.info(`${name} is in use and stays`)
  return 0
}

/** What goes: of names, those; else all but roots whose changes were kept on purpose; at prune only what is old. */
function chooser(asked: Extract<CacheArguments, { verb: 'prune' | 'clear' }>): (item: Item) => boolean {
  if (asked.verb === 'prune') {
    const notBefore = Date.now() - asked.maxAgeMs
    return ({ kind, createdMs }) => kind !== 'changed root' && kind !== 'emulator' && createdMs < notBefore
  }
  const names = new Set(asked.names)
  return ({ kind, name }) => (names.size > 0 ? names.has(name) : kind !== 'changed root')
}
