import { generateKeyPairSync, sign } from 'node:crypto'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { LIMITS, readIndex } from '../../src/verify/apk.js'
import { OURS, type Pair, publicPart, STRANGER } from '../support/apk-keys.js'
import { file, firstMember, ours, signed } from '../support/apk-members.js'
import { BRANCH, FIXTURE_KEYS, readRepository } from '../support/apk-repository.js'
import { refusal, SOURCE } from '../support/apk-verdict.js'

const KEYS = [...FIXTURE_KEYS, publicPart('us.rsa.pub', OURS.publicKey)]

describe('an index', () => {
  const { index } = readRepository(join(BRANCH, 'mips64'))
  const unsigned = index.subarray(firstMember(index).raw.length)
  const name = FIXTURE_KEYS[0]?.name ?? ''

  it('that nobody has signed is refused', () => {
    expect(refusal(() => readIndex(unsigned, FIXTURE_KEYS, SOURCE))).toBe('thing has no signature')
  })

  it('of which the key is not known is refused, naming the key and those that are known', () => {
    expect(refusal(() => readIndex(index, [publicPart('us.rsa.pub', OURS.publicKey)], SOURCE))).toBe(
      `thing is signed with the key ${name}, which is not known; known are: us.rsa.pub`,
    )
    expect(refusal(() => readIndex(index, [], SOURCE))).toMatch(/known are: none$/)
  })

  it('is refused with a wrong key under the right name', () => {
    const wrong = [publicPart(name, STRANGER.publicKey)]
    expect(refusal(() => readIndex(index, wrong, SOURCE))).toBe(
      `the signature of thing is not one of the key ${name}`,
    )
  })

  it('that a stranger has signed is refused, under a name of his own and under ours', () => {
    expect(refusal(() => readIndex(signed(unsigned, 'him.rsa.pub', STRANGER), KEYS, SOURCE))).toMatch(
      /not known/,
    )
    expect(refusal(() => readIndex(signed(unsigned, name, STRANGER), KEYS, SOURCE))).toMatch(/is not one of/)
  })

  it.each(['RSA', 'RSA256'] as const)('that is signed with %s is good', (kind) => {
    expect(readIndex(signed(unsigned, 'us.rsa.pub', OURS, kind), KEYS, SOURCE)).toHaveLength(7)
  })

  it('is refused where its signature is of the other kind than it says', () => {
    const value = sign('sha1', unsigned, OURS.privateKey)
    const bytes = Buffer.concat([gzipSync(file('.SIGN.RSA256.us.rsa.pub', value)), unsigned])
    expect(() => readIndex(bytes, KEYS, SOURCE)).toThrow(/is not one of/)
  })

  it('may be signed by several, of which the first that is known counts', () => {
    const by = (key: string, pair: Pair) => file(`.SIGN.RSA.${key}`, sign('sha1', unsigned, pair.privateKey))
    const index = (...files: Buffer[]) => Buffer.concat([gzipSync(Buffer.concat(files)), unsigned])
    const good = by('us.rsa.pub', OURS)
    const other = file('.SIGN.DSA.us.rsa.pub', Buffer.from('something'))
    expect(readIndex(index(by('him.rsa.pub', STRANGER), other, good), KEYS, SOURCE)).toHaveLength(7)
    expect(() => readIndex(index(by(name, STRANGER), good), KEYS, SOURCE)).toThrow(/is not one of/)
    expect(() => readIndex(index(other), KEYS, SOURCE)).toThrow(/has no signature/)
  })

  it('is checked with RSA keys alone', () => {
    const { publicKey } = generateKeyPairSync('ed25519')
    expect(() => readIndex(index, [publicPart(name, publicKey)], SOURCE)).toThrow(
      /cannot be checked .*no RSA key/,
    )
  })

  it('is refused where something that is not signed stands beside the signature', () => {
    const value = sign('sha1', unsigned, OURS.privateKey)
    const first = Buffer.concat([
      file('.SIGN.RSA.us.rsa.pub', value),
      file('APKINDEX', Buffer.from('P:evil\n')),
    ])
    expect(() => readIndex(Buffer.concat([gzipSync(first), unsigned]), KEYS, SOURCE)).toThrow(
      /beside its signatures/,
    )
  })

  it.each([
    ['in its signature', Buffer.concat([gzipSync(Buffer.alloc(17 << 20)), unsigned])],
    ['that is signed', ours(gzipSync(Buffer.alloc(257 << 20), { level: 1 }))],
  ])('with a bomb %s is refused', (_, bytes) => {
    expect(refusal(() => readIndex(bytes, KEYS, SOURCE))).toMatch(/inflates to more than the \d+ bytes/)
  })

  it('is refused where it is no gzip, empty, too large, or has a member too many', () => {
    const large = Buffer.alloc(LIMITS.rawBytes + 1)
    expect(refusal(() => readIndex(Buffer.from('<html>'), KEYS, SOURCE))).toMatch(/no gzip/)
    expect(refusal(() => readIndex(Buffer.alloc(0), KEYS, SOURCE))).toMatch(/is empty/)
    expect(refusal(() => readIndex(large, KEYS, SOURCE))).toMatch(/more than the 67108864 that are allowed/)
    expect(refusal(() => readIndex(ours(Buffer.concat([unsigned, unsigned])), KEYS, SOURCE))).toMatch(
      /has more after/,
    )
  })

  it('cannot write lines of its own into the log', () => {
    const evil = file('.SIGN.RSA.x\n::error::pwned', Buffer.alloc(256))
    expect(refusal(() => readIndex(Buffer.concat([gzipSync(evil), unsigned]), KEYS, SOURCE))).not.toMatch(
      /\n|::/,
    )
  })
})
