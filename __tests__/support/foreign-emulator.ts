import { copyFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach } from '@jest/globals'
import { registerLine } from '../../src/binfmt/entry.js'
import { architecture } from './builders.js'
import type { Place } from './xarch.js'

/** An emulator for ppc that is somebody else's. */
export interface ForeignEmulator {
  readonly file: string
  readonly version: string
  /** What registers it as a good entry, qemu-ppc; with other flags it may be none. */
  line(flags?: string): string
}

/** For a file: makes one for each test, a copy of the one that a place keeps. */
export function foreignEmulator(place: Place, newFolder: () => Promise<string>): ForeignEmulator {
  let [file, version] = ['', '']
  beforeEach(async () => {
    const tool = path.join(place.cache, 'xarch/tools/xarch-qemu-ppc')
    const [kept = ''] = await readdir(tool) // VERSION-DIGEST
    version = kept.split('-')[0] ?? ''
    file = path.join(await newFolder(), 'of-somebody')
    await copyFile(path.join(tool, kept, 'qemu-ppc'), file)
  })
  return {
    get file() {
      return file
    },
    get version() {
      return version
    },
    line: (flags = 'PF') =>
      registerLine('qemu-ppc', { arch: architecture('ppc'), setuid: false }, file).replace(
        /:PF$/,
        `:${flags}`,
      ),
  }
}
