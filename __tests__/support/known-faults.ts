import { expect } from '@jest/globals'
import type { Cpu } from '../../src/arch/architectures.js'
import { faultsOf } from '../../src/qemu/faults.js'
import { emulatorVersion } from './emulator-version.js'
import type { Annotation } from './workflow-commands.js'

/**
 * The warning that the best emulator of this machine has known faults: whether it comes depends on what the machine
 * has, not on what a test does. Tests that judge all that was said take it away; nothing else goes with it.
 */
const WARNING =
  /^(\w+(?:, \w+)*): qemu (\d+\.\d+(?:\.\d+)?) \([^()]+\) is the best there is here, and has known faults: (.+)$/

/** Whether a message is that warning, and says of each cpu the faults that its version does have. */
export function isKnownFaults(message: string): boolean {
  const [, cpus = '', version = '', faults = ''] = WARNING.exec(message) ?? []
  return cpus
    .split(', ')
    .every((cpu) => cpu !== '' && faultsOf({ version, cpu: cpu as Cpu }).join('; ') === faults)
}

/** What the command has said on standard error, without that warning. */
export function withoutKnownFaults(stderr: string): string {
  const prefix = 'xarch: warning: '
  return stderr
    .split('\n')
    .filter((line) => !line.startsWith(prefix) || !isKnownFaults(line.slice(prefix.length)))
    .join('\n')
}

/** The annotations of a step, without that warning. */
export function otherAnnotations(annotations: readonly Annotation[]): Annotation[] {
  return annotations.filter(({ level, message }) => level !== 'warning' || !isKnownFaults(message))
}

/** The command has warned of the known faults of the emulator that it ran, where that has some, and of nothing else. */
export function expectFaultsSaid(stderr: string, cpu: Cpu, file: string): void {
  const version = emulatorVersion(file)
  const warnings = stderr.split('\n').filter((line) => line.includes('warning: '))
  const wanted = faultsOf({ version, cpu }).length > 0 ? [`xarch: warning: ${cpu}: qemu ${version} (`] : []
  expect(warnings.filter((line) => withoutKnownFaults(line) !== '')).toEqual([])
  expect(warnings).toEqual(wanted.map((words): unknown => expect.stringContaining(words)))
}
