import { describe, expect, it } from '@jest/globals'
import type { Cpu } from '../../src/arch/architectures.js'
import type { QemuRequest } from '../../src/inputs/qemu.js'
import { qemuVariables } from '../../src/qemu/models.js'
import { anInputs } from '../support/builders.js'

const request = (overrides: Partial<QemuRequest> = {}): QemuRequest => ({ ...anInputs().qemu, ...overrides })

const FASTER = { QEMU_CPU: 'max,pauth-impdef=on' }

describe('variables for qemu', () => {
  it.each<[Cpu, string | undefined, Record<string, string>]>([
    ['aarch64', '7.2.22', FASTER],
    ['aarch64', '8.2', FASTER],
    ['aarch64', '9.2.4', FASTER],
    ['aarch64', '10.0.0', {}],
    ['aarch64', '10', {}],
    ['aarch64', '11.1.0', {}],
    ['aarch64', undefined, {}],
    ['aarch64_be', '7.2.22', {}],
    ['arm', '7.2.22', {}],
    ['ppc', '7.2.22', {}],
  ])('of %s in version %s by themselves', (cpu, version, expected) => {
    expect(qemuVariables(cpu, version, request())).toEqual(expected)
  })

  it.each<[Cpu, string | undefined]>([
    ['aarch64', '7.2.22'],
    ['aarch64', '11.1.0'],
    ['ppc', undefined],
  ])('have the model that was asked for: %s in version %s', (cpu, version) => {
    expect(qemuVariables(cpu, version, request({ cpuModel: 'cortex-a57' }))).toEqual({
      QEMU_CPU: 'cortex-a57',
    })
  })

  it('have those that were named, which win', () => {
    const variables = { QEMU_STRACE: '1', QEMU_CPU: 'max' }
    expect(qemuVariables('aarch64', '7.2.22', request({ variables: { QEMU_STRACE: '1' } }))).toEqual({
      ...FASTER,
      QEMU_STRACE: '1',
    })
    expect(qemuVariables('aarch64', '7.2.22', request({ cpuModel: 'a64fx', variables }))).toEqual(variables)
  })
})
