/**
 * Reading Alpine's repositories without apk (format 2): an index and its packages are worth what the signature of the
 * index is worth. It is checked against a known key before anything but the signature itself is inflated; the index
 * names the digest of a package's control member, and that names the digest of the package's data.
 */
import { createHash } from 'node:crypto'
import { Failed } from '../report/errors.js'
import type { PublicKey } from '../rootfs/keys.js'
import { type PackageRecord, readDataHash, readRecords } from './apk-format.js'
import { checkSignature, known, type Signature, signaturesOf, unknownKey, unsigned } from './apk-signature.js'
import { compareVersions, isVersion } from './apk-version.js'
import { damaged } from './damaged.js'
import { gzipMembers, type Limits } from './gzip-members.js'
import { tarEntries } from './tar-entries.js'

const MIB = 1024 * 1024

/** For what is signed; a package that somebody here wants has 20 MiB at most. */
export const LIMITS: Limits = { rawBytes: 64 * MIB, inflatedBytes: 256 * MIB, members: 3 }

/** For what has to be inflated before it is known whose it is: signatures, and the control member of a package. */
const UNVERIFIED: Limits = { ...LIMITS, inflatedBytes: 16 * MIB }

/**
 * The records of an `APKINDEX.tar.gz`. Its signature is of all bytes after the first gzip member, with the first of
 * the keys it names that is known. Throws `Failed` with where it came from (`source`, a URL).
 */
export function readIndex(bytes: Buffer, keys: readonly PublicKey[], source: string): PackageRecord[] {
  const [first] = gzipMembers(bytes, UNVERIFIED, source)
  if (first === undefined) throw damaged('is empty', source)
  const signatures = signaturesOf(tarEntries(first.content, source), source) ?? []
  if (signatures.length === 0) throw unsigned(source)
  const counting = known(signatures, keys)
  if (counting === undefined) throw unknownKey(signatures, keys, source)
  const signed = bytes.subarray(first.raw.length)
  checkSignature(signed, counting.signature, counting.key, source)

  const [member] = [...gzipMembers(signed, { ...LIMITS, members: 1 }, source)]
  const index = member && tarEntries(member.content, source).get('APKINDEX')
  if (index === undefined) throw damaged('has no APKINDEX in it', source)
  return readRecords(index, source)
}

/**
 * The raw data member of a package (gzip of a tar), which is the one the index speaks of. Throws `Failed` otherwise.
 *
 * As with apk 2, the index alone vouches for a package: its own signature may be missing, or by a key that is not
 * known. Where the key is known the signature must be right, which apk does not ask of a package from an index.
 * The data is not inflated: its digest is that of the publisher. Who does it has `LIMITS` for it.
 */
export function verifyPackage(
  bytes: Buffer,
  record: PackageRecord,
  keys: readonly PublicKey[],
  source: string,
): Buffer {
  if (bytes.length !== record.sizeBytes) {
    throw damaged(`has ${bytes.length} bytes, ${record.sizeBytes} were expected`, source)
  }
  const { signatures, control, info, data } = cutPackage(bytes, source)
  const { algorithm, digest } = record.checksum
  expectDigest(algorithm, control, digest, 'control member', source)
  const counting = known(signatures, keys)
  if (counting) checkSignature(control, counting.signature, counting.key, source)
  if (info === undefined) throw damaged('has no .PKGINFO', source)
  expectDigest('sha256', data, readDataHash(info, source), 'data', source)
  return data
}

interface Parts {
  readonly signatures: readonly Signature[]
  /** Raw, both. */
  readonly control: Buffer
  readonly data: Buffer
  /** What .PKGINFO says. */
  readonly info: Buffer | undefined
}

/** Signatures, control, data: the control member is the first with no signatures in it, the data is all after it. */
function cutPackage(bytes: Buffer, source: string): Parts {
  const signatures: Signature[] = []
  let at = 0
  for (const { raw, content } of gzipMembers(bytes, UNVERIFIED, source)) {
    at += raw.length
    const entries = tarEntries(content, source)
    const found = signaturesOf(entries, source)
    if (!found) return { signatures, control: raw, data: bytes.subarray(at), info: entries.get('.PKGINFO') }
    signatures.push(...found)
  }
  throw damaged('has no control member', source)
}

function expectDigest(
  algorithm: string,
  bytes: Buffer,
  expected: string,
  part: string,
  source: string,
): void {
  const got = createHash(algorithm).update(bytes).digest('hex')
  if (got !== expected)
    throw damaged(`is another package: ${algorithm} of its ${part} is ${got}, expected ${expected}`, source)
}

/** The record of a package in its newest version, or undefined where there is no such package. */
export function newest(records: readonly PackageRecord[], name: string): PackageRecord | undefined {
  const candidates = records.filter((record) => record.name === name)
  const unknown = candidates.find(({ version }) => !isVersion(version))
  if (unknown)
    throw new Failed({ what: `the package ${name} has a version that is not known here: ${unknown.version}` })
  return candidates.reduce<PackageRecord | undefined>(
    (best, record) => (best && compareVersions(record.version, best.version) <= 0 ? best : record),
    undefined,
  )
}
