import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { LIMITS, verifyPackage } from '../../src/verify/apk.js'
import type { PackageRecord } from '../../src/verify/apk-format.js'
import { gzipMembers } from '../../src/verify/gzip-members.js'
import { OURS, publicPart, STRANGER } from '../support/apk-keys.js'
import { file, sha256, signature } from '../support/apk-members.js'
import { refusal, SOURCE } from '../support/apk-verdict.js'

const KEYS = [publicPart('us.rsa.pub', OURS.publicKey)]

describe('a package', () => {
  const data = gzipSync(Buffer.alloc(10_240))
  const info = (content: string) => gzipSync(file('.PKGINFO', Buffer.from(content)))
  const control = info(`# made by hand\npkgname = some\ndatahash = ${sha256(data)}\n`)
  const verify = (signature: Buffer, its = control, keys = KEYS) => {
    const bytes = Buffer.concat([signature, its, data])
    return verifyPackage(bytes, recordFor(bytes, its), keys, SOURCE)
  }
  const none = Buffer.alloc(0)

  it('is vouched for by its index, so it need not be signed, nor with a known key', () => {
    expect(verify(none).equals(data)).toBe(true)
    expect(verify(signature(control, 'him.rsa.pub', STRANGER)).equals(data)).toBe(true)
    expect(verify(signature(control, 'us.rsa.pub', OURS)).equals(data)).toBe(true)
    expect(verify(signature(control, 'us.rsa.pub', OURS, 'RSA256')).equals(data)).toBe(true)
  })

  it('is refused with a wrong signature under the name of a known key', () => {
    expect(refusal(() => verify(signature(control, 'us.rsa.pub', STRANGER)))).toMatch(
      /is not one of the key us/,
    )
    expect(refusal(() => verify(signature(data, 'us.rsa.pub', OURS)))).toMatch(/is not one of the key us/)
  })

  it('is refused where the index speaks of another one, whoever has signed it', () => {
    const bytes = Buffer.concat([signature(control, 'us.rsa.pub', OURS), control, data])
    const record = {
      ...recordFor(bytes, control),
      checksum: { algorithm: 'sha1', digest: 'a'.repeat(40) },
    } as const
    expect(refusal(() => verifyPackage(bytes, record, KEYS, SOURCE))).toMatch(/expected a{40}$/)
  })

  it('can be named by a sha256', () => {
    const bytes = Buffer.concat([control, data])
    const checksum = { algorithm: 'sha256', digest: sha256(control) } as const
    expect(verifyPackage(bytes, { ...recordFor(bytes, control), checksum }, KEYS, SOURCE).equals(data)).toBe(
      true,
    )
    expect(() =>
      verifyPackage(
        bytes,
        { ...recordFor(bytes, control), checksum: { ...checksum, digest: sha256(data) } },
        KEYS,
        SOURCE,
      ),
    ).toThrow(/sha256 of its control member/)
  })

  it.each([
    ['no datahash', info('pkgname = some\n'), /does not say/],
    ['two', info(`datahash = ${sha256(data)}\ndatahash = ${sha256(data)}\n`), /does not say/],
    ['a datahash that is none', info('datahash = abc\n'), /does not say/],
    ['the datahash of another', info(`datahash = ${sha256(control)}\n`), /sha256 of its data/],
    ['no .PKGINFO', gzipSync(file('.post-install', Buffer.from('exit 0\n'))), /has no \.PKGINFO/],
  ])('is refused with %s', (_, its, message) => {
    expect(refusal(() => verify(signature(its, 'us.rsa.pub', OURS), its))).toMatch(message)
  })

  it('is refused where it is but a signature', () => {
    const bytes = signature(control, 'us.rsa.pub', OURS)
    expect(refusal(() => verifyPackage(bytes, recordFor(bytes, control), KEYS, SOURCE))).toMatch(
      /no control member/,
    )
  })

  it('with a bomb before its data is refused', () => {
    const bomb = gzipSync(Buffer.concat([file('.PKGINFO', Buffer.alloc(17 << 20))]))
    expect(refusal(() => verify(none, bomb))).toMatch(/inflates to more/)
    expect(refusal(() => verify(bomb))).toMatch(/inflates to more/)
  })

  it('of more than 64 MiB is refused', () => {
    const bytes = Buffer.alloc(LIMITS.rawBytes + 1)
    expect(refusal(() => verifyPackage(bytes, recordFor(bytes, control), KEYS, SOURCE))).toMatch(/67108864/)
  })

  it('is not inflated: that is for who uses it, within the same limits', () => {
    const bomb = gzipSync(Buffer.alloc(257 << 20), { level: 1 })
    const its = info(`datahash = ${sha256(bomb)}\n`)
    const bytes = Buffer.concat([its, bomb])
    expect(verifyPackage(bytes, recordFor(bytes, its), KEYS, SOURCE).equals(bomb)).toBe(true)
    expect(() => [...gzipMembers(bomb, LIMITS, SOURCE)]).toThrow(/inflates to more/)
  })
})

function recordFor(bytes: Buffer, control: Buffer): PackageRecord {
  const digest = createHash('sha1').update(control).digest('hex')
  const checksum = { algorithm: 'sha1', digest } as const
  return { name: 'some', version: '1.0-r0', arch: 'x86_64', sizeBytes: bytes.length, checksum, depends: [] }
}
