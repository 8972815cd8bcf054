import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Failed } from '../../src/report/errors.js'
import { gzipMembers, type Limits } from '../../src/verify/gzip-members.js'

const SOURCE = 'https://mirror.test/v3.20/main/x86_64/some.apk'
const LIMITS: Limits = { rawBytes: 1 << 20, inflatedBytes: 1 << 20, members: 8 }

const cut = (bytes: Buffer, limits: Partial<Limits> = {}) => [
  ...gzipMembers(bytes, { ...LIMITS, ...limits }, SOURCE),
]

/** A member that carries the name of a file, as gzip writes it. */
function named(content: Buffer, name: string): Buffer {
  const member = gzipSync(content)
  member[3] = 8
  return Buffer.concat([member.subarray(0, 10), Buffer.from(`${name}\0`), member.subarray(10)])
}

function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(Failed)
    const { what, source, todo } = (error as Failed).explanation
    expect(source).toBe(SOURCE)
    expect(todo).toMatch(/\S/)
    return what
  }
  throw new Error('nothing was refused')
}

describe('gzip members', () => {
  it('are cut where they were joined, whatever is in them', () => {
    // Sizes around those of zlib's own chunks: an end that falls on one must be found too.
    const sizes = fc.oneof(fc.nat(300), fc.constantFrom(16384, 32768, 65536, 131071, 131072, 131073, 262144))
    const content = fc
      .tuple(sizes, fc.uint8Array({ minLength: 1, maxLength: 40 }))
      .map(([size, pattern]) => Buffer.alloc(size, pattern))
    fc.assert(
      fc.property(fc.array(content, { maxLength: 4 }), fc.integer({ min: 0, max: 9 }), (contents, level) => {
        const raws = contents.map((one) => gzipSync(one, { level }))
        const members = cut(Buffer.concat(raws), { rawBytes: 4 << 20, inflatedBytes: 4 << 20 })
        expect(members).toHaveLength(contents.length)
        members.forEach(({ raw, content }, at) => {
          expect(raw.equals(raws[at] as Buffer)).toBe(true)
          expect(content.equals(contents[at] as Buffer)).toBe(true)
        })
      }),
      { numRuns: 60 },
    )
  })

  it('may carry the name of a file', () => {
    const [first, second] = cut(Buffer.concat([named(Buffer.from('one'), 'data.tar'), gzipSync('two')]))
    expect([first?.content.toString(), second?.content.toString()]).toEqual(['one', 'two'])
  })

  it('are none in an empty file', () => {
    expect(cut(Buffer.alloc(0))).toEqual([])
  })

  it('are inflated only as they are asked for', () => {
    const [first] = gzipMembers(Buffer.concat([gzipSync('one'), Buffer.from('no gzip')]), LIMITS, SOURCE)
    expect(first?.content.toString()).toBe('one')
  })

  it('are refused wherever the file is cut', () => {
    const whole = Buffer.concat([
      named(Buffer.from('one, one, one'), 'name'),
      gzipSync(Buffer.alloc(5000, 'two')),
    ])
    const boundary = named(Buffer.from('one, one, one'), 'name').length
    for (let length = 1; length < whole.length; length++) {
      if (length === boundary) continue
      expect(refusal(() => cut(whole.subarray(0, length)))).toMatch(
        /^some\.apk is truncated \(gzip member [12]/,
      )
    }
  })

  it.each<[string, (member: Buffer) => Buffer, RegExp]>([
    [
      'something after them',
      (member) => Buffer.concat([member, Buffer.from('garbage')]),
      /no gzip .*member 2/,
    ],
    ['zeros after them', (member) => Buffer.concat([member, Buffer.alloc(512)]), /no gzip .*member 2/],
    ['no gzip at all', () => Buffer.from('<html>404</html>'), /no gzip .*member 1, at byte 0/],
    ['another method', (member) => set(member, 2, 7), /kind of gzip/],
    ['a flag that is not known', (member) => set(member, 3, 0x20), /kind of gzip/],
    ['a damaged stream', (member) => set(member, 10, 0xff), /is damaged: invalid/],
    ['a wrong check sum', (member) => set(member, member.length - 8, 1), /check sum/],
    ['a wrong size', (member) => set(member, member.length - 4, 99), /check sum/],
  ])('are refused with %s', (_, change, message) => {
    expect(refusal(() => cut(change(gzipSync('x'.repeat(100)))))).toMatch(message)
  })

  it('that inflate to more than is allowed are refused, one or all together', () => {
    const bomb = gzipSync(Buffer.alloc(100_000))
    expect(refusal(() => cut(bomb, { inflatedBytes: 99_999 }))).toMatch(
      /inflates to more than the 99999 bytes/,
    )
    expect(refusal(() => cut(Buffer.concat([bomb, bomb]), { inflatedBytes: 199_999 }))).toMatch(
      /gzip member 2/,
    )
    expect(refusal(() => cut(Buffer.concat([bomb, gzipSync('x')]), { inflatedBytes: 100_000 }))).toMatch(
      /the 0 bytes/,
    )
    expect(cut(Buffer.concat([bomb, bomb]), { inflatedBytes: 200_000 })).toHaveLength(2)
  })

  it('are refused in a file that is too large, or has too many', () => {
    const two = Buffer.concat([gzipSync('one'), gzipSync('two')])
    expect(refusal(() => cut(two, { rawBytes: two.length - 1 }))).toMatch(
      /more than the \d+ that are allowed/,
    )
    expect(refusal(() => cut(two, { members: 1 }))).toMatch(/more after its 1 gzip members/)
  })
})

function set(bytes: Buffer, at: number, value: number): Buffer {
  bytes[at] = value
  return bytes
}
