import { describe, expect, it } from '@jest/globals'
import type { Cpu } from '../../src/arch/architectures.js'
import { faultsOf } from '../../src/qemu/faults.js'
import { isKnownFaults, otherAnnotations, withoutKnownFaults } from '../support/known-faults.js'

/** What the tests take away of what was said: the warning of an emulator's known faults, and nothing else. */

const warning = (
  version: string,
  cpus: readonly Cpu[] = ['aarch64'],
  faults = faultsOf({ version, cpu: 'aarch64' }),
) =>
  `${cpus.join(', ')}: qemu ${version} (from apt) is the best there is here, and has known faults: ${faults.join('; ')}`

describe('the warning of known faults', () => {
  it.each([warning('7.2.22'), warning('8.1.0'), warning('7.2', ['aarch64', 'ppc', 'mips64'])])(
    'is "%s"',
    (line) => {
      expect(isKnownFaults(line)).toBe(true)
    },
  )

  it.each([
    [
      'of a version without faults',
      warning('10.0.13', ['aarch64'], faultsOf({ version: '7.2', cpu: 'aarch64' })),
    ],
    ['that names no fault', warning('10.0.13')],
    [
      'that names the faults of another version',
      warning('8.1.0', ['aarch64'], faultsOf({ version: '7.2', cpu: 'aarch64' })),
    ],
    [
      'that leaves out a fault',
      warning('7.2', ['aarch64'], faultsOf({ version: '7.2', cpu: 'aarch64' }).slice(1)),
    ],
    ['with another behind it', `${warning('7.2')}; setuid is on`],
    ['of an emulator that is passed over', '/q (at /q) is no static emulator; it is passed over'],
    ['that is empty', ''],
  ])('is none %s', (_, line) => {
    expect(isKnownFaults(line)).toBe(false)
  })

  it('is all that is taken away', () => {
    const known = warning('7.2')
    const other = 'the cache could not be asked'
    const lines = (levels: string): string =>
      levels === 'kept'
        ? `out\nxarch: warning: ${other}\n${known}\nxarch: error: ${known}\n`
        : `out\nxarch: warning: ${other}\n${known}\nxarch: warning: ${known}\nxarch: error: ${known}\n`
    expect(withoutKnownFaults(lines('all'))).toBe(lines('kept'))
    const [error, another] = [
      { level: 'error', message: known } as const,
      { level: 'warning', message: other } as const,
    ]
    expect(otherAnnotations([error, { level: 'warning', message: known }, another])).toEqual([error, another])
  })
})
