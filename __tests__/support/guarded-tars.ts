import { makeHeader } from '../../src/verify/tar-header.js'

/** Tars, made by hand, since real ones do not make what is refused; and what becomes of each. */

export const END = Buffer.alloc(1024)

export interface Entry {
  readonly name: string
  readonly type?: string
  readonly link?: string
  readonly content?: string | Buffer
  readonly device?: readonly [number, number]
  /** In the header, where it is not that of the content. */
  readonly size?: Buffer
}

/** One entry, with its content. */
export function entry({ name, type = '0', link = '', content = '', device, size }: Entry): Buffer {
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

export const tar = (...entries: readonly Entry[]): Buffer => Buffer.concat([...entries.map(entry), END])

/** `LENGTH KEYWORD=VALUE`, whose length counts its own digits. */
export const record = (keyword: string, value: string): string => {
  const bytes = Buffer.byteLength(` ${keyword}=${value}\n`)
  const digits = [1, 2, 3, 4, 5].find((count) => String(bytes + count).length === count) ?? 0
  return `${bytes + digits} ${keyword}=${value}\n`
}
export const pax = (fields: Readonly<Record<string, string>>, type = 'x'): Entry => ({
  name: 'pax',
  type,
  content: Object.keys(fields)
    .map((keyword) => record(keyword, fields[keyword] ?? ''))
    .join(''),
})

const etc: Entry = { name: 'etc/', type: '5' }
export const file = (name: string): Entry => ({ name, content: 'x' })
const folder = (name: string): Entry => ({ name, type: '5' })
const soft = (name: string, link: string): Entry => ({ name, type: '2', link })
const hard = (name: string, link: string): Entry => ({ name, type: '1', link })
const long = (type: 'L' | 'K', name: string): Entry => ({ name: '././@LongLink', type, content: `${name}\0` })
const base256 = (bytes: bigint): Buffer => Buffer.from(`80${bytes.toString(16).padStart(22, '0')}`, 'hex')

/** What is refused, and what is said of it. */
export const REFUSED: Readonly<Record<string, readonly [entries: readonly Entry[], says: RegExp]>> = {
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

/** What comes through as it is. */
export const ACCEPTED: Readonly<Record<string, readonly Entry[]>> = {
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
