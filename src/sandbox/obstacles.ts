import { readFileSync } from 'node:fs'
import type { Architecture } from '../arch/architectures.js'
import { cannotMount, checkSupport, lacks, PRIVILEGED } from '../binfmt/support.js'
import { checkPrivateSupport } from '../binfmt/private-support.js'
import type { Isolation } from '../inputs/isolation.js'
import type { Obstacle } from '../plan/isolation.js'
import { openNamespace } from '../platform/namespace.js'
import type { Exec, Ports } from '../platform/ports.js'
import { Refused } from '../report/errors.js'
import { checkConfinement, checkNamespaces } from './confinement.js'
import { ofBwrap, ofProot } from './program-obstacles.js'
import { refusalOf } from './refusal.js'
import { checkStrictSupport } from './strict-support.js'

/** What a command wants of its isolation. */
export interface Wanted {
  /** Whose handlers run programs of architectures that the machine does not run by itself; none where there are no such. */
  readonly handlers: 'none' | 'system' | 'private'
  /** Those that a root is wanted for. */
  readonly emulated: readonly Architecture[]
  /** The input `user`. */
  readonly user: string
  /** The input `privileged`. */
  readonly privileged: boolean
  /** A root that mmdebstrap makes. */
  readonly debian: boolean
  /** Whether a program that is missing is got by the machine's apt: who only looks leaves the machine as it is. */
  readonly installs: boolean
}

export type LookPorts = Pick<Ports, 'exec' | 'privilege' | 'log' | 'progress' | 'proxies' | 'paths'>
type Look = (wanted: Wanted, ports: LookPorts) => Promise<Obstacle | undefined>

const OBSTACLES: Readonly<Record<Isolation, Look>> = {
  unshare: ofUnshare,
  strict: ofStrict,
  bwrap: ofBwrap,
  proot: ofProot,
}

/** What speaks against a kind of isolation on this machine: it tries, with nothing that stays. Undefined: nothing. */
export async function obstacleTo(
  kind: Isolation,
  wanted: Wanted,
  ports: LookPorts,
): Promise<Obstacle | undefined> {
  return OBSTACLES[kind](wanted, ports)
}

async function ofUnshare(
  { handlers }: Wanted,
  ports: Pick<Ports, 'exec' | 'privilege'>,
): Promise<Obstacle | undefined> {
  return (
    ofRights(ports) ??
    refusalOf(async () => {
      await checkConfinement(ports.exec)
      if (handlers !== 'none') checkSupport()
      if (handlers === 'private') await checkPrivateSupport(ports)
    })
  )
}

/** What keeps this process, and what it starts as root, from namespaces and mounts of the machine. */
export function ofRights({ privilege }: Pick<Ports, 'privilege'>): Obstacle | undefined {
  if (privilege === 'none') {
    return {
      what: 'root is needed (for binfmt_misc, namespaces and mounts); this process is not root, and sudo asks for a password or is not there',
      todo: "Run it as root, or let this user use sudo without a password (GitHub's own runners do).",
    }
  }
  const status = readFileSync('/proc/self/status', 'utf8')
  if (cannotMount(status)) {
    return {
      what: 'root has no CAP_SYS_ADMIN here, so it cannot mount or register anything: this looks like a container without privileges',
      todo: PRIVILEGED,
    }
  }
  if (!lacks('CAP_SYS_PTRACE', status)) return undefined
  return {
    what: 'root has no CAP_SYS_PTRACE here, so it cannot enter the sandboxes that it makes: this looks like a container with but some privileges',
    todo: PRIVILEGED,
  }
}

/** Whether commands of this process that need root get the machine's, with what it takes to mount. */
export function isRootOfMachine(ports: Pick<Ports, 'privilege'>): boolean {
  return ofRights(ports) === undefined
}

/** Root of the machine makes it of ids of nobody; an ordinary user in a user namespace of their own. */
async function ofStrict(wanted: Wanted, ports: LookPorts): Promise<Obstacle | undefined> {
  const { exec } = ports
  const isOrdinary = !isRootOfMachine(ports)
  return refusalOf(async () => {
    await checkStrictSupport({ exec })
    await (isOrdinary ? checkNamespaces(exec) : checkConfinement(exec))
    if (wanted.handlers !== 'none') await checkPrivateSupport({ exec })
    if (!isOrdinary) return
    if (wanted.debian) throw new Refused(ROOT_OF_DEBIAN)
    if (wanted.privileged) throw new Refused(NOTHING_TO_GIVE)
    if (wanted.user === 'runner' && ports.privilege !== 'root') throw new Refused(ROOT_IS_YOU)
    if (wanted.user !== 'root' && !(await hasOtherIds(exec))) throw new Refused(ROOT_ALONE)
  })
}

const ROOT_IS_YOU = {
  what: 'user "runner": without sudo it is root inside who is the job\'s user outside, and whose files are in the workspace',
  todo: 'Leave the user root: what is made in the workspace is yours. Or take isolation "bwrap" or "proot".',
}
const ROOT_OF_DEBIAN = {
  what: 'roots of Debian and Ubuntu are made by root alone (mmdebstrap, with handlers of the machine)',
  todo: 'Run it as root or with sudo, take an image of it (docker://), or an Alpine root.',
}
const NOTHING_TO_GIVE = {
  what: 'privileged: an ordinary user has no devices and capabilities of the machine to give',
  todo: 'Run it as root or with sudo.',
}
const ROOT_ALONE = {
  what: 'there is root alone in the namespace of an ordinary user that has no subordinate ids',
  todo: 'Install the package uidmap and give this user a range (usermod --add-subuids 100000-165535 --add-subgids 100000-165535 NAME), or run as root inside.',
}

/** Whether a user namespace of this user can have more ids than root's: it tries. */
export async function hasOtherIds(exec: Exec): Promise<boolean> {
  try {
    const { privilege, close } = await openNamespace(exec)
    await close()
    return privilege.ids !== 'one'
  } catch {
    return false // the kernel gives no namespace
  }
}
