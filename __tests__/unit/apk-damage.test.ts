import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Failed } from '../../src/report/errors.js'
import { LIMITS, readIndex, verifyPackage } from '../../src/verify/apk.js'
import { gzipMembers } from '../../src/verify/gzip-members.js'
import { firstMember } from '../support/apk-members.js'
import { BRANCH, bytesOf, FIXTURE_KEYS, readRepository, recordOf } from '../support/apk-repository.js'
import { attempt, SOURCE } from '../support/apk-verdict.js'

/** Indexes and packages that are not what was published. */

describe('a repository', () => {
  const repository = readRepository(join(BRANCH, 'mips64'))
  const { index } = repository
  const records = readIndex(index, FIXTURE_KEYS, SOURCE)
  const { raw: signatureMember } = firstMember(index)

  it('is refused with one flipped bit anywhere in the signed part of the index', () => {
    const position = fc.integer({ min: signatureMember.length, max: index.length - 1 })
    fc.assert(
      fc.property(position, fc.nat(7), (at, bit) => {
        expect(() => readIndex(flipped(index, at, bit), FIXTURE_KEYS, SOURCE)).toThrow(Failed)
      }),
      { numRuns: 1500 },
    )
  })

  it('says the same or is refused with one flipped bit in its signature, of which nothing is signed', () => {
    fc.assert(
      fc.property(fc.nat(signatureMember.length - 1), fc.nat(7), (at, bit) => {
        const result = attempt(() => readIndex(flipped(index, at, bit), FIXTURE_KEYS, SOURCE))
        if (result !== undefined) expect(result).toEqual(records)
      }),
      { numRuns: 1500 },
    )
  })

  it('gives the same data or is refused with one flipped bit anywhere in a package', () => {
    const small = records.filter(({ sizeBytes }) => sizeBytes < 200_000)
    const flip = fc
      .constantFrom(...small)
      .chain((record) =>
        fc.record({ record: fc.constant(record), at: fc.nat(record.sizeBytes - 1), bit: fc.nat(7) }),
      )
    fc.assert(
      fc.property(flip, ({ record, at, bit }) => {
        const bytes = bytesOf(repository, record)
        const data = attempt(() => verifyPackage(flipped(bytes, at, bit), record, FIXTURE_KEYS, SOURCE))
        if (at >= firstMember(bytes).raw.length) expect(data).toBeUndefined()
        else if (data) expect(data.equals(verifyPackage(bytes, record, FIXTURE_KEYS, SOURCE))).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  it('is refused where the index ends early, anywhere', () => {
    for (let length = 0; length < index.length; length++) {
      expect(() => readIndex(index.subarray(0, length), FIXTURE_KEYS, SOURCE)).toThrow(Failed)
    }
  })

  it('is refused where a package ends early, anywhere, even where the index says so', () => {
    const record = recordOf(records, 'alpine-base')
    const bytes = bytesOf(repository, record)
    for (let length = 0; length < bytes.length; length++) {
      const short = bytes.subarray(0, length)
      expect(() => verifyPackage(short, record, FIXTURE_KEYS, SOURCE)).toThrow(/bytes, \d+ were expected/)
      expect(() => verifyPackage(short, { ...record, sizeBytes: length }, FIXTURE_KEYS, SOURCE)).toThrow(
        Failed,
      )
    }
  })

  it('is refused with one package under the name of another', () => {
    for (const record of records) {
      for (const other of records.filter((one) => one !== record)) {
        const bytes = bytesOf(repository, other)
        expect(() => verifyPackage(bytes, record, FIXTURE_KEYS, SOURCE)).toThrow(/bytes, \d+ were expected/)
        expect(() =>
          verifyPackage(bytes, { ...record, sizeBytes: bytes.length }, FIXTURE_KEYS, SOURCE),
        ).toThrow(/is another package: sha1 of its control member/)
      }
    }
  })

  it('is refused with the data of another package', () => {
    const record = recordOf(records, 'make')
    const [signature, control] = gzipMembers(bytesOf(repository, record), LIMITS, SOURCE)
    const other = bytesOf(repository, recordOf(records, 'lua5.4'))
    const data = verifyPackage(other, recordOf(records, 'lua5.4'), FIXTURE_KEYS, SOURCE)
    const mixed = Buffer.concat([signature?.raw ?? data, control?.raw ?? data, data])
    expect(() => verifyPackage(mixed, { ...record, sizeBytes: mixed.length }, FIXTURE_KEYS, SOURCE)).toThrow(
      /sha256 of its data/,
    )
  })

  it('is refused with something after its end', () => {
    const record = recordOf(records, 'alpine-keys')
    for (const garbage of [Buffer.from('x'), Buffer.alloc(512), gzipSync('more')]) {
      const bytes = Buffer.concat([bytesOf(repository, record), garbage])
      expect(() => readIndex(Buffer.concat([index, garbage]), FIXTURE_KEYS, SOURCE)).toThrow(/signature/)
      expect(() => verifyPackage(bytes, record, FIXTURE_KEYS, SOURCE)).toThrow(/bytes, \d+ were expected/)
      expect(() =>
        verifyPackage(bytes, { ...record, sizeBytes: bytes.length }, FIXTURE_KEYS, SOURCE),
      ).toThrow(/sha256 of its data/)
    }
  })
})

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ (1 << bit)
  return copy
}
