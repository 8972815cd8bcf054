import { describe, expect, it } from '@jest/globals'
import type { Cpu } from '../../src/arch/architectures.js'
import { FAULTS, faultsOf } from '../../src/qemu/faults.js'

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
    const found = faultsOf({ version, cpu })
    expect(found).toHaveLength(expected.length)
    for (const [at, words] of expected.entries()) expect(found[at]).toContain(words)
  })

  it.each(FAULTS)('say where they are fixed: $symptom', ({ cpus, from, fixedIn, symptom }) => {
    const cpu = cpus?.[0] ?? 'ppc'
    const line = `${symptom}, fixed in ${fixedIn}`
    const [version = '', release] = fixedIn.split('-')
    const build = release === undefined ? {} : { release }
    expect(faultsOf({ version, cpu, ...build })).not.toContain(line)
    expect(faultsOf({ version: `${version}.1`, cpu })).not.toContain(line)
    const older = from ?? '0.1'
    expect(faultsOf({ version: older, cpu, ...(release === undefined ? {} : { release: 'r0' }) })).toContain(
      line,
    )
  })

  it.each([
    ['10.1.3', 'r0', true],
    ['10.1.2', 'r7', true],
    ['10.1.3', 'r1', false],
    ['11.0.0', 'r0', false],
    ['9.1.0', 'r0', false],
    ['10.1.3', undefined, false],
  ])('of %s-%s for aarch64 are those of Alpine’s build', (version, release, has) => {
    const build = { version, ...(release === undefined ? {} : { release }) }
    expect(faultsOf({ ...build, cpu: 'aarch64' }).some((line) => line.includes('openat2'))).toBe(has)
    expect(faultsOf({ ...build, cpu: 'ppc' })).toEqual([])
  })
})
