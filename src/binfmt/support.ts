import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { release } from 'node:os'
import { Refused } from '../report/errors.js'

/** What the kernel says, as texts; read at once, judged by a pure function. */
export interface KernelFacts {
  /** /proc/filesystems */
  readonly filesystems: string
  /** /proc/self/status */
  readonly status: string
  /** /proc/self/mountinfo */
  readonly mountinfo: string
  /** Whether the running kernel has the module on the disk. */
  readonly hasModule: boolean
}

/** Throws `Refused` where no handler can be registered on this machine, before anything is downloaded. */
export function checkSupport(): void {
  // What the kernel has at hand is read at once: a thread that did it would take longer.
  const [filesystems = '', status = '', mountinfo = ''] = [
    '/proc/filesystems',
    '/proc/self/status',
    '/proc/self/mountinfo',
  ].map((path) => readFileSync(path, 'utf8'))
  const refusal = judgeSupport({ filesystems, status, mountinfo, hasModule: hasModule() })
  if (refusal) throw refusal
}

/** Why binfmt_misc cannot be used; undefined where nothing speaks against it. */
export function judgeSupport({
  filesystems,
  status,
  mountinfo,
  hasModule,
}: KernelFacts): Refused | undefined {
  if (!/^nodev\tbinfmt_misc$/m.test(filesystems) && !hasModule) {
    return new Refused({
      what: `the kernel ${release()} has no binfmt_misc, neither built in nor as a module`,
      source: '/proc/filesystems',
      todo: "Use a kernel with CONFIG_BINFMT_MISC (every distribution's own has it), or install its modules (Ubuntu: linux-modules-extra).",
    })
  }
  if (cannotMount(status))
    return inContainer('root has no CAP_SYS_ADMIN here, so it cannot mount or register anything')
  const options = lastMount('/proc/sys/fs/binfmt_misc', mountinfo)
  return options?.includes('ro') ? inContainer('binfmt_misc is mounted read-only') : undefined
}

/** What gives a container all that a run asks for. */
export const PRIVILEGED =
  'Start the container with --privileged (in a workflow: container: options: --privileged), or run the job on the machine itself, without "container:".'

function inContainer(what: string): Refused {
  return new Refused({ what: `${what}: this looks like a container without privileges`, todo: PRIVILEGED })
}

/** What is asked of root, by the numbers of linux/capability.h. */
const CAPABILITIES = { CAP_SYS_PTRACE: 19n, CAP_SYS_ADMIN: 21n } as const

/** Whether root of the machine is no full root. */
export function cannotMount(status: string): boolean {
  return lacks('CAP_SYS_ADMIN', status)
}

/**
 * Whether root of the machine has not a capability. It has its capabilities now, an ordinary user by sudo those of the bounding set.
 * @param status the text of /proc/self/status
 */
export function lacks(name: keyof typeof CAPABILITIES, status: string): boolean {
  const isRoot = /^Uid:\t\d+\t0\t/m.test(status)
  const set = new RegExp(`^${isRoot ? 'CapEff' : 'CapBnd'}:\\t([\\da-f]+)$`, 'm').exec(status)?.[1]
  return set !== undefined && ((BigInt(`0x${set}`) >> CAPABILITIES[name]) & 1n) === 0n
}

/** The options of the mount that is seen at a point: the last one there. Fields 5 and 6 of mountinfo, proc(5). */
function lastMount(point: string, mountinfo: string): string[] | undefined {
  const fields = mountinfo.split('\n').map((line) => line.split(' '))
  return fields
    .filter((mount) => mount[4] === point)
    .at(-1)?.[5]
    ?.split(',')
}

function hasModule(): boolean {
  const folder = `/lib/modules/${release()}/kernel/fs`
  try {
    accessSync(folder, constants.R_OK)
    return readdirSync(folder).some((name) => name.startsWith('binfmt_misc.ko'))
  } catch {
    return false
  }
}
