import { damaged } from './damaged.js'

/** What an index says of a package. */
export interface PackageRecord {
  /** P */
  readonly name: string
  /** V */
  readonly version: string
  /** A; `noarch` in some. */
  readonly arch: string
  /** S: of the whole file. */
  readonly sizeBytes: number
  /** C */
  readonly checksum: Checksum
  /** D: names, also `so:` and `cmd:`, with or without a range of versions. */
  readonly depends: readonly string[]
}

/** Of the raw control member: this is how a signed index vouches for a package. */
export interface Checksum {
  readonly algorithm: 'sha1' | 'sha256'
  /** Hex. */
  readonly digest: string
}

/** `C:Q1<base64>`, and apk 3's Q2. */
const CHECKSUMS = {
  Q1: { algorithm: 'sha1', sizeBytes: 20 },
  Q2: { algorithm: 'sha256', sizeBytes: 32 },
} as const

/** Fields that every record has, and what may stand in them: names become parts of URLs, and all of them of messages. */
const FIELDS = {
  P: /^[A-Za-z0-9][\w.+-]*$/,
  V: /^[A-Za-z0-9][\w.+~-]*$/,
  A: /^\w+$/,
  S: /^\d{1,15}$/,
  C: /^Q[12][A-Za-z0-9+/]+={0,2}$/,
} as const

type Field = keyof typeof FIELDS

/** The records of a file APKINDEX: lines `LETTER:VALUE`, an empty line after each record. Throws `Failed`. */
export function readRecords(index: Buffer, source: string): PackageRecord[] {
  return index
    .toString('utf8')
    .split(/\n\n+/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text, at) => readRecord(text, (what) => damaged(`has a record (number ${at + 1}) ${what}`, source)))
}

function readRecord(text: string, fault: (what: string) => Error): PackageRecord {
  const values = new Map<string, string>()
  for (const line of text.split('\n')) {
    const letter = line.charAt(0)
    if (line[1] !== ':') throw fault('with a line that is no field')
    if (values.has(letter)) throw fault(`with two fields ${letter}`)
    values.set(letter, line.slice(2))
  }
  const field = (letter: Field): string => {
    const value = values.get(letter)
    if (value === undefined) throw fault(`without a field ${letter}`)
    if (!FIELDS[letter].test(value)) throw fault(`with a field ${letter} that is not known here`)
    return value
  }
  const checksum = readChecksum(field('C'))
  if (checksum === undefined) throw fault('with a field C that is not known here')
  return {
    name: field('P'),
    version: field('V'),
    arch: field('A'),
    sizeBytes: Number(field('S')),
    checksum,
    depends: (values.get('D') ?? '').split(' ').filter((name) => name !== ''),
  }
}

function readChecksum(text: string): Checksum | undefined {
  const { algorithm, sizeBytes } = CHECKSUMS[text.startsWith('Q1') ? 'Q1' : 'Q2']
  const digest = Buffer.from(text.slice(2), 'base64')
  if (digest.length !== sizeBytes || digest.toString('base64') !== text.slice(2)) return undefined
  return { algorithm, digest: digest.toString('hex') }
}

/** sha256 of the raw data member, hex: `datahash` of a .PKGINFO. Throws `Failed` unless there is exactly one. */
export function readDataHash(info: Buffer, source: string): string {
  const values = Array.from(info.toString('utf8').matchAll(/^datahash = (.*)$/gm), ([, value = '']) => value)
  const [value = '', ...others] = values
  if (others.length > 0 || !/^[0-9a-f]{64}$/.test(value)) {
    throw damaged('does not say what its data must be (datahash in .PKGINFO)', source)
  }
  return value
}
