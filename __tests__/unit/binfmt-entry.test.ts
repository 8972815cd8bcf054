import { describe, expect, it } from '@jest/globals'
import { ARCHITECTURES } from '../../src/arch/architectures.js'
import { parseEntry, registerLine } from '../../src/binfmt/entry.js'
import { architecture } from '../support/builders.js'

const LONGEST_LINE = 1920

describe('the line for the register file', () => {
  it('has name, magic, mask, emulator and flags as the kernel wants them', () => {
    expect(
      registerLine('qemu-s390x', { arch: architecture('s390x'), setuid: false }, '/opt/qemu-s390x'),
    ).toBe(
      String.raw`:qemu-s390x:M::\x7f\x45\x4c\x46\x02\x02\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x16:\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff:/opt/qemu-s390x:PF`,
    )
  })

  it('asks for the rights of setuid programs only where that is wanted', () => {
    const arch = architecture('s390x')
    expect(registerLine('x', { arch, setuid: true }, '/q')).toMatch(/:\/q:POCF$/)
    expect(registerLine('x', { arch, setuid: false }, '/q')).toMatch(/:\/q:PF$/)
  })

  it.each(ARCHITECTURES)('of $name fits the kernel, with the longest path', (arch) => {
    expect(registerLine(`xarch-${arch.cpu}`, { arch, setuid: true }, 'x'.repeat(127)).length).toBeLessThan(
      LONGEST_LINE,
    )
  })
})

describe('the text of an entry', () => {
  const text = 'enabled\ninterpreter /usr/bin/qemu-ppc\nflags: POCF\noffset 0\nmagic 7f45\nmask ffff\n'

  it('is read', () => {
    expect(parseEntry(text)).toEqual({
      enabled: true,
      interpreter: '/usr/bin/qemu-ppc',
      flags: 'POCF',
      offset: 0,
      magic: '7f45',
      mask: 'ffff',
    })
    expect(parseEntry(text.replace('enabled', 'disabled'))?.enabled).toBe(false)
  })

  it.each(['enabled\ninterpreter /usr/bin/wine\nflags: \nextension .exe\n', 'enabled\n', ''])(
    'of what is no handler for a magic (%j) is none',
    (other) => {
      expect(parseEntry(other)).toBeUndefined()
    },
  )
})
