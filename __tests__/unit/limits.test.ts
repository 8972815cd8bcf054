import { describe, expect, it } from '@jest/globals'
import { personalityOf } from '../../src/arch/personality.js'
import { softOpenFiles } from '../../src/sandbox/limits.js'
import { architecture } from '../support/builders.js'

describe('the limit of open files', () => {
  it.each([
    [
      'Max processes             1 2 processes\nMax open files            1024                 524288    files',
      1024,
    ],
    ['Max open files            unlimited            unlimited            files', undefined],
    ['', undefined],
  ])('is read from the limits of a process: %j', (text, limit) => {
    expect(softOpenFiles(text)).toBe(limit)
  })
})

describe('the personality of a command', () => {
  const native = { kind: 'native' } as const
  const register = { kind: 'register', names: ['qemu-arm'] } as const

  it.each([
    ['x86', native, 'x86_64', 'linux32'],
    ['x86', undefined, 'x86_64', 'linux32'],
    ['x86', native, 'i686', undefined],
    ['x86_64', native, 'x86_64', undefined],
    ['armv7', native, 'aarch64', 'linux32'],
    ['armv7', native, 'armv7l', undefined],
    ['armv7', register, 'x86_64', undefined],
    ['ppc', register, 'ppc64', undefined],
  ] as const)('of %s by %j on %s is %s', (arch, execution, machine, personality) => {
    expect(personalityOf(architecture(arch), execution, machine)).toBe(personality)
  })
})
