import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from '@jest/globals'
import { bootstrapDebian } from '../../src/rootfs/debian/build.js'
import { installedPackages } from '../../src/rootfs/kind.js'
import { aDebianJob, debianPorts, describeDebian, hostThatRuns, within } from '../support/debian.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

const SOURCE = `#include <stdio.h>
int main(void) { union { unsigned number; char byte; } one = { 1 }; puts(one.byte ? "little" : "big"); }
`

describeDebian('a root of Debian with a compiler', () => {
  const newFolder = temporaryFolders()
  watchMachine()

  it(
    'for aarch64 with gcc compiles a program, which runs',
    async () => {
      const folder = await newFolder()
      await using machine = await hostThatRuns(['aarch64'], folder)
      const [root, ports] = [path.join(folder, 'root'), debianPorts(folder, machine.host)]
      const packages = ['gcc', 'libc6-dev']
      const made = await bootstrapDebian(aDebianJob('aarch64', root, { packages }), ports)
      expect(made.fetched.length).toBe((await installedPackages(root)).length)
      expect(made.fetched.filter(({ url }) => !/_(arm64|all)\.deb$/.test(url))).toEqual([])
      await writeFile(path.join(root, 'tmp/order.c'), SOURCE)
      expect(await within(root, 'gcc -o order order.c && ./order && uname -m', ports)).toBe(
        'little\naarch64\n0',
      )
    },
    5 * 60_000,
  )
})
