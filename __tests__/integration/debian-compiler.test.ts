import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from '@jest/globals'
import { bootstrapDebian } from '../../src/rootfs/debian/build.js'
import { installedPackages } from '../../src/rootfs/kind.js'
import { architecture } from '../support/builders.js'
import {
  aDebianJob,
  debianPorts,
  describeDebian,
  hostThatRuns,
  LONG,
  MIRROR,
  within,
} from '../support/debian.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

const SOURCE = `#include <stdio.h>
int main(void) { union { unsigned number; char byte; } one = { 1 }; puts(one.byte ? "little" : "big"); }
`

describeDebian('a root of Debian with a compiler', () => {
  const newFolder = temporaryFolders()
  watchMachine()

  it.each(['aarch64', ...LONG.archs(['s390x', 'ppc64le'])])(
    `for %s with gcc compiles a program, which runs${LONG.note}`,
    async (arch) => {
      const folder = await newFolder()
      await using machine = await hostThatRuns([arch], folder)
      const { debian } = architecture(arch)
      const [root, ports] = [path.join(folder, 'root'), debianPorts(folder, machine.host)]
      const packages = ['gcc', 'libc6-dev']
      const made = await bootstrapDebian(aDebianJob(arch, root, { packages, mirror: MIRROR }), ports)
      expect(made.fetched.length).toBe((await installedPackages(root)).length)
      expect(
        made.fetched.filter(({ url }) => !new RegExp(`_(${debian ?? ''}|all)\\.deb$`).test(url)),
      ).toEqual([])
      await writeFile(path.join(root, 'tmp/order.c'), SOURCE)
      expect(await within(root, 'gcc -o order order.c && ./order && uname -m', ports)).toBe(
        `${arch === 's390x' ? 'big' : 'little'}\n${arch}\n0`,
      )
    },
    5 * 60_000,
  )
})
