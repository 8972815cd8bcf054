import { execFileSync } from 'node:child_process'
import { parseVersion } from '../../src/qemu/emulator.js'

/** What an emulator says its version is. */
export function emulatorVersion(file: string): string {
  const version = parseVersion(execFileSync(file, ['--version'], { encoding: 'utf8' }))
  if (version === undefined) throw new Error(`${file} does not say its version`)
  return version
}
