import { ARCHITECTURES } from '../arch/architectures.js'
import { isNameFor } from '../binfmt/entry.js'
import { listHandlers } from '../binfmt/list.js'
import { BY_HAND, readJournal, releaseHandlers } from '../binfmt/registry.js'
import type { Inputs } from '../inputs/parse.js'
import { main } from '../main.js'
import type { Ports } from '../platform/ports.js'

/** Registers handlers that stay until they are removed, or the machine restarts. Returns the names of what runs. */
export async function addHandlers(inputs: Inputs, ports: Ports): Promise<readonly string[]> {
  const nothing = { command: undefined, environment: {}, folder: '/', volumes: [], stdin: false }
  const { architectures } = await main({ ...nothing, inputs, lifetime: 'kept' }, ports)
  return architectures
}

/** What became of the handlers that were to be removed. */
export interface Removal {
  readonly removed: readonly string[]
  /** Still held by runs that use them; they go when those end. */
  readonly held: readonly string[]
  /** Registered by somebody else: left alone. */
  readonly foreign: readonly string[]
}

/** Gives up handlers that were added by hand. What somebody else registered stays. */
export async function removeHandlers({ handlers }: Inputs, ports: Ports): Promise<Removal> {
  const architectures = handlers === 'all' ? ARCHITECTURES : handlers
  const isWanted = (name: string): boolean => architectures.some((arch) => isNameFor(arch, name))
  const there = async (): Promise<string[]> =>
    (await listHandlers(ports)).map(({ name }) => name).filter(isWanted)
  // The journal counts, also where somebody has unregistered an entry since.
  const ours = readJournal().filter(isWanted)
  const before = await there()
  if (ours.length > 0) await releaseHandlers(BY_HAND, ours, ports)
  const after = new Set(await there())
  return {
    removed: ours.filter((name) => !after.has(name)),
    held: ours.filter((name) => after.has(name)),
    foreign: before.filter((name) => !ours.includes(name)),
  }
}
