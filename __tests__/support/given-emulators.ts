import { readFile, symlink } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import type { Cpu } from '../../src/arch/architectures.js'
import { isStaticProgram } from '../../src/qemu/emulator.js'
import { EMBEDDED_KEY, EMBEDDED_MIRROR, FOREIGN } from './embedded-mirror.js'
import { type EmulatorPackage, emulatorRepository } from './emulator-repository.js'
import { emulatorVersion } from './emulator-version.js'
import { NEWER_EMULATORS } from './newer-emulators.js'
import { TEST_TOOLS } from './runner-environment.js'

/** A folder of emulators that a session of tests was given; undefined where there is none. */
export const QEMU_FOLDER = process.env['XARCH_TEST_QEMU_DIR']

/**
 * Where the emulators come from that tests share: by themselves the newer ones, since an old distribution's may have
 * faults that make programs crash at random. Empty where the engine is to search for what this machine has: there are
 * no newer ones, or a session was given an empty name to see how it goes with the machine's own.
 */
const GIVEN = QEMU_FOLDER ?? NEWER_EMULATORS ?? ''

/** A folder of the test tools for what is made of those emulators: another one for each source of them. */
export function sharedFolder(name: string): string {
  if (GIVEN === '') return path.join(TEST_TOOLS, name)
  return path.join(TEST_TOOLS, `${name}-of-${path.relative(TEST_TOOLS, GIVEN).replaceAll(path.sep, '+')}`)
}

/** A mirror, and the keys that its packages are signed with. */
export interface KeyedMirror {
  readonly mirror: string
  readonly keys: readonly string[]
}

/**
 * A mirror that has what Alpine's has, roots and emulators: those of the embedded mirror, and the given ones as
 * packages, which the engine gets, proves and keeps as any others.
 * @param folder an empty one
 */
export async function mirrorWithGiven(folder: string): Promise<KeyedMirror> {
  const packages = (await Promise.all(FOREIGN.map(packagesOf))).flat()
  if (packages.length === 0) return { mirror: pathToFileURL(EMBEDDED_MIRROR).href, keys: [EMBEDDED_KEY] }
  const { folder: mirror, keyFile } = await emulatorRepository(folder, packages)
  await symlink(path.join(EMBEDDED_MIRROR, 'v3.20'), path.join(mirror, 'v3.20'))
  return { mirror: pathToFileURL(mirror).href, keys: [keyFile, EMBEDDED_KEY] }
}

/** What the given folder has for a cpu: one package or none. */
async function packagesOf(cpu: Cpu): Promise<EmulatorPackage[]> {
  if (GIVEN === '') return []
  for (const name of [`qemu-${cpu}-static`, `qemu-${cpu}`]) {
    const file = path.join(GIVEN, name)
    if (!isStaticProgram(file)) continue
    return [{ cpu, version: emulatorVersion(file), file: await readFile(file) }]
  }
  return []
}
