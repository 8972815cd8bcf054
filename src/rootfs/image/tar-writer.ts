import { checkSum, padding, type TarEntry } from './tar-reader.js'

const BLOCK = 512

/** What a header is made of; the texts are bytes (latin1). */
export type TarHeader = Omit<TarEntry, 'kind'> & { readonly kind: Exclude<TarEntry['kind'], 'other'> }

const TYPES = { file: '0', 'hard link': '1', 'symbolic link': '2', folder: '5' } as const

/** The header of an entry, in PAX's format: a second one is before it where a field does not hold its value. */
export function tarHeader(entry: TarHeader): Buffer {
  const { name, link, mtime, uid, gid, sizeBytes } = entry
  const records: (readonly [string, string])[] = [
    ...(isShort(name) ? [] : [['path', name] as const]),
    ...(isShort(link) ? [] : [['linkpath', link] as const]),
    ...(uid < 0o10000000 ? [] : [['uid', String(uid)] as const]),
    ...(gid < 0o10000000 ? [] : [['gid', String(gid)] as const]),
    ...(sizeBytes < 0o100000000000 ? [] : [['size', String(sizeBytes)] as const]),
    ...(/^\d{1,10}$/.test(mtime) ? [] : [['mtime', mtime] as const]),
    ...[...entry.attributes].map(([key, value]) => [`SCHILY.xattr.${key}`, value] as const),
  ]
  const own = block(entry, TYPES[entry.kind])
  if (records.length === 0) return own
  const content = Buffer.from(records.map(record).join(''), 'latin1')
  const extension = { ...entry, name: '././@PaxHeader', link: '', mode: 0o644, uid: 0, gid: 0, mtime: '0' }
  return Buffer.concat([
    block({ ...extension, sizeBytes: content.length }, 'x'),
    content,
    Buffer.alloc(padding(content.length)),
    own,
  ])
}

/** What ends a tar. */
export const TAR_END = Buffer.alloc(2 * BLOCK)

function isShort(name: string): boolean {
  return name.length <= 100 && /^[\x20-\x7e]*$/.test(name)
}

/** The length in front of a record counts itself too. */
function record([key, value]: readonly [string, string]): string {
  const rest = ` ${key}=${value}\n`
  let lengthBytes = rest.length
  while (String(lengthBytes).length + rest.length !== lengthBytes)
    lengthBytes = String(lengthBytes).length + rest.length
  return `${lengthBytes}${rest}`
}

function block(
  { name, link, mode, uid, gid, sizeBytes, mtime }: Omit<TarHeader, 'kind'>,
  type: string,
): Buffer {
  const header = Buffer.alloc(BLOCK)
  const number = (value: number, at: number, digits: number): void => {
    const fits = value >= 0 && value < 8 ** digits
    header.write(`${(fits ? value : 0).toString(8).padStart(digits, '0')}\0`, at, 'latin1')
  }
  header.write(name.slice(0, 100), 0, 'latin1')
  number(mode, 100, 7)
  number(uid, 108, 7)
  number(gid, 116, 7)
  number(sizeBytes, 124, 11)
  number(Math.trunc(Number(mtime)), 136, 11)
  header.write(type, 156, 'latin1')
  header.write(link.slice(0, 100), 157, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  header.write(`${checkSum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}
