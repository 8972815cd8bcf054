import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ARCHITECTURES, type Architecture, isHeaderOf } from '../../src/arch/architectures.js'

/** qemu cpu, magic and mask as qemu publishes them: a copy of its own, not made from the table under test. */
const PUBLISHED = [
  ['i386', '7f454c4601010100000000000000000002000300', 'fffffffffffefe00fffffffffffffffffeffffff'],
  ['x86_64', '7f454c4602010100000000000000000002003e00', 'fffffffffffefe00fffffffffffffffffeffffff'],
  ['alpha', '7f454c4602010100000000000000000002002690', 'fffffffffffefe00fffffffffffffffffeffffff'],
  ['arm', '7f454c4601010100000000000000000002002800', 'ffffffffffffff00fffffffffffffffffeffffff'],
  ['armeb', '7f454c4601020100000000000000000000020028', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['aarch64', '7f454c460201010000000000000000000200b700', 'ffffffffffffff00fffffffffffffffffeffffff'],
  ['aarch64_be', '7f454c46020201000000000000000000000200b7', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['sparc', '7f454c4601020100000000000000000000020002', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['sparc32plus', '7f454c4601020100000000000000000000020012', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['sparc64', '7f454c460202010000000000000000000002002b', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['ppc', '7f454c4601020100000000000000000000020014', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['ppc64', '7f454c4602020100000000000000000000020015', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['ppc64le', '7f454c4602010100000000000000000002001500', 'ffffffffffffff00fffffffffffffffffeffff00'],
  ['m68k', '7f454c4601020100000000000000000000020004', 'ffffffffffffff00fffffffffffffffffffeffff'],
  [
    'mips',
    '7f454c46010201000000000000000000000200080000000100000000000000000000000000000000',
    'ffffffffffffff0000fffffffffffffffffeffffffffffff00000000000000000000000000000020',
  ],
  [
    'mipsel',
    '7f454c46010101000000000000000000020008000100000000000000000000000000000000000000',
    'ffffffffffffff0000fffffffffffffffeffffffffffffff00000000000000000000000020000000',
  ],
  [
    'mipsn32',
    '7f454c46010201000000000000000000000200080000000100000000000000000000000000000020',
    'ffffffffffffff0000fffffffffffffffffeffffffffffff00000000000000000000000000000020',
  ],
  [
    'mipsn32el',
    '7f454c46010101000000000000000000020008000100000000000000000000000000000020000000',
    'ffffffffffffff0000fffffffffffffffeffffffffffffff00000000000000000000000020000000',
  ],
  ['mips64', '7f454c4602020100000000000000000000020008', 'ffffffffffffff0000fffffffffffffffffeffff'],
  ['mips64el', '7f454c4602010100000000000000000002000800', 'ffffffffffffff0000fffffffffffffffeffffff'],
  ['sh4', '7f454c4601010100000000000000000002002a00', 'ffffffffffffff00fffffffffffffffffeffffff'],
  ['sh4eb', '7f454c460102010000000000000000000002002a', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['s390x', '7f454c4602020100000000000000000000020016', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['hppa', '7f454c460102010000000000000000000002000f', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['riscv32', '7f454c460101010000000000000000000200f300', 'ffffffffffffff00fffffffffffffffffeffffff'],
  ['riscv64', '7f454c460201010000000000000000000200f300', 'ffffffffffffff00fffffffffffffffffeffffff'],
  ['xtensa', '7f454c4601010100000000000000000002005e00', 'ffffffffffffff00fffffffffffffffffeffffff'],
  ['or1k', '7f454c460102010000000000000000000002005c', 'ffffffffffffff00fffffffffffffffffffeffff'],
  ['hexagon', '7f454c460101010000000000000000000200a400', 'ffffffffffffff00fffffffffffffffffeffffff'],
  ['loongarch64', '7f454c4602010100000000000000000002000201', 'fffffffffffffffc00fffffffffffffffeffffff'],
] as const

const ROWS: readonly Architecture[] = ARCHITECTURES
const cpusOf = (header: Uint8Array) => [
  ...new Set(ROWS.filter((row) => isHeaderOf(row, header)).map((row) => row.cpu)),
]

/** Any bytes that a file of this row may begin with: the mask's bits are the magic's, the others are anything. */
function aHeaderOf({ magic, mask }: Architecture): fc.Arbitrary<Uint8Array> {
  const wanted = Buffer.from(magic, 'hex')
  const care = Buffer.from(mask, 'hex')
  return fc.uint8Array({ minLength: 64, maxLength: 64 }).map((noise) =>
    noise.map((byte, at) => {
      const fixed = care[at] ?? 0
      return ((wanted[at] ?? 0) & fixed) | (byte & ~fixed)
    }),
  )
}

describe('the table of architectures', () => {
  it.each(PUBLISHED)('has the published magic and mask of %s', (cpu, magic, mask) => {
    const rows = ROWS.filter((row) => row.cpu === cpu)

    expect(rows).not.toHaveLength(0)
    for (const row of rows) expect(row).toMatchObject({ magic, mask })
  })

  it('has a row for no other cpu', () => {
    const published: readonly string[] = PUBLISHED.map(([cpu]) => cpu)

    expect(ROWS.filter(({ cpu }) => !published.includes(cpu))).toEqual([])
  })

  it('has each name once', () => {
    const names = ROWS.map(({ name }) => name)

    expect(names).toEqual([...new Set(names)])
  })

  it('has each alias once, and none that is a name in another column of another row', () => {
    const taken = ROWS.flatMap((row) => [...row.aliases])
    expect(taken).toEqual([...new Set(taken)])

    for (const row of ROWS) {
      const others = ROWS.filter((other) => other !== row)
      const names = others.flatMap(({ name, cpu, uname, docker, debian, go }) => [
        ...[name, cpu, uname, debian, go],
        docker?.replace('linux/', ''),
      ])
      expect(row.aliases.filter((alias) => names.includes(alias))).toEqual([])
    }
  })

  it('is written in small letters, which names are compared in', () => {
    for (const row of ROWS) {
      const names = [row.name, ...row.aliases, row.docker, row.debian, row.go, row.cpu, row.uname].join()
      expect(names).toBe(names.toLowerCase())
    }
  })

  it.each(ARCHITECTURES)('says the class and byte order that the magic of $name says', (row) => {
    const magic = Buffer.from(row.magic, 'hex')

    expect(magic[4]).toBe(row.bits === 32 ? 1 : 2)
    expect(magic[5]).toBe(row.order === 'little' ? 1 : 2)
    expect(row.mask).toHaveLength(row.magic.length)
  })

  it('knows what Alpine publishes today, and what it once did', () => {
    const current = ROWS.filter((row) => row.alpine?.last === null).map(({ name }) => name)
    const retired = ROWS.filter((row) => typeof row.alpine?.last === 'string').map(({ name }) => name)

    expect(current.sort()).toEqual(
      'aarch64 armhf armv7 loongarch64 ppc64le riscv64 s390x x86 x86_64'.split(' '),
    )
    expect(retired).toEqual(['mips64'])
  })
})

describe('isHeaderOf', () => {
  it('takes any header that a row allows for that cpu, and for no other one', () => {
    const rowAndHeader = fc
      .constantFrom(...ROWS)
      .chain((row) => aHeaderOf(row).map((header) => ({ cpu: row.cpu, header })))

    fc.assert(
      fc.property(rowAndHeader, ({ cpu, header }) => {
        expect(cpusOf(header)).toEqual([cpu])
      }),
      { numRuns: 2000 },
    )
  })

  it('takes no header in which a bit that counts is another', () => {
    const rowAndBit = fc
      .constantFrom(...ROWS)
      .chain((row) => fc.record({ row: fc.constant(row), bit: fc.nat(row.mask.length * 4 - 1) }))
      .filter(({ row, bit }) => ((Buffer.from(row.mask, 'hex')[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0)

    fc.assert(
      fc.property(rowAndBit, ({ row, bit }) => {
        const header = Buffer.from(row.magic, 'hex')
        header[bit >> 3] = (header[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(isHeaderOf(row, header)).toBe(false)
      }),
    )
  })

  it('tells n32 from o32 by one bit of e_flags', () => {
    const header = Buffer.alloc(64)
    Buffer.from('7f454c4601020100000000000000000000020008000000010040006000000034', 'hex').copy(header)

    header.writeUInt32BE(0x50001000, 36)
    expect(cpusOf(header)).toEqual(['mips'])
    header.writeUInt32BE(0x60000020, 36)
    expect(cpusOf(header)).toEqual(['mipsn32'])
  })

  it('takes no file that is too short to be an ELF file', () => {
    expect(cpusOf(Buffer.alloc(0))).toEqual([])
    expect(cpusOf(Buffer.from('#!/bin/sh\n'))).toEqual([])
  })
})
