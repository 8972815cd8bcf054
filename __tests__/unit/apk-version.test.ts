import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Failed } from '../../src/report/errors.js'
import { newest } from '../../src/verify/apk.js'
import type { PackageRecord } from '../../src/verify/apk-format.js'
import { compareVersions, isVersion } from '../../src/verify/apk-version.js'

/** Each line from old to new. */
const ASCENDING = [
  // numbers by value, of any length; the one that goes on is the newer
  ['1', '1.0', '1.0.0', '1.0.1', '1.1', '1.2', '1.10', '2', '10', '20240101', '20240101123456789012'],
  // behind a point, numbers with a leading zero are like decimals
  ['1.0', '1.00', '1.01', '1.010', '1.011', '1.02', '1.1', '1.9', '1.10'],
  // a letter is more than the end and less than a number
  ['1.2', '1.2a', '1.2b', '1.2z', '1.2.1', '1.3'],
  // suffixes: four kinds before a release, five after
  ['1_alpha', '1_beta', '1_pre', '1_rc', '1', '1_cvs', '1_svn', '1_git', '1_hg', '1_p'],
  [
    '8.2.0_rc',
    '8.2.0_rc0',
    '8.2.0_rc1',
    '8.2.0_rc2',
    '8.2.0_rc10',
    '8.2.0',
    '8.2.0_p1',
    '8.2.0.1',
    '8.2.1_alpha',
  ],
  ['1_p1_alpha', '1_p1', '1_p1_git', '1_p1_p', '1_p2'],
  ['1_alpha_alpha', '1_alpha', '1_alpha1', '1_alpha_p', '1_beta'],
  ['1a_alpha', '1a', '1a_p'],
  // revisions of the package
  ['1.0', '1.0-r0', '1.0-r1', '1.0-r2', '1.0-r10', '1.0_p1-r0', '1.0a-r0', '1.0.1-r0'],
  ['1.0_rc1-r9', '1.0', '1.0-r0'],
  // hashes of commits are texts
  ['1.0', '1.0-r1', '1.0~12', '1.0~1234', '1.0~1234-r1', '1.0~abc', '1.0_git'],
  // as Alpine has had them
  ['1.2.4_git20230717-r4', '1.2.4_git20230717-r5', '1.2.4_git20240101-r0', '1.2.4.1-r0', '1.2.5-r0'],
  ['9.6_p1-r0', '9.6_p1-r1', '9.6_p2-r0', '9.7_p1-r0', '9.10_p1-r0'],
  ['2023c-r0', '2023c-r1', '2023d-r0', '2024a-r0'],
]

describe('versions', () => {
  it.each(ASCENDING)('are ordered: %s < %s …', (...line) => {
    line.forEach((a, left) => {
      line.forEach((b, right) => {
        expect([a, b, Math.sign(compareVersions(a, b))]).toEqual([a, b, Math.sign(left - right)])
      })
    })
  })

  it.each([
    ['1-r0', '1-r00'],
    ['01', '1'],
    ['1_p01', '1_p1'],
  ])('are the same with leading zeros where values count: %s and %s', (a, b) => {
    expect(compareVersions(a, b)).toBe(0)
    expect(compareVersions(b, a)).toBe(0)
  })

  it.each(['1', '1.2.3', '1.2b', '1_rc1', '1.35.0-r0', '0.1_git20240101_pre1', '0.1_pre2~1234abcd-r3'])(
    'can be %s',
    (version) => {
      expect(isVersion(version)).toBe(true)
    },
  )

  it.each([
    '',
    'a',
    '.1',
    '1.',
    '1..2',
    '1bc',
    '1a1',
    '1a.1',
    '1_foo',
    '1__p',
    '1_',
    '1-r',
    '1-1',
    '1-r1-r2',
    '1-r1_p1',
    '1~',
    '1~xyz',
    '1-r1~12',
    '1 ',
    '1\n',
    '1/2',
  ])('cannot be %j', (version) => {
    expect(isVersion(version)).toBe(false)
  })

  it('are newer than what is none', () => {
    expect(compareVersions('next', '0_alpha')).toBeLessThan(0)
    expect(compareVersions('0_alpha', 'next')).toBeGreaterThan(0)
  })

  it('of any kind have one order', () => {
    const number = fc.constantFrom('0', '00', '01', '010', '1', '2', '10')
    const version = fc
      .tuple(
        fc.array(number, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', 'a', 'b'),
        fc.array(fc.constantFrom('_alpha', '_rc', '_rc2', '_git', '_p', '_p1'), { maxLength: 2 }),
        fc.constantFrom('', '~1', '~ab'),
        fc.constantFrom('', '-r0', '-r1', '-r10'),
      )
      .map(([numbers, letter, suffixes, hash, revision]) =>
        [numbers.join('.'), letter, ...suffixes, hash, revision].join(''),
      )
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [ab, bc, ac] = [compareVersions(a, b), compareVersions(b, c), compareVersions(a, c)]
        expect(isVersion(a)).toBe(true)
        expect(compareVersions(a, a)).toBe(0)
        expect(Math.sign(compareVersions(b, a)) + Math.sign(ab)).toBe(0)
        if (ab <= 0 && bc <= 0) expect(ac).toBeLessThanOrEqual(0)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('the newest record', () => {
  it('is the one of that very name with the highest version, wherever it stands', () => {
    const versions = ['8.2.0_rc4-r0', '8.2.6-r1', '8.2.6-r10', '8.2.6-r9', '8.2-r20']
    const records = versions.map((version) => aRecord('qemu-mips64', version))
    const others = [aRecord('qemu-mips64el', '99-r0'), aRecord('qemu', '99-r0')]
    expect(newest([...others, ...records], 'qemu-mips64')?.version).toBe('8.2.6-r10')
    expect(newest([...records.reverse(), ...others], 'qemu-mips64')?.version).toBe('8.2.6-r10')
  })

  it('is none where there is no such package', () => {
    expect(newest([aRecord('qemu', '1-r0')], 'qemu-mips64')).toBeUndefined()
  })

  it('is not guessed where a version is not understood', () => {
    const records = [aRecord('qemu', '1-r0'), aRecord('qemu', 'next')]
    expect(() => newest(records, 'qemu')).toThrow(Failed)
    expect(() => newest(records, 'qemu')).toThrow(/qemu .*next/)
  })
})

function aRecord(name: string, version: string): PackageRecord {
  const checksum = { algorithm: 'sha1', digest: '00' } as const
  return { name, version, arch: 'x86_64', sizeBytes: 1, checksum, depends: [] }
}
