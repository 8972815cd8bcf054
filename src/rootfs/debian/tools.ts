import { access, readFile } from 'node:fs/promises'
import type { Exec, Log, Progress } from '../../platform/ports.js'
import { Failed } from '../../report/errors.js'
import type { Archive } from './archives.js'
import type { MachineApt } from './sources.js'
import { parseOsRelease } from './status.js'

interface ToolPorts {
  readonly exec: Exec
  readonly log: Log
  readonly progress: Progress
  readonly proxies: Readonly<Record<string, string>>
}

/** Sees to mmdebstrap, by the machine's apt where it is missing. Throws `Failed` where it cannot be had. */
export async function provideMmdebstrap(ports: ToolPorts): Promise<void> {
  const isThere = (): Promise<boolean> => hasProgram('mmdebstrap', ports)
  if (await isThere()) return
  await installFirst(['mmdebstrap'], isThere, ports)
  if (await isThere()) return
  throw new Failed({
    what: 'roots of Debian and Ubuntu are made by mmdebstrap, which this machine does not have',
    todo: 'Install the package mmdebstrap (Debian, Ubuntu, Fedora and Arch Linux have it), or take an Alpine root.',
  })
}

/** Sees to another program of a package, in the same way. Returns whether it is there. */
export async function provideProgram(program: string, debian: string, ports: ToolPorts): Promise<boolean> {
  const isThere = (): Promise<boolean> => hasProgram(program, ports)
  if (await isThere()) return true
  await installFirst([debian], isThere, ports)
  return isThere()
}

/** Sees to the keyring of an archive in the same way. */
export async function provideKeyring(archive: Archive, ports: ToolPorts): Promise<void> {
  const isThere = (): Promise<boolean> => isFile(archive.keyring)
  if (await isThere()) return
  await installFirst(archive.keyringPackages, isThere, ports)
  if (await isThere()) return
  throw new Failed({
    what: `the keyring of ${archive.name} is not on this machine: what its archive has cannot be verified`,
    source: archive.keyring,
    todo: `Install the package ${archive.keyringPackages.join(' or ')}, or name a mirror and the file of its keyring (inputs "mirror" and "keys").`,
  })
}

/** What the machine's own apt is set to; of a machine without apt nothing. */
export async function readMachineApt(exec: Exec): Promise<MachineApt> {
  const said = async (argv: readonly [string, ...string[]]): Promise<string> =>
    (await exec.attempt({ argv, why: "read the settings of this machine's apt" })).stdout
  const [release, targets, settings] = await Promise.all([
    readFile('/etc/os-release', 'utf8').catch(() => ''),
    said(['apt-get', 'indextargets', '--format', TARGET_FORMAT, 'Created-By: Packages']),
    said(['apt-config', 'dump']),
  ])
  const os = parseOsRelease(release)
  const codename = os.get('VERSION_CODENAME') ?? ''
  return { distribution: os.get('ID') ?? '', codename, targets, settings }
}

/** Source: apt-get(8), indextargets; /usr/share/doc/apt-doc/acquire-additional-files.md. */
const TARGET_FORMAT = '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)'

/** Installs the first of some packages that apt has, with new lists where the machine's are empty or old. */
async function installFirst(
  packages: readonly string[],
  isThere: () => Promise<boolean>,
  ports: ToolPorts,
): Promise<void> {
  if (!(await hasProgram('apt-get', ports))) return
  for (const isFirst of [true, false]) {
    if (!isFirst)
      await ports.progress.during("apt's lists of packages", () =>
        ports.exec.attempt({
          ...aptGet(['update'], "refresh apt's lists of packages"),
          env: ports.proxies,
        }),
      )
    for (const name of packages) {
      ports.log.info(`installing ${name} on this machine`)
      const install = aptGet(['install', '--yes', '--no-install-recommends', name], `install ${name}`)
      const env = { ...ports.proxies, DEBIAN_FRONTEND: 'noninteractive' }
      const { stdout, stderr } = await ports.progress.during(`${name} for this machine`, () =>
        ports.exec.attempt({ ...install, env }),
      )
      if (await isThere()) return
      ports.log.debug(`apt could not install ${name}: ${(stderr || stdout).trim()}`)
    }
  }
}

/** Another apt may be at work on a machine that has just started. */
const aptGet = (words: readonly string[], why: string) =>
  ({ argv: ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120', ...words], why, privileged: true }) as const

async function hasProgram(name: string, { exec }: Pick<ToolPorts, 'exec'>): Promise<boolean> {
  const found = await exec.attempt({
    argv: ['bash', '-c', 'test -x "$(type -P -- "$1")"', 'find', name],
    why: `look for ${name}`,
    package:
      "bash (busybox alone is not enough: the scripts need GNU's coreutils, findutils and tar, util-linux and perl, too)",
  })
  return found.status === 0
}

const isFile = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
