import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Failed } from '../../src/report/errors.js'
import { alpineKeys, type PublicKey } from '../../src/rootfs/keys.js'
import { LIMITS, newest, readIndex, verifyPackage } from '../../src/verify/apk.js'
import type { PackageRecord } from '../../src/verify/apk-format.js'
import { gzipMembers } from '../../src/verify/gzip-members.js'

const MIRROR = fileURLToPath(new URL('../fixtures/mirror', import.meta.url))
const FIXTURE_KEYS = [aKey(join(MIRROR, 'keys/be-fixture@example.invalid.rsa.pub'))]
const BRANCH = join(MIRROR, 'v3.20/main')
const ARCHITECTURES = ['mips64', 'ppc', 'ppc64']
const SOURCE = 'https://mirror.test/main/mips64/thing'

const OURS = aPair()
const STRANGER = aPair()
const KEYS = [...FIXTURE_KEYS, publicPart('us.rsa.pub', OURS.publicKey)]

describe.each(ARCHITECTURES)('the repository of %s in the fixture', (arch) => {
  const repository = readRepository(join(BRANCH, arch))
  const { index, packages } = repository
  const records = readIndex(index, FIXTURE_KEYS, SOURCE)

  it('has a good index: names, versions, sizes, digests, dependencies', () => {
    expect(records.map(({ name, version }) => `${name}-${version}.apk`).sort()).toEqual(
      [...packages.keys()].sort(),
    )
    const busybox = newest(records, 'busybox')
    expect(busybox).toMatchObject({ version: '1.35.0-r0', arch, checksum: { algorithm: 'sha1' } })
    expect(busybox?.sizeBytes).toBe(packages.get('busybox-1.35.0-r0.apk')?.length)
    expect(newest(records, 'alpine-base')?.depends).toContain('busybox')
  })

  it('has good packages: what comes out is the data member as it was', () => {
    for (const record of records) {
      const bytes = bytesOf(repository, record)
      const data = verifyPackage(bytes, record, FIXTURE_KEYS, SOURCE)
      expect(data.equals(bytes.subarray(bytes.length - data.length))).toBe(true)
      expect(gunzipSync(data).length % 512).toBe(0)
    }
  })
})

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

describe('a signed index whose tar is not understood', () => {
  const content = Buffer.from(text(fields()))
  const whole = file('APKINDEX', content)
  const cases: [string, Buffer, RegExp][] = [
    ['without APKINDEX', file('DESCRIPTION', content), /has no APKINDEX/],
    ['with two', Buffer.concat([whole, whole]), /two files APKINDEX/],
    ['with a link', file('APKINDEX', Buffer.alloc(0), { type: '2' }), /no file/],
    ['with a folder', Buffer.concat([file('a', Buffer.alloc(0), { type: '5' }), whole]), /no file/],
    ['with a name of GNU', Buffer.concat([file('././@LongLink', content, { type: 'L' }), whole]), /no file/],
    ['with a global header', Buffer.concat([file('g', pax('comment=x'), { type: 'g' }), whole]), /no file/],
    [
      'with a size in a PAX header',
      Buffer.concat([file('x', pax('size=9'), { type: 'x' }), whole]),
      /size in a PAX/,
    ],
    [
      'with a name in a PAX header',
      Buffer.concat([file('x', pax('path=a'), { type: 'x' }), whole]),
      /path in a PAX/,
    ],
    [
      'with a damaged PAX header',
      Buffer.concat([file('x', Buffer.from('99 uid=1\n'), { type: 'x' }), whole]),
      /damaged/,
    ],
    [
      'with a large PAX header',
      Buffer.concat([file('x', Buffer.alloc(5000, '8 uid=1\n'), { type: 'x' }), whole]),
      /large/,
    ],
    ['with another magic', file('APKINDEX', content, { magic: '\0\0\0\0\0\0' }), /header/],
    ['with a prefix', file('APKINDEX', content, { prefix: 'a' }), /long name/],
    ['with a size of GNU', file('APKINDEX', content, { size: '\x80\0\0\0\0\0\0\0\0\0\0\x01' }), /size/],
    [
      'with a wrong check sum',
      Buffer.concat([whole.subarray(0, 100), Buffer.from('1'), whole.subarray(101)]),
      /check sum/,
    ],
    ['that is truncated in its content', whole.subarray(0, 600), /truncated/],
    ['that is truncated in its header', whole.subarray(0, 500), /truncated/],
    ['that goes on after its end', Buffer.concat([whole, Buffer.alloc(512), whole]), /after the end/],
  ]

  it.each(cases)('%s is refused', (_, tar, message) => {
    expect(refusal(() => readIndex(ours(gzipSync(tar)), KEYS, SOURCE))).toMatch(message)
  })

  it.each([
    ['ends with its last file', whole],
    ['ends with empty blocks', Buffer.concat([whole, Buffer.alloc(2048)])],
    ['has a description', Buffer.concat([file('DESCRIPTION', Buffer.from('v3.20')), whole])],
    [
      'has times in a PAX header',
      Buffer.concat([file('x', pax('mtime=1.5', 'APK-TOOLS.a=b'), { type: 'x' }), whole]),
    ],
    ['is of GNU', file('APKINDEX', content, { magic: 'ustar ' })],
  ])('but one that %s is good', (_, tar) => {
    expect(readIndex(ours(gzipSync(tar)), KEYS, SOURCE)).toHaveLength(1)
  })
})

describe('a record', () => {
  const read = (content: string) =>
    readIndex(ours(gzipSync(file('APKINDEX', Buffer.from(content)))), KEYS, SOURCE)
  const sha1 = 'a'.repeat(40)

  it('has what a user of it needs, of the fields it has', () => {
    const more = {
      D: 'so:libc.musl-x86_64.so.1  pkgconf>=1.0 !uclibc',
      T: 'grüße: a b',
      p: 'cmd:x=1',
      i: 'a b',
    }
    expect(read(text({ ...fields(), ...more }))).toEqual([
      {
        name: 'some',
        version: '1.0-r0',
        arch: 'x86_64',
        sizeBytes: 1234,
        checksum: { algorithm: 'sha1', digest: sha1 },
        depends: ['so:libc.musl-x86_64.so.1', 'pkgconf>=1.0', '!uclibc'],
      },
    ])
  })

  it('may have a sha256', () => {
    const digest = createHash('sha256').update('x').digest()
    const C = `Q2${digest.toString('base64')}`
    expect(read(text({ ...fields(), C }))[0]?.checksum).toEqual({
      algorithm: 'sha256',
      digest: digest.toString('hex'),
    })
  })

  it('is one of none, or of several', () => {
    expect(read('')).toEqual([])
    expect(read(`\n${text(fields())}\n\n${text(fields())}`)).toHaveLength(2)
  })

  it.each(['P', 'V', 'A', 'S', 'C'])('is refused without %s', (letter) => {
    const rest = Object.fromEntries(Object.entries(fields()).filter(([field]) => field !== letter))
    expect(refusal(() => read(text(fields()) + text(rest)))).toBe(
      `thing has a record (number 2) without a field ${letter}`,
    )
  })

  it.each([
    ['P', '../../evil'],
    ['P', ''],
    ['V', '1/../..'],
    ['V', ' 1'],
    ['A', 'x86 64'],
    ['S', '-1'],
    ['S', '0x10'],
    ['S', '9'.repeat(16)],
    ['C', `Q3${'A'.repeat(27)}=`],
    ['C', `Q1${'A'.repeat(26)}==`],
    ['C', `Q1${'A'.repeat(26)}B=`],
    ['C', 'X1aaaa'],
  ])('is refused with the %s %j', (letter, value) => {
    expect(refusal(() => read(text({ ...fields(), [letter]: value })))).toMatch(
      `with a field ${letter} that is not known`,
    )
  })

  it.each([
    ['two of one field', `${text(fields()).trim()}\nP:other\n\n`, /two fields P/],
    ['a line that is no field', `${text(fields()).trim()}\nsomething\n\n`, /no field/],
  ])('is refused with %s', (_, content, message) => {
    expect(refusal(() => read(content))).toMatch(message)
  })
})

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

const SHARED = process.env.XARCH_TEST_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const ALPINE = [
  ['v3.19/main/x86_64', 'x86_64'],
  ['v3.13/main/aarch64', 'aarch64'],
] as const

describe.each(ALPINE)("Alpine's own %s", (path, arch) => {
  const folder = join(SHARED, 'alpine-mirror', path)
  const found = existsSync(join(folder, 'APKINDEX.tar.gz'))
  const skipped = found
    ? ''
    : ` (skipped: there is no ${folder}; XARCH_TEST_SHARED names the folder that has it)`

  ;(found ? it : it.skip)(`is good, index and packages${skipped}`, async () => {
    const keys = await alpineKeys(arch, fileURLToPath(new URL('../../src', import.meta.url)))
    const repository = readRepository(folder)
    const records = readIndex(repository.index, keys, folder)
    expect(records).toHaveLength(repository.packages.size)
    for (const record of records) {
      expect(newest(records, record.name)).toBe(record)
      expect(verifyPackage(bytesOf(repository, record), record, keys, folder).length).toBeGreaterThan(0)
    }
  })
})

/* What the tests are arranged with. */

interface Repository {
  readonly index: Buffer
  /** By file name. */
  readonly packages: ReadonlyMap<string, Buffer>
}

function readRepository(folder: string): Repository {
  const names = readdirSync(folder).filter((name) => name.endsWith('.apk'))
  return {
    index: readFileSync(join(folder, 'APKINDEX.tar.gz')),
    packages: new Map(names.map((name) => [name, readFileSync(join(folder, name))])),
  }
}

function bytesOf({ packages }: Repository, { name, version }: PackageRecord): Buffer {
  const bytes = packages.get(`${name}-${version}.apk`)
  if (bytes === undefined) throw new Error(`no package ${name}-${version}.apk`)
  return bytes
}

function recordOf(records: readonly PackageRecord[], name: string): PackageRecord {
  const record = newest(records, name)
  if (record === undefined) throw new Error(`no record of ${name}`)
  return record
}

function recordFor(bytes: Buffer, control: Buffer): PackageRecord {
  const digest = createHash('sha1').update(control).digest('hex')
  const checksum = { algorithm: 'sha1', digest } as const
  return { name: 'some', version: '1.0-r0', arch: 'x86_64', sizeBytes: bytes.length, checksum, depends: [] }
}

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

function aPair(): Pair {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

function publicPart(name: string, key: KeyObject): PublicKey {
  return { name, pem: key.export({ type: 'spki', format: 'pem' }).toString(), digest: '' }
}

function aKey(path: string): PublicKey {
  return { name: basename(path), pem: readFileSync(path, 'utf8'), digest: '' }
}

function signature(bytes: Buffer, name: string, by: Pair, kind: 'RSA' | 'RSA256' = 'RSA'): Buffer {
  const value = sign(kind === 'RSA' ? 'sha1' : 'sha256', bytes, by.privateKey)
  return gzipSync(file(`.SIGN.${kind}.${name}`, value))
}

function signed(bytes: Buffer, name: string, by: Pair, kind: 'RSA' | 'RSA256' = 'RSA'): Buffer {
  return Buffer.concat([signature(bytes, name, by, kind), bytes])
}

function ours(bytes: Buffer): Buffer {
  return signed(bytes, 'us.rsa.pub', OURS)
}

/** One entry of a tar. */
function file(
  name: string,
  content: Buffer,
  change: { type?: string; magic?: string; prefix?: string; size?: string } = {},
) {
  const header = Buffer.alloc(512)
  header.write(name, 0, 100, 'latin1')
  header.write('0000644\0', 100)
  header.write(change.size ?? `${content.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  header.write(' '.repeat(8), 148)
  header.write(change.type ?? '0', 156)
  header.write(change.magic ?? 'ustar\0', 257)
  header.write(change.prefix ?? '', 345)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, content, Buffer.alloc(-content.length & 511)])
}

/** Records of a PAX header; each is shorter than 100 bytes. */
function pax(...records: string[]): Buffer {
  return Buffer.from(
    records.map((record) => `${record.length + (record.length < 7 ? 3 : 4)} ${record}\n`).join(''),
  )
}

function fields(): Record<string, string> {
  const C = `Q1${Buffer.from('a'.repeat(40), 'hex').toString('base64')}`
  return { C, P: 'some', V: '1.0-r0', A: 'x86_64', S: '1234' }
}

function text(record: Record<string, string>): string {
  return `${Object.entries(record)
    .map(([letter, value]) => `${letter}:${value}\n`)
    .join('')}\n`
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ (1 << bit)
  return copy
}

function firstMember(bytes: Buffer) {
  const [first] = gzipMembers(bytes, LIMITS, SOURCE)
  if (first === undefined) throw new Error('no gzip member')
  return first
}

/** What it gives, or undefined where it is refused; any other error is one of the test. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    expect(error).toBeInstanceOf(Failed)
    return undefined
  }
}

/** What the user reads: it tells where the bytes came from. */
function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(Failed)
    const { what, source } = (error as Failed).explanation
    expect(source).toBe(SOURCE)
    return what
  }
  throw new Error('nothing was refused')
}
