import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Cpu } from '../../src/arch/architectures.js'
import { compareVersions, FAULTS, faultsOf } from '../../src/qemu/faults.js'

const MMAP = 'vm.mmap_rnd_bits'
const BRK = 'crash in brk'
const GO = 'Go 1.23'
const JAVA = 'Java'

describe('the faults of a version', () => {
  it.each<[version: string, cpu: Cpu, expected: string[]]>([
    ['6.2.0', 'ppc', [MMAP]],
    ['7.1.99', 'aarch64', [MMAP]],
    ['7.2', 's390x', [MMAP, GO]],
    ['7.2.0', 's390x', [MMAP, GO]],
    ['7.2.22', 's390x', [MMAP, GO]],
    ['7.2.22', 'arm', [MMAP, GO]],
    ['8.0', 'arm', [MMAP, BRK]],
    ['8.0.0', 'aarch64', [MMAP]],
    ['8.0.5', 'arm', [MMAP, BRK]],
    ['8.0.5', 'armeb', [MMAP]],
    ['8.1', 'arm', [JAVA]],
    ['8.1.0', 'ppc', [JAVA]],
    ['8.1.1', 'arm', []],
    ['8.2.2', 'arm', []],
    ['10.0.2', 'arm', []],
    ['11.1.0', 'aarch64', []],
  ])('%s for %s', (version, cpu, expected) => {
    const found = faultsOf(version, cpu)
    expect(found).toHaveLength(expected.length)
    for (const [at, words] of expected.entries()) expect(found[at]).toContain(words)
  })

  it.each(FAULTS)('say where they are fixed: $symptom', ({ cpus, from, fixedIn, symptom }) => {
    const cpu = cpus?.[0] ?? 'ppc'
    const line = `${symptom}, fixed in ${fixedIn}`
    expect(faultsOf(fixedIn, cpu)).not.toContain(line)
    expect(faultsOf(`${fixedIn}.1`, cpu)).not.toContain(line)
    expect(faultsOf(from ?? '0.1', cpu)).toContain(line)
  })
})

const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }).map((numbers) => numbers.join('.'))

describe('versions', () => {
  it.each([
    ['7.2', '10.0', -1],
    ['10.0', '7.2', 1],
    ['10', '10.0.0', 0],
    ['10.1.3', '10.1.3', 0],
    ['10.1', '10.1.1', -1],
    ['8.10', '8.9', 1],
  ])('%s against %s', (left, right, sign) => {
    expect(Math.sign(compareVersions(left, right))).toBe(sign)
  })

  it('are ordered the same from both sides, and as their numbers', () => {
    fc.assert(
      fc.property(version, version, (left, right) => {
        expect(Math.sign(compareVersions(left, right)) + Math.sign(compareVersions(right, left))).toBe(0)
        expect(compareVersions(left, `${left}.0`)).toBe(0)
        expect(compareVersions(left, `${left}.1`)).toBeLessThan(0)
      }),
    )
  })
})
