import { readFileSync } from 'node:fs'
import { fault, entryNames } from '../binfmt/entry.js'
import { readEntries } from '../binfmt/registry.js'
import { cannotMount, checkSupport } from '../binfmt/support.js'
import type { Obstacle } from '../plan/isolation.js'
import { provideProgram } from '../rootfs/debian/tools.js'
import type { LookPorts, Wanted } from './obstacles.js'
import { refusalOf } from './refusal.js'

/** What speaks against bubblewrap: it is tried, and says itself what the kernel refuses. */
export async function ofBwrap(wanted: Wanted, ports: LookPorts): Promise<Obstacle | undefined> {
  const isRoot = ports.privilege === 'root'
  const isOfUse = isRoot && !cannotMount(readFileSync('/proc/self/status', 'utf8'))
  const missing = await missingProgram('bwrap', 'bubblewrap', isOfUse && wanted.installs, ports)
  if (missing) return missing
  // As an ordinary user, too, where one is asked for: they need a user namespace.
  const users = isRoot
    ? [[], ...(wanted.user !== 'root' ? [['setpriv', '--reuid=65534', '--clear-groups']] : [])]
    : [[]]
  for (const user of users) {
    const ids = isRoot && user.length === 0 ? [] : ['--unshare-user', '--uid', '0', '--gid', '0']
    const [program = 'bwrap', ...words] = [...user, 'bwrap', ...ids, ...TRIED]
    const why = 'try whether bubblewrap works'
    const { status, stderr } = await ports.exec.attempt({ argv: [program, ...words], why, timeoutMs: 10_000 })
    if (status !== 0) return { what: `bubblewrap does not work here: ${stderr.trim()}`, todo: ALLOW }
  }
  if (!isRoot) return ofHandlers(wanted, ports)
  return wanted.handlers === 'none' ? undefined : refusalOf(checkSupport)
}

const TRIED = ['--unshare-pid', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', 'true']
const ALLOW =
  'Allow user namespaces (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns; a container: --privileged), or take isolation "proot".'

/** An ordinary user registers none. */
async function ofHandlers({ emulated }: Wanted, ports: LookPorts): Promise<Obstacle | undefined> {
  if (emulated.length === 0) return undefined
  const entries = await readEntries(ports)
  const bad = emulated.flatMap((arch) => {
    const [name] = entryNames(arch)
    const entry = entries.get(name)
    const reason = entry ? fault(entry, { arch, setuid: false }) : 'there is none'
    return reason === undefined ? [] : [`${name} (${reason})`]
  })
  if (bad.length === 0) return undefined
  return {
    what: `bubblewrap runs emulated programs by handlers of the machine alone, an ordinary user can register none, and this machine has not: ${bad.join(', ')}`,
    todo: 'Register them as root (sudo xarch handlers add), or take isolation "proot", which needs none.',
  }
}

/** What speaks against PRoot, which asks nothing of the kernel but ptrace. */
export async function ofProot({ installs }: Wanted, ports: LookPorts): Promise<Obstacle | undefined> {
  const missing = await missingProgram('proot', 'proot', ports.privilege === 'root' && installs, ports)
  if (missing) return missing
  const { status, stderr } = await ports.exec.attempt({
    argv: ['proot', '-v', '-1', '-0', 'true'],
    why: 'try whether PRoot works',
    timeoutMs: 10_000,
  })
  if (status === 0) return undefined
  const isOfFolder = stderr.includes("can't create temporary file") || stderr.includes("can't chmod")
  return {
    what: `PRoot does not work here: ${stderr.trim()}`,
    todo: isOfFolder
      ? 'It needs a /tmp that takes files and runs programs (a container whose root is read-only: --tmpfs /tmp:exec).'
      : 'It needs ptrace: allow it (a container: --cap-add SYS_PTRACE or another seccomp profile; sysctl kernel.yama.ptrace_scope below 3).',
  }
}

/** @param isInstalled whether it is got by the machine's apt where it is missing */
async function missingProgram(
  program: string,
  debian: string,
  isInstalled: boolean,
  ports: LookPorts,
): Promise<Obstacle | undefined> {
  const isThere = isInstalled
    ? await provideProgram(program, debian, ports)
    : (
        await ports.exec.attempt({
          argv: ['sh', '-c', `command -v ${program}`],
          why: `look for ${program}`,
        })
      ).status === 0
  if (isThere) return undefined
  return {
    what: `the program ${program} is not there`,
    todo: `Install the package ${debian} (apt-get install ${debian}).`,
  }
}
