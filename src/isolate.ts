import { machine } from 'node:os'
import { executionOn } from './arch/resolve.js'
import type { Lifetime } from './binfmt/registry.js'
import type { Isolation } from './inputs/isolation.js'
import type { Inputs } from './inputs/parse.js'
import { isolated, isolationLine, ISOLATIONS_BY_STRENGTH, unheld, type Obstacle } from './plan/isolation.js'
import { openNamespace } from './platform/namespace.js'
import type { Ports } from './platform/ports.js'
import { Refused } from './report/errors.js'
import { isRootOfMachine, obstacleTo, type Wanted } from './sandbox/obstacles.js'
import { needsHandlers } from './survey.js'

/** What a run works with, once it is known how its commands are isolated. */
export interface Isolated {
  readonly inputs: Inputs
  readonly ports: Ports
  /** Gives back what was opened for it. */
  readonly end: () => Promise<void>
}

/**
 * Decides how commands are isolated: by what was asked for by name, never by anything weaker; or by the first of all
 * that this machine allows. Throws `Refused` where that cannot be had.
 */
export async function isolate(asked: Inputs, lifetime: Lifetime, ports: Ports): Promise<Isolated> {
  const kind = await chooseIsolation(asked, lifetime, ports)
  const inputs = isolated(asked, kind)
  const nothing = (): Promise<void> => Promise.resolve()
  if (kind === 'unshare' || (kind === 'strict' && isRootOfMachine(ports)))
    return { inputs, ports, end: nothing }
  if (kind === 'strict') {
    const { privilege, close } = await openNamespace(ports.exec)
    return { inputs, ports: { ...ports, privilege, exec: ports.execAs(privilege) }, end: close }
  }
  // An ordinary user stays one, also where sudo is there: what these two run has no more rights than who calls them.
  const privilege = boundTo(kind, ports.privilege)
  for (const warning of WARNINGS[kind]) ports.log.warning(warning)
  return {
    inputs,
    ports: { ...ports, executor: kind, privilege, exec: ports.execAs(privilege) },
    end: nothing,
  }
}

const WARNINGS: Readonly<Record<'bwrap' | 'proot', readonly string[]>> = {
  bwrap: [],
  proot: [
    'isolation "proot" is no boundary: what runs inside can reach all that this user can (with an emulator the machine itself is at /host-rootfs), and starts programs and opens files at about half the speed',
  ],
}

/** How commands of a kind of isolation get root, of what this process has. */
export function boundTo(kind: Isolation, privilege: Ports['privilege']): Ports['privilege'] {
  return privilege === 'root' || kind === 'unshare' || kind === 'strict' ? privilege : 'none'
}

async function chooseIsolation(asked: Inputs, lifetime: Lifetime, ports: Ports): Promise<Isolation> {
  const { log, privilege } = ports
  const { kind } = asked.isolation
  const wanted = wantedOf(asked)
  const obstacles: [Isolation, Obstacle][] = []
  // Without a root there is no sandbox: handlers of the machine are what is asked for.
  const kinds =
    kind !== 'auto' ? [kind] : asked.rootfs.kind === 'none' ? ['unshare' as const] : ISOLATIONS_BY_STRENGTH
  for (const candidate of kinds) {
    const obstacle =
      unheld(candidate, asked, privilege === 'root') ??
      (await obstacleTo(candidate, wanted, { ...ports, privilege: boundTo(candidate, privilege) }))
    if (obstacle) obstacles.push([candidate, obstacle])
    else {
      const line = isolationLine(candidate, obstacles)
      if (obstacles.length > 0 || lifetime === 'job') log.info(line)
      else log.debug(line)
      return candidate
    }
  }
  throw refused(kind, obstacles)
}

/** What keeps commands from being isolated. The last kind asks least of the machine: what mends that one is said too. */
function refused(kind: Isolation | 'auto', obstacles: readonly [Isolation, Obstacle][]): Refused {
  const [[, first] = ['', { what: '', todo: '' }], ...others] = obstacles
  const [last, least] = others.at(-1) ?? []
  const reasons = others.map(([other, { what }]) => `\nisolation "${other}": ${what}`)
  return new Refused({
    what: `${kind === 'auto' ? '' : `isolation "${kind}": `}${first.what}${reasons.join('')}`,
    todo:
      least && least.todo !== first.todo
        ? `${first.todo} Or, for isolation "${last ?? ''}": ${least.todo}`
        : first.todo,
  })
}

function wantedOf(inputs: Inputs): Wanted {
  const { architectures, guest, isolation, rootfs, binfmt } = inputs
  return {
    handlers: needsHandlers(inputs) ? binfmt : 'none',
    emulated: architectures.filter((arch) => executionOn(machine(), arch) !== 'native'),
    user: guest.user,
    privileged: isolation.privileged,
    debian: rootfs.kind === 'debian',
    installs: true,
  }
}

/**
 * Does work on what this user has in the store. Files there may be those of subordinate ids, which only root of a namespace
 * of theirs can remove.
 */
export async function asOwner<P extends Pick<Ports, 'exec' | 'privilege' | 'execAs'>, T>(
  ports: P,
  work: (ports: P) => Promise<T>,
): Promise<T> {
  if (ports.privilege !== 'none') return work(ports)
  const own = await openNamespace(ports.exec).catch(() => undefined) // without one there are no such files
  if (!own) return work(ports)
  const { privilege, close } = own
  return work({ ...ports, privilege, exec: ports.execAs(privilege) }).finally(close)
}
