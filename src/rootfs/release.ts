import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Downloaded, Fetch, Ports } from '../platform/ports.js'
import { Failed, Refused } from '../report/errors.js'
import { fileName } from '../verify/damaged.js'
import { hasGpgv, verifySignature } from '../verify/openpgp.js'
import type { Minirootfs } from './minirootfs.js'

/** Whether a minirootfs must be signed by Alpine's key for releases, or is checked where the mirror has a signature. */
export type SignaturePolicy = 'when-present' | 'required'

/** Whose signatures of releases count. */
export interface ReleaseKey {
  /** Below the folder of assets. */
  readonly file: string
  readonly fingerprint: string
}

/**
 * Who signs Alpine's releases: https://alpinelinux.org/keys/ncopa.asc, of which `gpg --dearmor` has made
 * alpine-keys/ncopa.gpg (gpgv reads no armour).
 */
export const RELEASE_KEY: ReleaseKey = {
  file: 'rootfs/alpine-keys/ncopa.gpg',
  fingerprint: '0482D84022F52DF1C4E7CD43293ACD0907D9495A',
}

/** A real one has 170 bytes, a signature 833. */
const SMALL_BYTES = 64 * 1024

type ReleasePorts = Pick<Ports, 'exec' | 'fetch' | 'log' | 'paths'>

/**
 * Downloads a minirootfs with what vouches for it, all at once: its sha512 is that of the list of releases and that of
 * the file beside it, and its signature holds where there is one. Throws `Failed`, or `Refused` where a signature is
 * required and cannot be checked.
 * @param folder an empty one, where the tarball is written to (and its signature)
 * @returns the tarball's path, size and sha512
 */
export async function downloadMinirootfs(
  minirootfs: Minirootfs,
  folder: string,
  signature: SignaturePolicy,
  ports: ReleasePorts,
  key: ReleaseKey = RELEASE_KEY,
): Promise<Downloaded & { readonly file: string }> {
  const { fetch } = ports
  const { url } = minirootfs
  const file = join(folder, 'minirootfs.tar.gz')
  const digestFile = readDigestFile(url, fetch)
  const expected = minirootfs.sha512 ?? (await digestFile) // of a list without digests the file alone counts
  const [digest, tarball, signatureOf] = await Promise.allSettled([
    digestFile,
    fetch.file(url, file, { algorithm: 'sha512', digest: expected }, minirootfs.name),
    fetch.bytes(`${url}.asc`, SMALL_BYTES).then(async (asc) => {
      return { asc, canCheck: asc !== undefined && (await hasGpgv(ports)) }
    }),
  ])
  if (expected !== settled(digest)) throw disagreement(minirootfs, expected, settled(digest))
  const downloaded = settled(tarball)
  const signed = { source: `${url}.asc`, file, ...settled(signatureOf) }
  await checkSignature(signed, signature, key, ports)
  return { ...downloaded, file }
}

/** All were waited for, so that nothing goes on behind our back. */
function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

/** What the file `<tarball>.sha512` says, as sha512sum writes it: `HASH  NAME`. */
async function readDigestFile(tarball: string, fetch: Fetch): Promise<string> {
  const url = `${tarball}.sha512`
  const bytes = await fetch.bytes(url, SMALL_BYTES)
  if (bytes === undefined) throw unusable(url, 'the mirror does not have it')
  const [, digest, name] = /^([\da-f]{128}) [ *](\S+)\n?$/i.exec(bytes.toString('latin1')) ?? []
  if (digest === undefined || name === undefined)
    throw unusable(url, 'it is no line of a digest and a name, as sha512sum writes it')
  if (fileName(name) !== fileName(tarball)) throw unusable(url, `it is about another file, ${name}`)
  return digest.toLowerCase()
}

function unusable(url: string, why: string): Failed {
  return new Failed({
    what: `the file ${fileName(url)}, which has the digest of the minirootfs, cannot be used: ${why}`,
    source: url,
    todo: 'Every mirror of Alpine has one beside each minirootfs. Try again, or another mirror (input "mirror").',
  })
}

function disagreement({ url, source }: Minirootfs, listed: string, beside: string): Failed {
  const name = fileName(url)
  return new Failed({
    what: `sha512 of ${name} is ${beside} by ${name}.sha512, expected ${listed} by ${fileName(source)}`,
    source: url,
    todo: 'The mirror does not agree with itself: it is just being changed, damaged, or not to be trusted. Try again in a minute, or another mirror (input "mirror").',
  })
}

interface Signed {
  readonly file: string
  readonly asc: Buffer | undefined
  /** Where that is from. */
  readonly source: string
  readonly canCheck: boolean
}

async function checkSignature(
  { file, asc, source, canCheck }: Signed,
  policy: SignaturePolicy,
  { file: keyring, fingerprint }: ReleaseKey,
  ports: ReleasePorts,
): Promise<void> {
  if (asc !== undefined && canCheck) {
    const signature = `${file}.asc`
    await writeFile(signature, asc)
    const key = { keyring: join(ports.paths.assets, keyring), fingerprint }
    await verifySignature({ file, signature, ...key, source }, ports)
    ports.log.debug(`the signature of the minirootfs holds: ${source}`)
    return
  }
  if (policy === 'required') throw asc === undefined ? unsigned(source) : unchecked(source)
  if (asc === undefined)
    ports.log.debug(`the signature of the minirootfs is not checked, the mirror has none: ${source}`)
  else
    ports.log.warning(`the signature of the minirootfs is not checked, this machine has no gpgv: ${source}`)
}

function unsigned(source: string): Refused {
  return new Refused({
    what: `the mirror has no signature of the minirootfs, and one is required (input "signature")`,
    source,
    todo: "Take a mirror that has it (Alpine's own do), or check it only where there is one (signature: when-present).",
  })
}

function unchecked(source: string): Refused {
  return new Refused({
    what: 'the signature of the minirootfs is required (input "signature"), and this machine has no gpgv to check it',
    source,
    todo: 'Install gpgv (Debian, Ubuntu: the package gpgv; Fedora, Alpine: gnupg2, gpgv).',
  })
}
