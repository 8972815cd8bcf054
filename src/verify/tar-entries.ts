import { damaged } from './damaged.js'

const BLOCK = 512

/** Of a PAX header; real ones have some hundred. */
const EXTENSION_BYTES = 4096

/** Keywords of a PAX header that change nothing of what is read here. */
const HARMLESS = /^(?:[acm]time|[ug]id|[ug]name|comment|(?:APK-TOOLS|SCHILY|LIBARCHIVE)\..+)$/

/**
 * The files of a small tar, in their order, names to contents. apk writes few kinds of tar, and whatever else comes is
 * refused: links, folders, long names, sizes and names given by extensions, two files of one name. The end may be
 * without its empty blocks, because apk reads all members of a package as one tar. Throws `Failed`.
 */
export function tarEntries(tar: Buffer, source: string): ReadonlyMap<string, Buffer> {
  const entries = new Map<string, Buffer>()
  for (let at = 0; at < tar.length;) {
    const rest = tar.subarray(at)
    if (rest.length < BLOCK) throw damaged('has a truncated tar', source)
    if (rest[0] === 0) {
      if (rest.some((byte) => byte !== 0)) throw damaged('has bytes after the end of a tar', source)
      break
    }
    const { name, type, sizeBytes } = readHeader(rest.subarray(0, BLOCK), source)
    const blocks = 1 + Math.ceil(sizeBytes / BLOCK)
    if (rest.length < blocks * BLOCK) throw damaged('has a truncated tar', source)
    const content = rest.subarray(BLOCK, BLOCK + sizeBytes)
    at += blocks * BLOCK
    if (type === 'x') {
      checkExtension(content, source)
      continue
    }
    if (entries.has(name)) throw damaged(`has two files ${name} in a tar`, source)
    entries.set(name, content)
  }
  return entries
}

interface Header {
  readonly name: string
  /** A file or a PAX header. */
  readonly type: '0' | 'x'
  readonly sizeBytes: number
}

function readHeader(header: Buffer, source: string): Header {
  const unknown = (what: string) => damaged(`has a tar with ${what}`, source)
  if (octal(header, 148, 8) !== checkSum(header)) throw unknown('a wrong check sum')
  const magic = header.toString('latin1', 257, 263)
  if (magic !== 'ustar\0' && magic !== 'ustar ') throw unknown('a header that is not known here')
  const name = text(header, 0, 100)
  // Names go into messages and into GitHub's log, which takes lines for commands.
  if (!/^[\x21-\x7e]+$/.test(name)) throw unknown('a name that is not printable')
  if (magic === 'ustar\0' && header[345] !== 0) throw unknown('a long name')
  const type = String.fromCharCode(header[156] ?? 0)
  if (type !== '0' && type !== '\0' && type !== 'x') throw unknown('something in it that is no file')
  const sizeBytes = octal(header, 124, 12)
  if (sizeBytes === undefined) throw unknown('a size that is not known here')
  return { name, type: type === 'x' ? 'x' : '0', sizeBytes }
}

function text(header: Buffer, at: number, length: number): string {
  const field = header.toString('latin1', at, at + length)
  const end = field.indexOf('\0')
  return end < 0 ? field : field.slice(0, end)
}

function octal(header: Buffer, at: number, length: number): number | undefined {
  const digits = /^ *([0-7]+) *$/.exec(text(header, at, length))?.[1]
  return digits === undefined ? undefined : parseInt(digits, 8)
}

/** The sum of all bytes, with blanks where it stands itself. */
function checkSum(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
}

/** Records are `LENGTH KEYWORD=VALUE\n`, the length that of the whole record. */
function checkExtension(content: Buffer, source: string): void {
  if (content.length > EXTENSION_BYTES) throw damaged('has a tar with a large PAX header', source)
  for (let at = 0; at < content.length;) {
    const record = content.toString('latin1', at)
    const [, digits = '', keyword = ''] = /^([1-9]\d*) ([\x21-\x3c\x3e-\x7e]+)=/.exec(record) ?? []
    const length = Number(digits)
    if (length === 0 || record[length - 1] !== '\n')
      throw damaged('has a tar with a damaged PAX header', source)
    if (!HARMLESS.test(keyword)) throw damaged(`has a tar with ${keyword} in a PAX header`, source)
    at += length
  }
}
