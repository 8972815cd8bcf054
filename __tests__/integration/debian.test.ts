import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { addDebianPackages, bootstrapDebian, type DebianRoot } from '../../src/rootfs/debian/build.js'
import { installedPackages } from '../../src/rootfs/kind.js'
import { atOnce } from '../support/at-once.js'
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
import { temporaryFolder, type TemporaryFolder } from '../support/temporary.js'

/**
 * Roots of the machine's own suite for other architectures. Each takes most of a minute, so they are made at the same time,
 * and one root is what several tests look at.
 */

const MINUTES = 10 * 60_000
const ARCHITECTURES = ['aarch64', 's390x', ...LONG.archs(['ppc64le'])]
const COMPILER = ['gcc', 'libc6-dev']
/** Those that are made without a compiler, and get it later. */
const LATER = ['s390x', ...LONG.archs(['ppc64le'])]
const SOURCE = `#include <stdio.h>
int main(void) { union { unsigned number; char byte; } one = { 1 }; puts(one.byte ? "little" : "big"); }
`

interface Root {
  readonly made: DebianRoot & Look
  /** Where it has got packages later. */
  readonly added: (DebianRoot & Look) | undefined
  /** What a command says in it, and its status. */
  readonly run: (script: string) => Promise<string>
  readonly folder: string
}

describeDebian('a root of Debian', () => {
  let shared: TemporaryFolder
  let machine: Awaited<ReturnType<typeof hostThatRuns>>
  beforeAll(async () => {
    shared = await temporaryFolder()
    machine = await hostThatRuns(ARCHITECTURES, shared.path)
  }, MINUTES)
  const make = async (arch: string, folder: string): Promise<Root> => {
    const [root, ports] = [path.join(folder, 'root'), debianPorts(folder, machine.host)]
    const isLater = LATER.includes(arch)
    const job = aDebianJob(arch, root, { packages: isLater ? [] : COMPILER, mirror: MIRROR })
    const run = (script: string): Promise<string> => within(root, script, ports)
    const made = { ...(await bootstrapDebian(job, ports)), ...(await lookAt(root, run)) }
    const addition = { ...job, packages: ['lua5.4', ...COMPILER] }
    if (isLater) await renamed(root)
    const added = isLater
      ? { ...(await addDebianPackages(addition, ports)), ...(await lookAt(root, run)) }
      : undefined
    return { folder: root, made, added, run }
  }
  const cases = ARCHITECTURES.map((arch) => [arch, (folder: string) => make(arch, folder)] as const)
  const rootOf = atOnce(Object.fromEntries(cases), { withinMs: MINUTES })
  afterAll(async () => {
    await machine[Symbol.asyncDispose]()
    await shared.remove()
  })

  it.each(ARCHITECTURES)(
    'for %s is whole, and keeps nothing of the machine or of the way it was made',
    async (arch) => {
      const { version, checks, sources, left, shadowGid } = (await rootOf(arch)).made
      const { debian } = architecture(arch)
      expect(version).toMatch(/^\d+$/)
      expect(checks).toBe(`${debian ?? ''}\n0`)
      expect(sources).toMatch(new RegExp(`^deb \\[signed-by=\\S+\\] ${MIRROR} ${SUITE} main$`, 'm'))
      expect(left).toEqual([])
      expect(shadowGid).toBe(42) // Debian's own number
    },
  )

  it.each(ARCHITECTURES)('for %s has all its packages told, each of its architecture', async (arch) => {
    const { fetched, packages } = (await rootOf(arch)).made
    const { debian } = architecture(arch)
    expect(fetched.length).toBe(packages.length)
    const isOther = ({ url }: { url: string }): boolean =>
      !new RegExp(`_(${debian ?? ''}|all)\\.deb$`).test(url)
    expect(fetched.filter(isOther)).toEqual([])
  })

  it.each(LATER)(
    `for %s gets packages later, and keeps nothing of the way they came${LONG.note}`,
    async (arch) => {
      const { made, added, run } = await rootOf(arch)
      const names = added?.packages ?? []
      expect(names).toContain('lua5.4')
      expect(names.length - made.packages.length).toBe(added?.fetched.length)
      expect(added?.left).toEqual([])
      const order = `lua5.4 -e 'print(string.pack("=I2", 1):byte())'`
      expect(await run(order)).toBe(`${arch === 's390x' ? 0 : 1}\n0`)
    },
  )

  it.each(ARCHITECTURES)('for %s compiles a program, which runs', async (arch) => {
    const { folder, run } = await rootOf(arch)
    await writeFile(path.join(folder, 'tmp/order.c'), SOURCE)
    expect(await run('gcc -o order order.c && ./order && uname -m')).toBe(
      `${arch === 's390x' ? 'big' : 'little'}\n${arch}\n0`,
    )
  })
})

/** A root of sid calls itself by the name of a later release: packages still come from the suite that was named. */
async function renamed(root: string): Promise<void> {
  const file = path.join(root, 'usr/lib/os-release')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace(/^VERSION_CODENAME=.*$/m, 'VERSION_CODENAME=later'))
}

/** What is to be seen of a root as it is now. */
interface Look {
  readonly checks: string
  readonly sources: string
  /** Names of what may not be left in it. */
  readonly left: readonly string[]
  readonly shadowGid: number
  readonly packages: readonly string[]
}

async function lookAt(root: string, run: (script: string) => Promise<string>): Promise<Look> {
  return {
    left: await namesBelow(root),
    checks: await run('dpkg --print-architecture; dpkg --audit; apt-get -qq check'),
    sources: await readFile(path.join(root, 'etc/apt/sources.list'), 'utf8'),
    shadowGid: (await stat(path.join(root, 'etc/shadow'))).gid,
    packages: (await installedPackages(root)).map(({ name }) => name),
  }
}

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
