import { shown } from '../report/shown.js'
import { HeaderFault } from './tar-header.js'

/** What a PAX header says instead of the header behind it. */
export interface PaxFields {
  readonly name?: string
  readonly link?: string
  readonly sizeBytes?: number
  readonly uid?: number
  readonly gid?: number
}

/** Keywords that are read here. All others but the forbidden ones change neither what is written nor where. */
const READ = { path: 'name', linkpath: 'link', size: 'sizeBytes', uid: 'uid', gid: 'gid' } as const

/**
 * Keywords that no root needs: parts and labels of archives of several volumes and sparse files (GNU, star), whose
 * unpacked size is not that of their bytes; and attributes that mean something to the machine's own overlays alone.
 */
const FORBIDDEN = /^(?:GNU\.|SCHILY\.realsize|SCHILY\.xattr\.trusted\.)/

/**
 * Reads a PAX header: records of `LENGTH KEYWORD=VALUE\n`, the length that of the whole record (POSIX.1-2001, pax).
 * @param global type 'g', for all entries behind it: it may give none of the fields that are read here
 */
export function readPax(content: Buffer, global: boolean): PaxFields {
  const fields: Record<string, string | number> = {}
  for (const { keyword, value } of readRecords(content)) {
    if (FORBIDDEN.test(keyword)) throw new HeaderFault(`${shown(keyword)} in a PAX header`)
    const field = Object.hasOwn(READ, keyword) ? READ[keyword as keyof typeof READ] : undefined
    if (field === undefined) continue
    if (global || field in fields)
      throw new HeaderFault(`${keyword} ${global ? 'for all files' : 'twice'} in a PAX header`)
    fields[field] = field === 'name' || field === 'link' ? words(keyword, value) : paxNumber(keyword, value)
  }
  return fields
}

/** The records of a PAX header, bytes as latin1. Throws `HeaderFault` where one is damaged. */
export function* readRecords(content: Buffer): Generator<PaxRecord> {
  for (let at = 0; at < content.length;) {
    const record = readRecord(content, at)
    at = record.end
    yield record
  }
}

export interface PaxRecord {
  readonly keyword: string
  readonly value: string
}

/** Reads a number of a PAX header: digits. Throws `HeaderFault`. */
export function paxNumber(keyword: string, value: string): number {
  const is = /^\d+$/.test(value) ? Number(value) : NaN
  if (!Number.isSafeInteger(is)) throw new HeaderFault(`${keyword} ${shown(value)} in a PAX header`)
  return is
}

/** Reads the content of GNU's types 'L' and 'K': a name up to its zero byte. */
export function readLongName(content: Buffer): string {
  const end = content.indexOf(0)
  return content.toString('latin1', 0, end < 0 ? content.length : end)
}

/** Digits of a length: with more of them a record would be longer than any header. */
const LENGTH_DIGITS = 8

function readRecord(content: Buffer, at: number): PaxRecord & { readonly end: number } {
  const blank = content.indexOf(0x20, at)
  const equals = content.indexOf(0x3d, blank)
  const digits = content.toString('latin1', at, Math.min(blank, at + LENGTH_DIGITS + 1))
  const end = at + Number(digits)
  const whole = blank > at && equals > blank + 1 && /^[1-9]\d*$/.test(digits)
  if (!whole || equals >= end || content[end - 1] !== 0x0a) throw new HeaderFault('a damaged PAX header')
  return {
    keyword: content.toString('latin1', blank + 1, equals),
    value: content.toString('latin1', equals + 1, end - 1),
    end,
  }
}

/** Tar would take what stands before a zero byte, other readers all of it. */
function words(keyword: string, value: string): string {
  if (value === '' || value.includes('\0'))
    throw new HeaderFault(`${keyword} ${shown(value)} in a PAX header`)
  return value
}
