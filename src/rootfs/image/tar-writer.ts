import { BLOCK, makeHeader, padding } from '../../verify/tar-header.js'
import type { TarEntry } from './tar-reader.js'

const TYPES = { file: '0', 'hard link': '1', 'symbolic link': '2', folder: '5' } as const

/**
 * The header of an entry, in PAX's format: a second one is before it where a field does not hold its value.
 * @param entry its texts are bytes (latin1)
 */
export function tarHeader(entry: Omit<TarEntry, 'kind'> & { readonly kind: keyof typeof TYPES }): Buffer {
  const { kind, name, sizeBytes, link, mode, uid, gid, mtime } = entry
  const isPlainTime = /^\d{1,10}$/.test(mtime)
  const records: (readonly [string, string])[] = [
    ...(isShort(name) ? [] : [['path', name] as const]),
    ...(isShort(link) ? [] : [['linkpath', link] as const]),
    ...(isPlainTime ? [] : [['mtime', mtime] as const]),
    ...[...entry.attributes].map(([key, value]) => [`SCHILY.xattr.${key}`, value] as const),
  ]
  const mtimeSeconds = isPlainTime ? Number(mtime) : 0
  const own = makeHeader(name, sizeBytes, { type: TYPES[kind], link, mode, uid, gid, mtimeSeconds })
  if (records.length === 0) return own
  const content = Buffer.from(records.map(record).join(''), 'latin1')
  const extension = makeHeader('././@PaxHeader', content.length, { type: 'x' })
  return Buffer.concat([extension, content, Buffer.alloc(padding(content.length)), own])
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
