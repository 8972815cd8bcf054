import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { addDebianPackages, bootstrapDebian } from '../../src/rootfs/debian/build.js'
import { installedPackages } from '../../src/rootfs/kind.js'
import { architecture } from '../support/builders.js'
import {
  aDebianJob,
  debianPorts,
  describeDebian,
  hostThatRuns,
  LONG,
  MIRROR,
  SUITE,
  within,
} from '../support/debian.js'
import { temporaryFolder, temporaryFolders, type TemporaryFolder } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** Roots of the machine's own suite, made for other architectures. Each takes most of a minute. */

const MINUTES = 5 * 60_000
const ARCHITECTURES = ['s390x', 'ppc64le']
describeDebian('a root of Debian', () => {
  const newFolder = temporaryFolders()
  let shared: TemporaryFolder
  let machine: Awaited<ReturnType<typeof hostThatRuns>>
  beforeAll(async () => {
    shared = await temporaryFolder()
    machine = await hostThatRuns(ARCHITECTURES, shared.path)
  }, MINUTES)
  afterAll(async () => {
    await machine[Symbol.asyncDispose]()
    await shared.remove()
  })
  watchMachine()

  it.each(['s390x', ...LONG.archs(['ppc64le'])])(
    `for %s is whole, keeps nothing of the machine or of the way it was made, and gets a package later${LONG.note}`,
    async (arch) => {
      const folder = await newFolder()
      const [root, ports] = [path.join(folder, 'root'), debianPorts(folder, machine.host)]
      const { version } = await bootstrapDebian(aDebianJob(arch, root, { mirror: MIRROR }), ports)
      expect(version).toMatch(/^\d+$/)

      const { debian } = architecture(arch)
      expect(await within(root, 'dpkg --print-architecture; dpkg --audit; apt-get -qq check', ports)).toBe(
        `${debian ?? ''}\n0`,
      )
      const sources = await readFile(path.join(root, 'etc/apt/sources.list'), 'utf8')
      expect(sources).toMatch(new RegExp(`^deb \\[signed-by=\\S+\\] ${MIRROR} ${SUITE} main$`, 'm'))
      expect(await namesBelow(root)).toEqual([])
      expect((await stat(path.join(root, 'etc/shadow'))).gid).toBe(42) // Debian's own number

      const before = await installedPackages(root)
      const added = await addDebianPackages({ ...aDebianJob(arch, root), packages: ['lua5.4'] }, ports)
      const names = (await installedPackages(root)).map(({ name }) => name)
      expect(names).toContain('lua5.4')
      expect(names.length - before.length).toBe(added.fetched.length)
      expect(await namesBelow(root)).toEqual([])
      const order = `lua5.4 -e 'print(string.pack("=I2", 1):byte())'`
      expect(await within(root, order, ports)).toBe(`${arch === 's390x' ? 0 : 1}\n0`)
    },
    MINUTES,
  )
})

/** What may not be left in a root, of what is. */
async function namesBelow(root: string): Promise<string[]> {
  const emptyFolders = ['dev', 'tmp', 'proc', 'sys']
  const files = [
    ...['etc/hostname', 'etc/resolv.conf', 'usr/sbin/policy-rc.d', 'etc/apt/apt.conf.d/99mmdebstrap'],
    ...[
      'var/cache/apt/pkgcache.bin',
      'var/cache/ldconfig/aux-cache',
      'etc/apt/apt.conf.d/00mmdebstrap',
      'var/log/dpkg.log',
      'var/log/alternatives.log',
      'var/log/apt/term.log',
    ],
  ]
  const inFolders = await Promise.all(
    emptyFolders.map(async (name) => (await readdir(path.join(root, name))).map((file) => `${name}/${file}`)),
  )
  const there = await Promise.all(
    files.map((name) =>
      stat(path.join(root, name)).then(
        () => [name],
        () => [],
      ),
    ),
  )
  const lists = await readdir(path.join(root, 'var/lib/apt/lists')).catch(() => [])
  const archives = await readdir(path.join(root, 'var/cache/apt/archives')).catch(() => [])
  const downloaded = [...lists, ...archives].filter((name) => !['lock', 'partial', 'auxfiles'].includes(name))
  return [...inFolders.flat(), ...there.flat(), ...downloaded]
}
