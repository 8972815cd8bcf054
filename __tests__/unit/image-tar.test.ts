import { Readable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import { TarReader, type TarEntry } from '../../src/rootfs/image/tar-reader.js'
import { streamSource } from '../../src/rootfs/image/tar-source.js'
import { makeHeader } from '../../src/verify/tar-header.js'
import { aLayer } from '../support/images.js'
import { anEntry } from '../support/tar-entries.js'

/** What the reader says of the entries of a tar. */
async function read(tar: Buffer): Promise<TarEntry[]> {
  const reader = new TarReader(streamSource(Readable.from([tar])), 'docker://test')
  const entries: TarEntry[] = []
  for (let entry = await reader.next(); entry; entry = await reader.next()) entries.push(entry)
  return entries
}

/** A header with other bytes in a field, and the check sum of it. */
function withField(header: Buffer, at: number, field: string): Buffer {
  header.write(field, at, 'latin1')
  header.fill(' ', 148, 156)
  const sum = header.reduce((all, byte) => all + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

describe('a layer', () => {
  it.each<[string, string, Partial<TarEntry>]>([
    ['a long name', `${'d/'.repeat(80)}f`, {}],
    ['a name that is not ASCII', '\xc3\xa4', {}],
    ['a long link', `l -> ${'t'.repeat(200)}`, {}],
    ['owners that have more than seven octal digits', 'f', { uid: 4294967294, gid: 2 ** 31 }],
    ['a time with a fraction', 'f', { mtime: '1700000000.25' }],
    ['a time before 1970', 'f', { mtime: '-5' }],
    ['a time that has more than eleven octal digits', 'f', { mtime: '9999999999' }],
    ['the bit for setuid', 'f', { mode: 0o4755 }],
    ['capabilities', 'f', { attributes: new Map([['security.capability', '\x01\0\0\x02\xff\n=']]) }],
  ])('with %s is read as it was written', async (_, text, more) => {
    expect(await read(aLayer([Buffer.from(text, 'latin1').toString('utf8'), '', more]))).toEqual([
      anEntry(text, more),
    ])
  })

  it('with a field of no digits, as builders in Rust write them, has 0 there', async () => {
    const header = withField(makeHeader('f', 0, { uid: 1000 }), 108, '\0'.repeat(8))
    expect(await read(header)).toEqual([anEntry('f')])
  })

  it.each<[string, Buffer, RegExp]>([
    [
      'a wrong check sum',
      Buffer.from(makeHeader('f', 0)).fill('g', 0, 1),
      /has a header with a wrong check sum/,
    ],
    [
      'a size that is none',
      withField(makeHeader('f', 0), 124, '9'),
      /has a header whose field size is no number/,
    ],
    ['a sparse file', makeHeader('f', 0, { type: 'S' }), /has a sparse file/],
    ['half a header', makeHeader('f', 0).subarray(0, 300), /ends in the middle of an entry/],
    [
      'records that are damaged',
      Buffer.concat([makeHeader('x', 9, { type: 'x' }), Buffer.from('9 path=f '), Buffer.alloc(503)]),
      /has a damaged PAX header/,
    ],
  ])('with %s is refused', async (_, tar, problem) => {
    await expect(read(tar)).rejects.toMatchObject({
      name: 'Failed',
      message: expect.stringMatching(problem) as unknown,
    })
  })
})
