import { createHash, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { LIMITS } from '../../src/verify/apk.js'
import { gzipMembers } from '../../src/verify/gzip-members.js'
import { OURS, type Pair } from './apk-keys.js'
import { SOURCE } from './apk-verdict.js'

/** Members of indexes and packages of apk: tars, made byte by byte, and their signatures. */

/** One entry of a tar. */
export function file(
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
export function pax(...records: string[]): Buffer {
  return Buffer.from(
    records.map((record) => `${record.length + (record.length < 7 ? 3 : 4)} ${record}\n`).join(''),
  )
}

/** The member that signs what follows it. */
export function signature(bytes: Buffer, name: string, by: Pair, kind: 'RSA' | 'RSA256' = 'RSA'): Buffer {
  const value = sign(kind === 'RSA' ? 'sha1' : 'sha256', bytes, by.privateKey)
  return gzipSync(file(`.SIGN.${kind}.${name}`, value))
}

export function signed(bytes: Buffer, name: string, by: Pair, kind: 'RSA' | 'RSA256' = 'RSA'): Buffer {
  return Buffer.concat([signature(bytes, name, by, kind), bytes])
}

/** Signed with our own key. */
export function ours(bytes: Buffer): Buffer {
  return signed(bytes, 'us.rsa.pub', OURS)
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function firstMember(bytes: Buffer) {
  const [first] = gzipMembers(bytes, LIMITS, SOURCE)
  if (first === undefined) throw new Error('no gzip member')
  return first
}
