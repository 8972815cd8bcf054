import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ARCHITECTURES, type Architecture } from '../../src/arch/architectures.js'
import { executionOn, resolveArchitecture, suggestArchitecture } from '../../src/arch/resolve.js'

/** The row of that name, found without what is tested here. */
function row(name: string): Architecture {
  const found = ARCHITECTURES.find((architecture) => architecture.name === name)
  if (found === undefined) throw new Error(`no row ${name}`)
  return found
}

describe('resolveArchitecture', () => {
  it.each(ARCHITECTURES)('finds $name under its own name, aliases and platform', (architecture) => {
    for (const name of [
      architecture.name,
      ...architecture.aliases,
      architecture.docker ?? architecture.name,
    ]) {
      expect({ name, row: resolveArchitecture(name) }).toEqual({ name, row: architecture })
    }
  })

  it.each(ARCHITECTURES)(
    'understands every name in the row of $name, if only as that of another',
    (architecture) => {
      for (const name of [architecture.debian, architecture.go, architecture.cpu, architecture.uname]) {
        if (name !== null) expect(resolveArchitecture(name)).toBeDefined()
      }
    },
  )

  it.each([
    // Docker
    ['linux/amd64', 'x86_64'],
    ['linux/386', 'x86'],
    ['linux/arm64', 'aarch64'],
    ['linux/arm64/v8', 'aarch64'],
    ['arm64/v8', 'aarch64'],
    ['linux/arm', 'armv7'],
    ['linux/arm/v7', 'armv7'],
    ['linux/arm/v6', 'armhf'],
    ['linux/arm/v5', 'armel'],
    ['linux/mips64le', 'mips64el'],
    ['linux/loong64', 'loongarch64'],
    // Debian, where Alpine does not use the word for another
    ['amd64', 'x86_64'],
    ['i386', 'x86'],
    ['ppc64el', 'ppc64le'],
    ['powerpc', 'ppc'],
    ['loong64', 'loongarch64'],
    ['armel', 'armel'],
    // Alpine's armhf, although Debian's is ARMv7
    ['armhf', 'armhf'],
    // Go
    ['386', 'x86'],
    ['arm', 'armv7'],
    ['mipsle', 'mipsel'],
    // uname -m
    ['i686', 'x86'],
    ['armv6l', 'armhf'],
    ['armv7l', 'armv7'],
    ['parisc', 'hppa'],
    ['openrisc', 'or1k'],
    // common names
    ['powerpc64', 'ppc64'],
    ['powerpc64le', 'ppc64le'],
    ['x64', 'x86_64'],
    // letters and blanks
    ['AArch64', 'aarch64'],
    ['ARM64', 'aarch64'],
    [' X64 ', 'x86_64'],
    ['Linux/ARM64', 'aarch64'],
  ])('takes %p for %s', (name, expected) => {
    expect(resolveArchitecture(name)?.name).toBe(expected)
  })

  it.each([
    '',
    'linux/',
    'arch64',
    'windows/amd64',
    'linux/linux/amd64',
    'amd64/v3',
    'constructor',
    '__proto__',
  ])('does not understand %p', (name) => {
    expect(resolveArchitecture(name)).toBeUndefined()
  })
})

describe('suggestArchitecture', () => {
  it.each([
    ['arch64', 'aarch64'],
    ['aarch46', 'aarch64'],
    ['linux/aarch65', 'aarch64'],
    ['AMD46', 'amd64'],
    ['armv', 'armv7'],
    ['s390', 's390x'],
    ['ppc64ble', 'ppc64le'],
    ['riscv', 'riscv64'],
    ['loong', 'loong64'],
    ['x86_46', 'x86_64'],
  ])('suggests for %p %s', (name, suggestion) => {
    expect(suggestArchitecture(name)).toBe(suggestion)
  })

  it.each(['', 'x', 'windows', 'everything', 'vax', 'z80', 'ia64', 'debian'])(
    'suggests nothing for %p',
    (name) => {
      expect(suggestArchitecture(name)).toBeUndefined()
    },
  )

  it('suggests only what is understood', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (name) => {
        const suggestion = suggestArchitecture(name)
        expect(suggestion === undefined || resolveArchitecture(suggestion) !== undefined).toBe(true)
      }),
    )
  })
})

describe('executionOn', () => {
  it.each([
    ['x86_64', 'x86_64', 'native'],
    ['x86_64', 'x86', 'native'],
    ['x86_64', 'aarch64', 'emulated'],
    ['i686', 'x86', 'native'],
    ['i686', 'x86_64', 'emulated'],
    ['aarch64', 'aarch64', 'native'],
    ['aarch64', 'armv7', 'ask'],
    ['aarch64', 'armhf', 'ask'],
    ['aarch64', 'armel', 'ask'],
    ['aarch64', 'armeb', 'emulated'],
    ['aarch64', 'aarch64_be', 'emulated'],
    ['aarch64', 'x86', 'emulated'],
    ['armv7l', 'armv7', 'native'],
    ['armv8l', 'armv7', 'native'],
    ['armv7l', 'armhf', 'ask'],
    ['armv6l', 'armhf', 'native'],
    ['armv6l', 'armv7', 'emulated'],
    ['armv7l', 'aarch64', 'emulated'],
    ['ppc64le', 'ppc64le', 'native'],
    ['ppc64le', 'ppc64', 'emulated'],
    ['s390x', 's390x', 'native'],
    ['riscv64', 'riscv64', 'native'],
    ['riscv64', 'riscv32', 'emulated'],
    ['loongarch64', 'loongarch64', 'native'],
    // Both byte orders say so
    ['mips64', 'mips64', 'ask'],
    ['mips64', 'mips64el', 'ask'],
    ['mips', 'mipsel', 'ask'],
    ['mips', 'mips64', 'emulated'],
    ['something new', 'x86_64', 'emulated'],
  ])('on %s: %s is %s', (host, target, execution) => {
    expect(executionOn(host, row(target))).toBe(execution)
  })

  it.each(ARCHITECTURES)('never emulates $name on a host of its own kind', (architecture) => {
    if (architecture.name === architecture.cpu) {
      expect(executionOn(architecture.uname, architecture)).not.toBe('emulated')
    }
  })
})
