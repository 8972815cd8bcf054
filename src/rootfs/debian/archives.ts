import type { Architecture } from '../../arch/architectures.js'
import { Refused } from '../../report/errors.js'

export type Distribution = 'debian' | 'ubuntu'

/** An archive of packages, and what is to be known of it before anything is asked of it. */
export interface Archive {
  readonly name: string
  /** Where it is published. */
  readonly mirror: string
  /** Where its security updates are; null where it has none of its own. */
  readonly security: string | null
  readonly components: string
  /** The keyring as the distribution's package has it: in a root it has the same path. */
  readonly keyring: string
  /** Names of the package that has it: Debian and Ubuntu name each other's differently. */
  readonly keyringPackages: readonly string[]
}

const KEYRINGS = '/usr/share/keyrings'

const DEBIAN: Archive = {
  name: 'Debian',
  mirror: 'http://deb.debian.org/debian',
  security: 'http://deb.debian.org/debian-security',
  components: 'main',
  keyring: `${KEYRINGS}/debian-archive-keyring.gpg`,
  keyringPackages: ['debian-archive-keyring'],
}

const DEBIAN_PORTS: Archive = {
  name: 'Debian Ports',
  mirror: 'http://deb.debian.org/debian-ports',
  security: null,
  components: 'main',
  keyring: `${KEYRINGS}/debian-ports-archive-keyring.gpg`,
  keyringPackages: ['debian-ports-archive-keyring'],
}

const UBUNTU: Archive = {
  name: 'Ubuntu',
  mirror: 'http://archive.ubuntu.com/ubuntu',
  security: 'http://security.ubuntu.com/ubuntu',
  components: 'main universe',
  keyring: `${KEYRINGS}/ubuntu-archive-keyring.gpg`,
  keyringPackages: ['ubuntu-keyring', 'ubuntu-archive-keyring'],
}

/** Ubuntu has its architectures on two hosts. */
const UBUNTU_PORTS: Archive = {
  ...UBUNTU,
  mirror: 'http://ports.ubuntu.com/ubuntu-ports',
  security: 'http://ports.ubuntu.com/ubuntu-ports',
}
const UBUNTU_MAIN = ['amd64', 'i386']

/** What only Debian's ports have, in one suite. Source: ports.debian.org, "Port architectures". */
const PORTS = ['alpha', 'hppa', 'm68k', 'powerpc', 'ppc64', 'sh4', 'sparc64', 'x32']
/** Neither Debian nor its ports have had these for years, if ever: the column `debian` is dpkg's table. */
const NOWHERE = ['armeb', 'mips64', 'or1k', 'sh4eb', 'sparc']
export const MOVING = ['sid', 'unstable']

/** What of a job tells the archive. */
export interface Wanted {
  readonly distribution: Distribution
  readonly suite: string
  readonly arch: Architecture
  readonly mirror: string | undefined
}

/** dpkg's name of an architecture. Throws `Refused` where it has none. */
export function dpkgName({ name, debian }: Architecture): string {
  if (debian === null) {
    throw new Refused({
      what: `Debian and Ubuntu have no architecture ${name}`,
      todo: 'Take an architecture that "xarch archs" shows a Debian name of, or an Alpine root.',
    })
  }
  return debian
}

/**
 * The archive that has a suite for an architecture. A mirror of the user may have what it wants. Throws `Refused` where
 * it is known that there is none.
 */
export function archiveOf({ distribution, suite, arch, mirror }: Wanted): Archive {
  const debian = dpkgName(arch)
  if (distribution === 'ubuntu') return UBUNTU_MAIN.includes(debian) ? UBUNTU : UBUNTU_PORTS
  if (mirror !== undefined) return PORTS.includes(debian) ? DEBIAN_PORTS : DEBIAN
  if (NOWHERE.includes(debian)) {
    throw new Refused({
      what: `Debian has no packages for ${arch.name} (${debian}) any more`,
      todo: `Take another architecture, or name a mirror that has it (input "mirror").`,
    })
  }
  if (!PORTS.includes(debian)) return DEBIAN
  if (!MOVING.includes(suite)) {
    throw new Refused({
      what: `Debian has ${arch.name} (${debian}) among its ports only, which have no suite "${suite}"`,
      todo: `Allowed are ${MOVING.join(' and ')} for this architecture.`,
    })
  }
  return DEBIAN_PORTS
}
