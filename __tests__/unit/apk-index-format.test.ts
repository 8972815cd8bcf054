import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { readIndex } from '../../src/verify/apk.js'
import { OURS, publicPart } from '../support/apk-keys.js'
import { file, ours, pax } from '../support/apk-members.js'
import { fields, text } from '../support/apk-records.js'
import { refusal, SOURCE } from '../support/apk-verdict.js'

/** What is read of an index whose signature is good: its tar, and the records in it. */

const KEYS = [publicPart('us.rsa.pub', OURS.publicKey)]

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
