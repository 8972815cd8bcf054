import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Refused } from '../../src/report/errors.js'
import { parseUris } from '../../src/rootfs/debian/build.js'
import { archiveOf, type Wanted } from '../../src/rootfs/debian/archives.js'
import { faultOf } from '../../src/rootfs/debian/faults.js'
import { keyringSuffix } from '../../src/rootfs/debian/keys.js'
import { isDebianPackage, parseSuite } from '../../src/rootfs/debian/names.js'
import {
  decideSources,
  type MachineApt,
  machineSettings,
  type WantedSources,
} from '../../src/rootfs/debian/sources.js'
import { debianVersion, parseOsRelease, parseStatus } from '../../src/rootfs/debian/status.js'
import { architecture } from '../support/builders.js'
import { temporaryFolders } from '../support/temporary.js'

const wanted = (arch: string, overrides: Partial<WantedSources> = {}): WantedSources => ({
  distribution: 'debian',
  suite: 'trixie',
  arch: architecture(arch),
  mirror: undefined,
  repositories: [],
  keys: [],
  allowUntrusted: false,
  ...overrides,
})

/** A machine of another distribution. */
const OTHER: MachineApt = { distribution: 'fedora', codename: '', targets: '', settings: '' }
const MINE: MachineApt = {
  distribution: 'debian',
  codename: 'bookworm',
  targets: [
    'Microsoft|https://packages.other.invalid/debian/|bookworm|main',
    '|https://packages.unknown.invalid/prod/|bookworm|main',
    'Debian|http://mirror.invalid/debian/|bookworm|main',
    'Debian|http://mirror.invalid/debian/|bookworm|contrib',
    'Debian|http://mirror.invalid/debian/|bookworm-updates|main',
    'Debian|http://mirror.invalid/security/|bookworm-security|main',
    'Debian|http://mirror.invalid/debian/|bookworm-backports|main',
  ].join('\n'),
  settings: 'Acquire::http::Proxy "http://proxy.invalid";\nAcquire::Check-Date "false";\nDir "/";\n',
}
const BY = '[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]'

const sourcesOf = (job: WantedSources, machine = OTHER) => decideSources(job, archiveOf(job), machine)

describe('names', () => {
  it.each(['bookworm', 'sid', 'noble', 'oldstable', 'bookworm-backports'])('%s is a suite', (suite) => {
    const problems: string[] = []
    expect(parseSuite(suite, (line) => problems.push(line))).toBe(suite)
    expect(problems).toEqual([])
  })

  it.each(['', 'Bookworm', '12', '../x', 'a b', 'a/updates'])('%j is no suite', (suite) => {
    const problems: string[] = []
    parseSuite(suite, (line) => problems.push(line))
    expect(problems).toHaveLength(1)
  })

  it.each([
    'gcc',
    'libc6-dev',
    'g++',
    'libc6:arm64',
    'gcc=4:12.2.0-3',
    'bash=5.2.15-2+b9',
    'gcc/sid',
    'a1=1~rc1',
  ])('%s is a package', (name) => {
    expect(isDebianPackage(name)).toBe(true)
  })

  it.each([
    '',
    'x',
    '-y',
    '?essential',
    'gcc,',
    'Gcc',
    'gcc=',
    'gcc-',
    'gcc=$(id)',
    '/tmp/x.deb',
    'a b',
    '~n.',
  ])('%j is no package', (name) => {
    expect(isDebianPackage(name)).toBe(false)
  })
})

describe('the archive of an architecture', () => {
  const job = (arch: string, overrides: Partial<Wanted> = {}): Wanted => ({ ...wanted(arch), ...overrides })

  it.each([
    ['debian', 'trixie', 's390x', 'http://deb.debian.org/debian'],
    ['debian', 'sid', 'm68k', 'http://deb.debian.org/debian-ports'],
    ['ubuntu', 'noble', 'x86_64', 'http://archive.ubuntu.com/ubuntu'],
    ['ubuntu', 'noble', 'aarch64', 'http://ports.ubuntu.com/ubuntu-ports'],
  ] as const)('for %s %s on %s is %s', (distribution, suite, arch, mirror) => {
    expect(archiveOf(job(arch, { distribution, suite })).mirror).toBe(mirror)
  })

  it.each([
    { arch: 'm68k', suite: 'trixie' },
    { arch: 'mips64', suite: 'trixie' },
    { arch: 'hexagon', suite: 'sid' },
  ])('for $arch there is none with $suite, which is refused', ({ arch, suite }) => {
    expect(() => archiveOf(job(arch, { suite }))).toThrow(Refused)
  })
})

describe('sources', () => {
  it('are the hosts of the distribution, with updates where there are some', () => {
    expect(sourcesOf(wanted('s390x')).left).toEqual([
      `deb ${BY} http://deb.debian.org/debian trixie main`,
      `deb ${BY} http://deb.debian.org/debian trixie-updates main`,
      `deb ${BY} http://deb.debian.org/debian-security trixie-security main`,
    ])
    expect(sourcesOf(wanted('s390x', { suite: 'sid' })).used).toHaveLength(1)
  })

  it("are the machine's own where it is of the distribution, and not those of others on it", () => {
    const { used, areOwn } = sourcesOf(wanted('s390x'), MINE)
    expect(used).toEqual([
      `deb ${BY} http://mirror.invalid/debian trixie main`,
      `deb ${BY} http://mirror.invalid/debian trixie-updates main`,
      `deb ${BY} http://mirror.invalid/security trixie-security main`,
    ])
    expect(areOwn).toBe(true)
  })

  it("are not the machine's where the user names a mirror, which alone counts then", () => {
    const { used, areOwn } = sourcesOf(
      wanted('s390x', { mirror: 'https://me:secret@mine.invalid/debian/' }),
      MINE,
    )
    expect(used).toEqual([`deb ${BY} https://me:secret@mine.invalid/debian trixie main`])
    expect(areOwn).toBe(false)
  })

  it('that stay in the root have no password, and nothing that is on this machine alone', () => {
    const mirror = 'https://me:secret@mine.invalid/debian'
    const { left } = sourcesOf(wanted('s390x', { mirror, repositories: ['file:///srv/debian'] }))
    expect(left).toEqual([`deb ${BY} https://mine.invalid/debian trixie main`])
  })

  it('of the user are trusted by keys that he names, or without any where he says so', () => {
    const mirror = 'https://mine.invalid/debian'
    const repositories = ['https://more.invalid/x', 'deb [arch=s390x] https://line.invalid stable main']
    expect(sourcesOf(wanted('s390x', { mirror, keys: ['k'] })).used).toEqual([`deb ${mirror} trixie main`])
    expect(sourcesOf(wanted('s390x', { mirror, repositories, allowUntrusted: true })).used).toEqual([
      `deb [trusted=yes] ${mirror} trixie main`,
      'deb [trusted=yes] https://more.invalid/x trixie main',
      'deb [trusted=yes arch=s390x] https://line.invalid stable main',
    ])
  })

  it("of the distribution are verified whatever is allowed for the user's", () => {
    const { used } = sourcesOf(wanted('s390x', { allowUntrusted: true, keys: ['k'] }))
    expect(used.filter((line) => !line.startsWith(`deb ${BY} `))).toEqual([])
  })

  it('are asked by the proxy of the machine, and by its view of dates where they are its own', () => {
    expect(machineSettings(MINE, false)).toEqual(['Acquire::http::Proxy "http://proxy.invalid";'])
    expect(machineSettings(MINE, true)).toHaveLength(2)
  })
})

describe('what is read', () => {
  const newFolder = temporaryFolders()

  it('of a root never is what a link of it leads to', async () => {
    const folder = await newFolder()
    const [root, outside] = [path.join(folder, 'root'), path.join(folder, 'outside')]
    await writeFile(outside, 'VERSION_ID="1"\n')
    await mkdir(path.join(root, 'usr/lib'), { recursive: true })
    await mkdir(path.join(root, 'etc'))
    await symlink(outside, path.join(root, 'usr/lib/os-release'))
    expect(await debianVersion(root)).toBeNull()
    await writeFile(path.join(root, 'etc/os-release'), 'VERSION_ID="2"\n')
    expect(await debianVersion(root)).toBe('2')
  })

  it('of the status of dpkg are the packages that are whole', () => {
    const paragraph = (name: string, state: string) =>
      `Package: ${name}\nStatus: install ok ${state}\nDescription: x\n Version: 9\nVersion: 1:2-3\n`
    const text = ['a', 'b'].map((name) => paragraph(name, 'installed')).join('\n')
    expect(parseStatus(`${text}\n${paragraph('c', 'half-configured')}\n`)).toEqual([
      { name: 'a', version: '1:2-3' },
      { name: 'b', version: '1:2-3' },
    ])
  })

  it('of os-release are values with quotes and without', () => {
    const release = parseOsRelease('VERSION_ID="12"\nID=debian\n# no\nPRETTY_NAME=\'x y\'\n')
    expect(Object.fromEntries(release)).toEqual({ VERSION_ID: '12', ID: 'debian', PRETTY_NAME: 'x y' })
  })

  it('of the files of apt are those with a sha256', () => {
    const digest = 'ab'.repeat(32)
    const text = `'http://x.invalid/a%2b_1.deb' a+_1.deb 12 SHA256:${digest}\n'http://x.invalid/b' b 1 MD5Sum:00\n`
    expect(parseUris(text)).toEqual([{ url: 'http://x.invalid/a%2b_1.deb', algorithm: 'sha256', digest }])
  })

  it.each([
    [Buffer.from('\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n'), '.asc'],
    [Buffer.from([0x99, 1, 0x0d, 4]), '.gpg'],
    [Buffer.from('\x00\x00\x00\x20\x01\x01\x00\x02KBXf', 'latin1'), undefined],
    [Buffer.from('-----BEGIN PUBLIC KEY-----\n'), undefined],
    [Buffer.alloc(0), undefined],
  ])('%# of a keyring is how its name has to end', (bytes, suffix) => {
    expect(keyringSuffix(bytes)).toBe(suffix)
  })
})

describe('what to do', () => {
  it.each([
    ["E: The repository 'http://x trixy Release' does not have a Release file.", /no suite/],
    ['E: Unable to locate package nosuch', /no such package/],
    ["dpkg-deb: error: 'x.deb' uses unknown compression for member 'control.tar.zst', giving up", /zstd/],
    ['W: GPG error: http://x InRelease: NO_PUBKEY 6ED0E7B82643E131', /keyring/],
    ["Err:1 http://x Could not resolve 'x'", /not be reached/],
    ['chroot: failed to run command: Exec format error', /no handler/],
    ['dpkg: error: No space left on device', /disk is full/],
    ['E: Failed to fetch http://x  Hash Sum mismatch', /just being changed/],
  ])('about "%s" is known', (line, todo) => {
    const fault = faultOf(['I: running', line, 'I: success'])
    expect(fault.lines).toBe(line)
    expect(fault.todo).toMatch(todo)
  })

  it('is not made up where nothing is known', () => {
    expect(faultOf(['something', 'else'])).toEqual({ lines: 'something\nelse' })
  })
})
