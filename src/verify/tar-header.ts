/** Everything in a tar is in blocks of this size. */
export const BLOCK = 512

/** One header block, as GNU tar reads it: it is the program that unpacks. */
export interface TarHeader {
  /** Bytes as latin1. */
  readonly name: string
  /** One character; the empty ones of old tars are '0', a file. */
  readonly type: string
  readonly sizeBytes: number
  readonly link: string
  readonly uid: number
  readonly gid: number
  /** Major and minor, of devices alone. */
  readonly device: string
}

/** What else is in a header, for who makes another of it. */
export interface ModeAndTime {
  readonly mode: number
  readonly mtimeSeconds: number
}

/** What is in a header that is made, beside a name and a size. What of a text is too long for its field is left out. */
export type HeaderFields = ModeAndTime & Pick<TarHeader, 'type' | 'link' | 'uid' | 'gid'>

/** What is wrong with a header, in words that go behind "has". */
export class HeaderFault extends Error {}

/** Whether all of a block is zeros: the end of the archive. */
export function isZeroBlock(block: Buffer): boolean {
  return block[0] === 0 && block.equals(ZERO_BLOCK)
}

const ZERO_BLOCK = Buffer.alloc(BLOCK)

/** Where the fields are: POSIX.1-1988 (ustar), and tar(5) of libarchive for the older and GNU's. */
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checkSum: [148, 8],
  type: [156, 1],
  link: [157, 100],
  magic: [257, 6],
  version: [263, 2],
  major: [329, 8],
  minor: [337, 8],
  prefix: [345, 155],
} as const satisfies Record<string, Field>

type Field = readonly [at: number, length: number]

const POSIX = 'ustar\0'
const MAGICS = new Set([POSIX, 'ustar ', '\0\0\0\0\0\0'])

/**
 * Reads a header block. Throws `HeaderFault` at one that is damaged or of no kind of tar known here.
 * @param blank what an empty field of a number is; refused without it
 */
export function readHeader(block: Buffer, blank?: 0): TarHeader {
  const sums = checkSums(block)
  const sum = number(block, FIELDS.checkSum)
  if (sum === undefined || !sums.includes(sum)) throw new HeaderFault('a header with a wrong check sum')
  const magic = block.toString('latin1', FIELDS.magic[0], FIELDS.magic[0] + FIELDS.magic[1])
  if (!MAGICS.has(magic)) throw new HeaderFault('a header of a kind of tar that is not known here')
  const prefix = magic === POSIX ? text(block, FIELDS.prefix) : ''
  const name = text(block, FIELDS.name)
  const type = text(block, FIELDS.type) || '0'
  const field = (what: 'size' | 'uid' | 'gid' | 'major' | 'minor'): number => {
    const value = number(block, FIELDS[what]) ?? (isBlank(block, FIELDS[what]) ? blank : undefined)
    if (value === undefined) throw new HeaderFault(`a header whose field ${what} is no number`)
    return value
  }
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    type,
    sizeBytes: field('size'),
    link: text(block, FIELDS.link),
    uid: field('uid'),
    gid: field('gid'),
    device: type === '3' || type === '4' ? `${field('major')}:${field('minor')}` : '',
  }
}

/** Reads the rest of a header block. What is no number is 0: nothing depends on it. */
export function readModeAndTime(block: Buffer): ModeAndTime {
  return { mode: number(block, FIELDS.mode) ?? 0, mtimeSeconds: number(block, FIELDS.mtime) ?? 0 }
}

/** A header block (ustar): of root's file, where it is not said otherwise. */
export function makeHeader(name: string, sizeBytes: number, more: Partial<HeaderFields> = {}): Buffer {
  const { type, link, mode, uid, gid, mtimeSeconds } = { ...ROOTS_FILE, ...more }
  const block = Buffer.alloc(BLOCK)
  const put = (value: string, [at, length]: Field): void => {
    block.write(value, at, length, 'latin1')
  }
  put(name, FIELDS.name)
  putNumber(block, mode, FIELDS.mode)
  putNumber(block, uid, FIELDS.uid)
  putNumber(block, gid, FIELDS.gid)
  putNumber(block, sizeBytes, FIELDS.size)
  putNumber(block, mtimeSeconds, FIELDS.mtime)
  put(type, FIELDS.type)
  put(link, FIELDS.link)
  put(POSIX, FIELDS.magic)
  put('00', FIELDS.version)
  put(`${checkSums(block)[0].toString(8).padStart(6, '0')}\0 `, FIELDS.checkSum)
  return block
}

const ROOTS_FILE: HeaderFields = { type: '0', link: '', mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 0 }

/** What follows a content up to the next block. */
export function padding(sizeBytes: number): number {
  return (BLOCK - (sizeBytes % BLOCK)) % BLOCK
}

/** In octal digits; what has too many (a size of 8 GiB) as GNU does it. */
function putNumber(block: Buffer, value: number, [at, length]: Field): void {
  const digits = value.toString(8).padStart(length - 1, '0')
  if (digits.length < length) block.write(digits, at, 'latin1')
  else {
    block.writeBigUInt64BE(BigInt(value), at + length - 8)
    block[at] = 0x80 // of a number that node counts with, the first of 8 bytes is 0
  }
}

function text(block: Buffer, [at, length]: Field): string {
  const end = block.indexOf(0, at)
  return block.toString('latin1', at, end < 0 || end > at + length ? at + length : end)
}

/** Octal digits, or GNU's base-256 for what is too large for them. None is negative here. */
function number(block: Buffer, field: Field): number | undefined {
  const [at, length] = field
  if (block[at] === 0x80) {
    const value = BigInt(`0x${block.toString('hex', at + 1, at + length)}`)
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined
  }
  const digits = /^ *([0-7]+) *$/.exec(text(block, field))?.[1]
  return digits === undefined ? undefined : parseInt(digits, 8)
}

function isBlank(block: Buffer, field: Field): boolean {
  return text(block, field).trim() === ''
}

/** The sum of all bytes, with blanks where it stands itself; the second as by old writers, whose bytes are signed. */
function checkSums(block: Buffer): [number, number] {
  let [sum, high] = [8 * 0x20, 0]
  for (let at = 0; at < BLOCK; at++) {
    if (at === 148) at = 156
    const byte = block[at] as number // always there; this is what costs time here
    sum += byte
    if (byte > 127) high++
  }
  return [sum, sum - 256 * high]
}
