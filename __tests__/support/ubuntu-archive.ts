import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { publishSuite } from './apt-repository.js'
import { downloadPackages } from './debian-packages.js'
import type { Signer } from './openpgp.js'

/** Where Ubuntu publishes what is for an architecture (dpkg's name), the archive itself first, then its security updates. */
export function ubuntuHosts(arch: string): readonly [string, ...string[]] {
  return ['amd64', 'i386'].includes(arch)
    ? ['http://archive.ubuntu.com/ubuntu', 'http://security.ubuntu.com/ubuntu']
    : ['http://ports.ubuntu.com/ubuntu-ports']
}

/** What a root cannot be without, and `universe` besides; the rest is what they depend on. */
const MAIN = ['?essential', 'apt', 'usr-is-merged']
const UNIVERSE = ['hello', 'sysvbanner']
/** Of a suite that nobody reads who has not named it. */
const PROPOSED = ['figlet']

const OS_RELEASE = `PRETTY_NAME="Ubuntu 24.04 LTS"
NAME="Ubuntu"
VERSION_ID="24.04"
VERSION="24.04 LTS (Noble Numbat)"
VERSION_CODENAME=noble
ID=ubuntu
ID_LIKE=debian
UBUNTU_CODENAME=noble
`

/**
 * Makes an archive that is Ubuntu's in all that can be told from outside: names and fields of its suites, components,
 * compression of packages, the package that its keyring comes in, what os-release says. The programs are Debian's.
 * @param folder a new one
 * @param arch dpkg's name of what the programs are for; the keyring is for this machine too
 * @param signer whose key stands for Ubuntu's
 * @returns a folder to be served: the archive is `ubuntu/` in it, and where a proxy is asked for Ubuntu's own
 */
export function ubuntuArchive(folder: string, arch: string, signer: Signer): string {
  const [served, archive] = [path.join(folder, 'served'), path.join(folder, 'served/ubuntu')]
  const downloaded = downloadPackages(path.join(folder, 'apt'), arch, [...MAIN, ...UNIVERSE, ...PROPOSED])
  const packages = (names: readonly string[]): string[] =>
    downloaded.filter((deb) => names.includes(nameOf(deb)))
  const replaced = ['base-files', 'debian-archive-keyring']
  const [baseFiles = ''] = packages(['base-files'])
  const main = [
    ...downloaded.filter((deb) => ![...replaced, ...UNIVERSE, ...PROPOSED].includes(nameOf(deb))),
    ubuntuBaseFiles(path.join(folder, 'base-files'), baseFiles),
    keyringPackage(path.join(folder, 'keyring'), signer.keyring),
  ]
  const native = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim()
  const publish = (name: string, components: Record<string, readonly string[]>): void => {
    const fields = { Origin: 'Ubuntu', Label: 'Ubuntu', Version: '24.04', Codename: 'noble' }
    publishSuite(archive, { name, fields, architectures: [...new Set([arch, native])], components }, signer)
  }
  publish('noble', { main, universe: packages(UNIVERSE) })
  for (const name of ['noble-updates', 'noble-security']) publish(name, { main: [], universe: [] })
  publish('noble-proposed', { universe: packages(PROPOSED) })
  // Who asks a proxy names the whole address, which the server of a mirror takes for a path.
  for (const host of ubuntuHosts(arch)) {
    mkdirSync(path.dirname(path.join(served, host)), { recursive: true })
    symlinkSync(archive, path.join(served, host))
  }
  return served
}

const nameOf = (deb: string): string => path.basename(deb).split('_')[0] ?? ''

/** Debian's package, which says that it is of Ubuntu. */
function ubuntuBaseFiles(folder: string, deb: string): string {
  execFileSync('dpkg-deb', ['--raw-extract', deb, folder])
  writeFileSync(path.join(folder, 'usr/lib/os-release'), OS_RELEASE)
  return built(folder, path.basename(deb))
}

/** apt of Ubuntu depends on it; Debian's wants its own keyring, so it says that it is that. */
function keyringPackage(folder: string, keyring: string): string {
  const place = path.join(folder, 'usr/share/keyrings')
  for (const name of [place, path.join(folder, 'DEBIAN')]) mkdirSync(name, { recursive: true })
  copyFileSync(keyring, path.join(place, 'ubuntu-archive-keyring.gpg'))
  const fields = {
    Package: 'ubuntu-keyring',
    Version: '2023.11.28.1',
    Architecture: 'all',
    Maintainer: 'nobody <nobody@example.invalid>',
    Provides: 'debian-archive-keyring',
    Description: "keyring of a test's archive",
  }
  const control = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`)
  writeFileSync(path.join(folder, 'DEBIAN/control'), control.join(''))
  return built(folder, 'ubuntu-keyring_2023.11.28.1_all.deb')
}

/** Ubuntu's packages are compressed with zstd, Debian's with xz. */
function built(folder: string, name: string): string {
  const deb = path.join(path.dirname(folder), name)
  execFileSync('dpkg-deb', ['-Zzstd', '--root-owner-group', '--build', folder, deb], { stdio: 'ignore' })
  return deb
}
