import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { mkdir, symlink, writeFile, link, mkdtemp } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { explain, Failed } from '../../src/report/errors.js'
import { TarGuard } from '../../src/verify/tar-guard.js'
import { makeHeader } from '../../src/verify/tar-header.js'
import { TAR_LIMITS } from '../../src/verify/tar-limits.js'
import { temporaryFolders } from '../support/temporary.js'

const newFolder = temporaryFolders()
const END = Buffer.alloc(1024)

interface Entry {
  readonly name: string
  readonly type?: string
  readonly link?: string
  readonly content?: string | Buffer
  readonly device?: readonly [number, number]
  /** In the header, where it is not that of the content. */
  readonly size?: Buffer
}

/** One entry, with its content; made by hand, since real tars do not make what is refused. */
function entry({ name, type = '0', link = '', content = '', device, size }: Entry): Buffer {
  const data = Buffer.from(content)
  const block = makeHeader('', data.length)
  block.write(name, 0, 'latin1')
  block.write(type, 156)
  block.write(link, 157, 'latin1')
  if (device) block.write(device.map((n) => `${n.toString(8).padStart(7, '0')}\0`).join(''), 329)
  size?.copy(block, 124)
  block.fill(' ', 148, 156)
  const sum = block.reduce((all, byte) => all + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([block, data, Buffer.alloc((512 - (data.length % 512)) % 512)])
}

const tar = (...entries: readonly Entry[]): Buffer => Buffer.concat([...entries.map(entry), END])

/** `LENGTH KEYWORD=VALUE`, whose length counts its own digits. */
const record = (keyword: string, value: string): string => {
  const bytes = Buffer.byteLength(` ${keyword}=${value}\n`)
  const digits = [1, 2, 3, 4, 5].find((count) => String(bytes + count).length === count) ?? 0
  return `${bytes + digits} ${keyword}=${value}\n`
}
const pax = (fields: Readonly<Record<string, string>>, type = 'x'): Entry => ({
  name: 'pax',
  type,
  content: Object.keys(fields)
    .map((keyword) => record(keyword, fields[keyword] ?? ''))
    .join(''),
})

interface Passed {
  readonly out: Buffer
  readonly error: unknown
}

/** What comes out of the guard when the chunks go in. */
async function pass(chunks: readonly Buffer[], fileBytes = 2 ** 20): Promise<Passed> {
  const out: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      out.push(Buffer.from(chunk))
      done()
    },
  })
  const error = await pipeline(
    Readable.from(chunks),
    new TarGuard('https://example.invalid/a.tar').allowFor(fileBytes),
    sink,
  ).then(
    () => undefined,
    (cause: unknown) => cause,
  )
  return { out: Buffer.concat(out), error }
}

function cutAt(whole: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [0, ...places.map((place) => place % whole.length).sort((a, b) => a - b), whole.length]
  return cuts.slice(1).map((end, index) => whole.subarray(cuts[index], end))
}

const etc: Entry = { name: 'etc/', type: '5' }
const file = (name: string): Entry => ({ name, content: 'x' })
const folder = (name: string): Entry => ({ name, type: '5' })
const soft = (name: string, link: string): Entry => ({ name, type: '2', link })
const hard = (name: string, link: string): Entry => ({ name, type: '1', link })
const long = (type: 'L' | 'K', name: string): Entry => ({ name: '././@LongLink', type, content: `${name}\0` })
const base256 = (bytes: bigint): Buffer => Buffer.from(`80${bytes.toString(16).padStart(22, '0')}`, 'hex')

const REFUSED: Readonly<Record<string, readonly [entries: readonly Entry[], says: RegExp]>> = {
  'an absolute name': [[file('/etc/x')], /"\/etc\/x" that is absolute/],
  'a name with ".."': [[file('a/../x')], /"a\/\.\.\/x" with "\.\."/],
  'a name with ".." out of a PAX header': [[pax({ path: 'a/..' }), file('a')], /"a\/\.\." with/],
  'a name with ".." out of a long name': [[long('L', '../x'), file('a')], /"\.\.\/x" with/],
  'an empty name': [[file('')], /a name that is empty/],
  'a long part': [[pax({ path: 'p'.repeat(256) }), file('a')], /a part of 256 bytes/],
  'a long name': [[pax({ path: 'p/'.repeat(2048) }), file('a')], /a name of 4096 bytes/],
  'a deep name': [[pax({ path: 'p/'.repeat(257) }), file('a')], /257 folders deep; 256 are allowed/],
  'a name through a symlink': [[soft('l', 'etc'), file('l/x')], /through the symlink "l"/],
  'a name through a hard link to a symlink': [
    [soft('l', '/'), hard('k', 'l'), file('k/x')],
    /through the symlink "k"/,
  ],
  'a name through a file': [[file('f'), file('f/x')], /through the file "f"/],
  'a name through a symlink in the place of an empty folder': [
    [folder('d'), soft('d', '/'), file('d/x')],
    /through the symlink "d"/,
  ],
  'a symlink in the place of a folder with files': [
    [file('d/x'), soft('d', '/')],
    /a folder that is not empty/,
  ],
  'a symlink in the place of the root': [[soft('./', '/tmp')], /a symlink in the place of the root/],
  'a hard link to an absolute name': [[hard('h', '/etc/passwd')], /that is absolute/],
  'a hard link out of the root': [[hard('h', '../x')], /with "\.\."/],
  'a hard link out of the root by a PAX header': [
    [file('f'), pax({ linkpath: '../x' }), hard('h', 'f')],
    /with "\.\."/,
  ],
  'a hard link out of the root by a long name': [[file('f'), long('K', '/x'), hard('h', 'f')], /absolute/],
  'a hard link to what is not there': [[hard('h', 'x/y')], /which is not in the archive before it/],
  'a hard link to a folder': [[etc, hard('h', 'etc')], /which is a folder/],
  'a hard link through a symlink': [
    [file('d/f'), soft('l', 'd'), hard('h', 'l/f')],
    /through the symlink "l"/,
  ],
  'a hard link with content': [
    [file('f'), { ...hard('h', 'f'), content: 'x' }],
    /content behind the hard link/,
  ],
  'a folder with content': [[{ ...etc, content: 'x' }], /content behind the folder/],
  'a device of a disk': [[{ name: 'dev/sda', type: '4', device: [8, 0] }], /the device "dev\/sda" \(b 8:0\)/],
  'a usual device with the number of another': [[{ name: 'dev/null', type: '3', device: [1, 1] }], /c 1:1/],
  'a usual device elsewhere': [[{ name: 'null', type: '3', device: [1, 3] }], /the device "null"/],
  'a FIFO where we write': [[{ name: 'etc/hosts', type: '6' }], /a fifo "etc\/hosts", where a file/],
  'a hard link to a FIFO where we write': [
    [{ name: 'q', type: '6' }, hard('etc/hosts', 'q')],
    /a fifo "etc\/hosts"/,
  ],
  'a folder where we write': [[folder('etc/apk/repositories')], /a folder "etc\/apk\/repositories"/],
  'a sparse file': [[{ name: 's', type: 'S', content: 'x' }], /the sparse file "s"/],
  'a sparse file by a PAX header': [
    [pax({ 'GNU.sparse.major': '1' }), file('s')],
    /"GNU.sparse.major" in a PAX/,
  ],
  "an attribute of the machine's overlays": [
    [pax({ 'SCHILY.xattr.trusted.overlay.redirect': '/x' }), file('s')],
    /trusted\.overlay\.redirect/,
  ],
  'an unknown type': [[{ name: 'v', type: 'V' }], /"v" of the type "V"/],
  'a name for all files': [[pax({ path: 'x' }, 'g'), file('a')], /path for all files/],
  'two names': [[pax({ path: 'x' }), long('L', 'y'), file('a')], /two PAX headers or long names/],
  'a name twice in a PAX header': [
    [{ ...pax({}), content: record('path', 'a') + record('path', 'b') }, file('a')],
    /path twice/,
  ],
  'a name with a zero byte': [[pax({ path: 'a\0b' }), file('a')], /path "a\\x00b" in a PAX header/],
  'a damaged PAX header': [[{ ...pax({}), content: '99 path=a\n' }, file('a')], /a damaged PAX header/],
  'an endless PAX header': [[{ ...pax({}), content: '0 path=a\n' }, file('a')], /a damaged PAX header/],
  'a PAX header at the end': [[file('a'), pax({ path: 'x' })], /no entry behind it/],
  'an owner that no user has': [[pax({ uid: '4294967295' }), file('a')], /the owner 4294967295:0/],
  'a size that is no number': [[pax({ size: '-1' }), file('a')], /size "-1"/],
  'a negative size': [[{ name: 'a', size: Buffer.alloc(12, 0xff) }], /field size is no number/],
  'a huge file': [[{ name: 'a', size: base256(2n ** 40n) }], /a file "a" of 1099511627776 bytes/],
  'a larger file than its bytes allow': [
    [{ name: 'a', size: base256(2n ** 30n) }],
    /more than 171966464 bytes/,
  ],
  'no files': [[], /no files in it/],
}

const ACCEPTED: Readonly<Record<string, readonly Entry[]>> = {
  'names with dots and empty parts': [folder('./'), folder('./etc//'), file('./etc/..x'), file('...')],
  'the names of a root that say nothing': [folder('.'), file('a')],
  'a symlink that leads out': [soft('l', '/etc'), soft('m', '../../x')],
  'a symlink that a file or a folder replaces': [
    soft('l', '/'),
    file('l'),
    soft('m', '/'),
    folder('m'),
    file('m/x'),
  ],
  'a hard link to a symlink, and a file in its place': [soft('l', '/x'), hard('h', 'l'), file('h')],
  'the usual devices and a FIFO': [
    { name: 'dev/null', type: '3', device: [1, 3] },
    { name: './dev/console', type: '3', device: [5, 1] },
    { name: 'run/queue', type: '6' },
  ],
  'a file and a symlink where we write': [file('etc/hosts'), soft('etc/resolv.conf', '/run/x')],
  'long names': [
    long('L', 'n/'.repeat(200) + 'f'),
    file('short'),
    long('K', 'n'.repeat(300)),
    soft('l', 's'),
  ],
  'PAX headers': [
    pax({ comment: 'of git' }, 'g'),
    pax({ path: 'ä'.repeat(80), mtime: '1.5', 'SCHILY.xattr.security.capability': '\x01\0' }),
    file('a'),
  ],
  'a size by base-256': [{ name: 'a', content: 'four', size: base256(4n) }],
  'a size by a PAX header': [
    pax({ size: '600' }),
    { name: 'a', content: Buffer.alloc(600), size: Buffer.from('00000000000\0') },
  ],
}

describe('a tar on its way', () => {
  it.each(Object.keys(REFUSED))(
    'with %s is refused in one error, before that entry is handed on',
    async (what) => {
      const [entries, says] = REFUSED[what] ?? [[], /^$/]
      const good = entry(file('first'))
      const { out, error } = await pass(entries.length > 0 ? [good, tar(...entries)] : [END])
      expect(error).toBeInstanceOf(Failed)
      expect(explain(error)[0]).toMatch(says)
      expect(explain(error)[0]).toMatch(/^"a\.tar" has [\x20-\x7e…]+$/)
      const bad = entries.at(-1)
      if (bad && !/at the end/.test(what)) expect(out.indexOf(entry(bad).subarray(0, 512))).toBe(-1)
    },
  )

  it.each(Object.keys(ACCEPTED))('with %s comes through unchanged', async (what) => {
    const whole = tar(...(ACCEPTED[what] ?? []))
    const { out, error } = await pass([whole])
    expect(error).toBeUndefined()
    expect(out.equals(whole)).toBe(true)
  })

  it('cut anywhere into chunks has the same fate, and the same bytes are handed on', async () => {
    const all = [...Object.values(ACCEPTED), ...Object.values(REFUSED).map(([entries]) => entries)]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.array(fc.nat(), { maxLength: 30 }),
        async (entries, places) => {
          const whole = tar(...entries)
          const [uncut, cut] = [await pass([whole]), await pass(cutAt(whole, places))]
          expect(cut.error === undefined ? '' : explain(cut.error)).toEqual(
            uncut.error === undefined ? '' : explain(uncut.error),
          )
          if (uncut.error === undefined) expect(cut.out.equals(whole)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('cut off anywhere before its end is refused', async () => {
    const whole = tar(...(ACCEPTED['long names'] ?? []))
    const end = whole.length - END.length
    await fc.assert(
      fc.asyncProperty(fc.nat(end), async (length) => {
        const { error } = await pass([whole.subarray(0, length)])
        expect(explain(error)[0]).toMatch(/has no end: it is truncated/)
      }),
    )
  })

  it('with a changed bit in a header is refused', async () => {
    const whole = tar(file('a'), file('b'))
    await fc.assert(
      fc.asyncProperty(fc.nat(511), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(whole)
        changed[1024 + at] = (changed[1024 + at] ?? 0) ^ (1 << bit)
        // The blank and the zero byte behind the check sum say nothing.
        if (at < 154 || at > 155) expect((await pass([changed])).error).toBeInstanceOf(Failed)
      }),
    )
  })

  it('ends at its first block of zeros: what is behind it is not handed on', async () => {
    const good = entry(file('a'))
    const { out, error } = await pass([good, Buffer.alloc(512), entry(file('../smuggled')), END])
    expect(error).toBeUndefined()
    expect(out.equals(Buffer.concat([good, END]))).toBe(true)
  })

  it('may have many entries where its bytes are many, and not where they are few', async () => {
    const { freeEntries, bytesForEntry } = TAR_LIMITS
    const one = entry(file('a'))
    const many = Buffer.concat([...Array.from({ length: freeEntries + 1000 }, () => one), END])
    expect((await pass([many], 1000 * bytesForEntry)).error).toBeUndefined()
    expect(explain((await pass([many], 999 * bytesForEntry)).error)[0]).toMatch(/more than 20999 entries/)
  })
})

describe('what a real tar makes of an honest tree', () => {
  const part = fc.stringMatching(/^[a-zA-Z0-9 _.\-äß]{1,60}$/).filter((name) => !/^\.{1,2}$/.test(name))
  const tree = fc.uniqueArray(
    fc.record({
      path: fc
        .array(part, { minLength: 1, maxLength: 5 })
        .map((parts) => parts.map((name, i) => `${i}${name}`)),
      kind: fc.constantFrom('file', 'symlink', 'hard link'),
      size: fc.nat(3000),
    }),
    { maxLength: 20, selector: ({ path: parts }) => parts.join('/') },
  )

  it.each(['gnu', 'pax', 'ustar'])('is accepted and unchanged, in the format %s', async (format) => {
    const base = await newFolder()
    await fc.assert(
      fc.asyncProperty(tree, fc.array(fc.nat(), { maxLength: 10 }), async (entries, places) => {
        const root = await mkdtemp(path.join(base, 'tree-'))
        await writeFile(path.join(root, 'first'), 'x')
        for (const { path: parts, kind, size } of entries) {
          const place = path.join(root, ...parts)
          await mkdir(path.dirname(place), { recursive: true }).catch(() => undefined)
          // A name may be taken by a folder: then there is one entry less.
          if (kind === 'file') await writeFile(place, Buffer.alloc(size, 1)).catch(() => undefined)
          else if (kind === 'symlink') await symlink('/etc/../x', place).catch(() => undefined)
          else await link(path.join(root, 'first'), place).catch(() => undefined)
        }
        const whole = execFileSync('tar', ['-c', `--format=${format}`, '-C', root, '.'], {
          maxBuffer: 2 ** 26,
        })
        const { out, error } = await pass(cutAt(whole, places))
        expect(error).toBeUndefined()
        expect(out.equals(whole.subarray(0, out.length))).toBe(true)
        expect(whole.subarray(out.length).every((byte) => byte === 0)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})
