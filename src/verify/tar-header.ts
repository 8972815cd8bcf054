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
} as const satisfies Record<string, readonly [at: number, length: number]>

const POSIX = 'ustar\0'
const MAGICS = new Set([POSIX, 'ustar ', '\0\0\0\0\0\0'])

/** Reads a header block. Throws `HeaderFault` at one that is damaged or of no kind of tar known here. */
export function readHeader(block: Buffer): TarHeader {
  const sums = checkSums(block)
  const sum = number(block, FIELDS.checkSum)
  if (sum === undefined || !sums.includes(sum)) throw new HeaderFault('a header with a wrong check sum')
  const magic = block.toString('latin1', FIELDS.magic[0], FIELDS.magic[0] + FIELDS.magic[1])
  if (!MAGICS.has(magic)) throw new HeaderFault('a header of a kind of tar that is not known here')
  const prefix = magic === POSIX ? text(block, FIELDS.prefix) : ''
  const name = text(block, FIELDS.name)
  const type = text(block, FIELDS.type) || '0'
  const field = (what: 'size' | 'uid' | 'gid' | 'major' | 'minor'): number => {
    const value = number(block, FIELDS[what])
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

/** A header block (ustar) of root's file. More than 8 GiB are written as GNU does it. */
export function makeHeader(name: string, sizeBytes: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  const put = (what: keyof typeof FIELDS, value: string): void => {
    block.write(value, FIELDS[what][0], 'latin1')
  }
  put('name', name)
  put('mode', '0000644')
  put('uid', '0000000')
  put('gid', '0000000')
  put('mtime', '00000000000')
  put('type', '0')
  put('magic', POSIX)
  put('version', '00')
  const digits = sizeBytes.toString(8).padStart(11, '0')
  if (digits.length <= 11) put('size', digits)
  else {
    block[FIELDS.size[0]] = 0x80
    block.writeUIntBE(sizeBytes, FIELDS.size[0] + 6, 6)
  }
  put('checkSum', `${checkSums(block)[0].toString(8).padStart(6, '0')}\0 `)
  return block
}

function text(block: Buffer, [at, length]: readonly [number, number]): string {
  const end = block.indexOf(0, at)
  return block.toString('latin1', at, end < 0 || end > at + length ? at + length : end)
}

/** Octal digits, or GNU's base-256 for what is too large for them. None is negative here. */
function number(block: Buffer, field: readonly [number, number]): number | undefined {
  const [at, length] = field
  if (block[at] === 0x80) {
    const value = BigInt(`0x${block.toString('hex', at + 1, at + length)}`)
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined
  }
  const digits = /^ *([0-7]+) *$/.exec(text(block, field))?.[1]
  return digits === undefined ? undefined : parseInt(digits, 8)
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
