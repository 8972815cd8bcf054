import { inflateRawSync } from 'node:zlib'
import { damaged } from './damaged.js'

/** One of the gzip files that are concatenated in a file. */
export interface Member {
  /** As it is in the file: what signatures and digests are of. */
  readonly raw: Buffer
  readonly content: Buffer
}

/** What is more than this is refused before memory is taken for it. */
export interface Limits {
  /** Of the whole file. */
  readonly rawBytes: number
  /** Of the contents of all members that are read. */
  readonly inflatedBytes: number
  readonly members: number
}

const HEADER_BYTES = 10
/** CRC-32 and size of the content, both little endian. */
const TRAILER_BYTES = 8
const FLAG_NAME = 8

/**
 * Cuts concatenated gzip members. One is inflated when it is asked for, so who wants the first of three does not pay
 * for the others: `const [signature] = gzipMembers(…)`. Throws `Failed` at whatever is no whole member.
 */
export function* gzipMembers(bytes: Buffer, limits: Limits, source: string): Generator<Member, void> {
  if (bytes.length > limits.rawBytes) {
    throw damaged(`has ${bytes.length} bytes, more than the ${limits.rawBytes} that are allowed`, source)
  }
  let inflatedBytes = 0
  for (let at = 0, count = 1; at < bytes.length; count++) {
    if (count > limits.members) {
      throw damaged(`has more after its ${limits.members} gzip members, at byte ${at}`, source)
    }
    const start = at
    const fault = (what: string) => damaged(`${what} (gzip member ${count}, at byte ${start})`, source)
    const member = firstMember(bytes.subarray(at), limits.inflatedBytes - inflatedBytes, fault)
    inflatedBytes += member.content.length
    at += member.raw.length
    yield member
  }
}

type Fault = (what: string) => Error

function firstMember(bytes: Buffer, limitBytes: number, fault: Fault): Member {
  const start = headerBytes(bytes, fault)
  const { content, usedBytes } = inflate(bytes.subarray(start), limitBytes, fault)
  const end = start + usedBytes
  if (bytes.length < end + TRAILER_BYTES) throw fault('is truncated')
  if (bytes.readUInt32LE(end) !== crc32(content) || bytes.readUInt32LE(end + 4) !== content.length) {
    throw fault('is damaged: its check sum does not match')
  }
  return { raw: bytes.subarray(0, end + TRAILER_BYTES), content }
}

/** RFC 1952; of the optional fields the one that gzip itself writes, the file name. */
function headerBytes(bytes: Buffer, fault: Fault): number {
  if (bytes[0] !== 0x1f || (bytes.length > 1 && bytes[1] !== 0x8b)) throw fault('has bytes that are no gzip')
  if (bytes.length < HEADER_BYTES) throw fault('is truncated')
  const flags = bytes.readUInt8(3)
  if (bytes[2] !== 8 || (flags & ~FLAG_NAME) !== 0) throw fault('has a kind of gzip that is not known here')
  if (flags === 0) return HEADER_BYTES
  const nameEnd = bytes.indexOf(0, HEADER_BYTES)
  if (nameEnd < 0) throw fault('is truncated')
  return nameEnd + 1
}

/** With `info: true` zlib tells how far it read; its types do not. */
interface Inflated {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

/** Gunzip would go on into the next member, so the deflate stream is read alone: it knows its end. */
function inflate(bytes: Buffer, limitBytes: number, fault: Fault): { content: Buffer; usedBytes: number } {
  const tooLarge = () => fault(`inflates to more than the ${limitBytes} bytes that are allowed`)
  try {
    const { buffer, engine } = inflateRawSync(bytes, {
      info: true,
      chunkSize: 128 * 1024,
      maxOutputLength: limitBytes + 1, // it takes no 0
    }) as unknown as Inflated
    if (buffer.length > limitBytes) throw tooLarge()
    return { content: buffer, usedBytes: engine.bytesWritten }
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    if (code === 'Z_BUF_ERROR') throw fault('is truncated')
    if (code === 'Z_DATA_ERROR') throw fault(`is damaged: ${message}`)
    throw cause
  }
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  return crc
})

/** zlib has one only since node 20.15. */
function crc32(bytes: Buffer): number {
  let crc = -1
  for (let at = 0; at < bytes.length; at++) {
    // Both are always there; with the checks for undefined it takes three times as long.
    crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ (bytes[at] as number)) & 0xff] as number)
  }
  return ~crc >>> 0
}
