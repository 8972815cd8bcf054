import { join } from 'node:path'
import type { Architecture } from '../../arch/architectures.js'
import { dpkgName } from './archives.js'

interface AptTarget {
  /** The root's folder. */
  readonly target: string
  readonly arch: Architecture
}

/** Passwords for mirrors are the machine's. Source: apt_auth.conf(5). */
export const NETRC = ['Dir::Etc::netrc "/etc/apt/auth.conf";', 'Dir::Etc::netrcparts "/etc/apt/auth.conf.d";']

/** Scripts would look for TMPDIR, a folder of the machine, in the root. */
const DPKG = ['--unset=TMPDIR', 'dpkg', '--force-unsafe-io', '--force-depends'] as const

/**
 * Lines of apt.conf(5) by which this machine's apt and dpkg work on a root, of whose own settings none counts: they can
 * name programs to run. dpkg takes packages for all architectures for the machine's own, whose dependencies on the root's
 * would not be met: apt alone looks at them.
 * @param folder the configuration, as build.sh wants it
 */
export function rootSettings({ target, arch }: AptTarget, folder: string): string[] {
  const scratch = join(folder, 'scratch')
  const values = {
    Dir: target,
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::parts': '/dev/null',
    'Dir::Etc::trusted': '/dev/null',
    'Dir::Etc::trustedparts': join(folder, 'keys'),
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::status': join(target, 'var/lib/dpkg/status'),
    'Dir::Cache::pkgcache': join(scratch, 'pkgcache.bin'),
    'Dir::Cache::srcpkgcache': '',
    'Dir::Log': join(scratch, 'log'),
    'Dir::Bin::dpkg': 'env',
    'DPkg::Use-Pty': 'false',
    'APT::Architecture': dpkgName(arch),
    'APT::Install-Recommends': 'false',
    'APT::Sandbox::User': 'root', // the folders of a root may be closed to others
    'Acquire::Languages': 'none',
  }
  return [
    ...Object.entries(values).map(([name, value]) => `${name} "${value}";`),
    ...DPKG.map((word) => `DPkg::Options:: "${word}";`),
    `DPkg::Options:: "--root=${target}";`,
  ]
}
