import { readFile } from 'node:fs/promises'
import type { Architecture } from '../arch/architectures.js'
import { cannotMount } from '../binfmt/support.js'
import { checkPrivateSupport } from '../binfmt/private-support.js'
import type { Isolation } from '../inputs/isolation.js'
import type { Obstacle } from '../plan/isolation.js'
import type { Exec, Ports } from '../platform/ports.js'
import { Refused } from '../report/errors.js'
import { ofBwrap, ofProot } from './program-obstacles.js'
import { checkStrictSupport } from './strict-support.js'

/** What a command wants of its isolation. */
export interface Wanted {
  /** Programs of an architecture that the machine does not run by itself. */
  readonly foreign: boolean
  /** Anybody but root inside. */
  readonly otherUser: boolean
  /** Those of such programs. */
  readonly emulated: readonly Architecture[]
}

export type LookPorts = Pick<Ports, 'exec' | 'privilege' | 'log' | 'proxies' | 'paths'>
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

async function ofUnshare(_: Wanted, { privilege }: Pick<Ports, 'privilege'>): Promise<Obstacle | undefined> {
  if (privilege === 'none') {
    return {
      what: 'root is needed (for binfmt_misc, namespaces and mounts); this process is not root, and sudo asks for a password or is not there',
      todo: "Run it as root, or let this user use sudo without a password (GitHub's own runners do).",
    }
  }
  if (!cannotMount(await readFile('/proc/self/status', 'utf8'))) return undefined
  return {
    what: 'root has no CAP_SYS_ADMIN here, so it cannot mount or register anything: this looks like a container without privileges',
    todo: 'Start the container with --privileged (in a workflow: container: options: --privileged), or run the job on the machine itself, without "container:".',
  }
}

/** Root of the machine makes it of ids of nobody; an ordinary user in a user namespace of their own. */
async function ofStrict(wanted: Wanted, ports: LookPorts): Promise<Obstacle | undefined> {
  const { exec } = ports
  const isRoot = (await ofUnshare(wanted, ports)) === undefined
  return refusalOf(async () => {
    await checkStrictSupport({ exec })
    if (isRoot) return
    await checkNamespaces(exec)
    if (wanted.foreign) await checkPrivateSupport({ exec })
    if (wanted.otherUser && !(await hasSubordinateIds(exec))) {
      throw new Refused({
        what: 'there is root alone in the namespace of an ordinary user that has no subordinate ids',
        todo: 'Install the package uidmap and give this user a range (usermod --add-subuids 100000-165535 --add-subgids 100000-165535 NAME), or run as root inside.',
      })
    }
  })
}

/** Files inside need a proc of the sandbox's own, which not every container allows. */
async function checkNamespaces(exec: Exec): Promise<void> {
  const { status, stderr } = await exec.attempt({
    argv: ['unshare', '--user', '--map-root-user', '--mount', '--pid', '--fork', '--mount-proc', 'true'],
    why: 'try whether an ordinary user gets namespaces',
    timeoutMs: 10_000,
  })
  if (status === 0) return
  throw new Refused({
    what: `an ordinary user gets no namespaces here: ${stderr.trim()}`,
    todo: 'Allow them (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns), or run as root.',
  })
}

async function hasSubordinateIds(exec: Exec): Promise<boolean> {
  const { status } = await exec.attempt({
    argv: ['unshare', '--user', '--map-root-user', '--map-auto', 'true'],
    why: 'look for subordinate ids',
    timeoutMs: 10_000,
  })
  return status === 0
}

async function refusalOf(check: () => Promise<void>): Promise<Obstacle | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { what, todo = '' } = error.explanation
    return { what, todo }
  }
}
