import { createPublicKey, verify } from 'node:crypto'
import { Failed } from '../report/errors.js'
import type { PublicKey } from '../rootfs/keys.js'
import { damaged, fileName } from './damaged.js'

/** A signature as it is in a file: it names its key. */
export interface Signature {
  /** File name of the key: `NAME.rsa.pub`. */
  readonly key: string
  readonly digest: 'sha1' | 'sha256'
  readonly value: Buffer
}

const PREFIX = '.SIGN.'
/** `.SIGN.RSA.NAME.rsa.pub`; other kinds (RSA512, DSA) nobody uses. */
const DIGESTS = { RSA: 'sha1', RSA256: 'sha256' } as const

/**
 * The signatures in the entries of a member, or undefined where this is no member of signatures. Kinds that are not
 * known here are left out, as apk does.
 */
export function signaturesOf(entries: ReadonlyMap<string, Buffer>, source: string): Signature[] | undefined {
  const names = [...entries.keys()]
  if (!names.some((name) => name.startsWith(PREFIX))) return undefined
  if (!names.every((name) => name.startsWith(PREFIX))) {
    throw damaged('has something beside its signatures, where nothing is signed', source)
  }
  return [...entries].flatMap(([name, value]) => {
    const [, kind = '', key = ''] = /^\.SIGN\.([^.]*)\.(.+)$/.exec(name) ?? []
    return kind === 'RSA' || kind === 'RSA256' ? [{ key, digest: DIGESTS[kind], value }] : []
  })
}

/** The first signature whose key is known, with that key: the one that counts. */
export function known(
  signatures: readonly Signature[],
  keys: readonly PublicKey[],
): { signature: Signature; key: PublicKey } | undefined {
  for (const signature of signatures) {
    const key = keys.find(({ name }) => name === signature.key)
    if (key !== undefined) return { signature, key }
  }
  return undefined
}

/** Throws `Failed` unless the signature is of these bytes, made with the private part of this key. */
export function checkSignature(signed: Buffer, signature: Signature, key: PublicKey, source: string): void {
  if (isRight(signed, signature, key, source)) return
  throw new Failed({
    what: `the signature of ${fileName(source)} is not one of the key ${key.name}`,
    source,
    todo: 'These are other bytes than were signed, or signed by somebody else under the name of this key. Nothing of them was used. Try another mirror (input "mirror").',
  })
}

function isRight(
  signed: Buffer,
  { digest, value }: Signature,
  { name, pem }: PublicKey,
  source: string,
): boolean {
  try {
    const key = createPublicKey(pem)
    if (key.asymmetricKeyType !== 'rsa')
      throw new Error(`it is no RSA key but ${key.asymmetricKeyType ?? 'secret'}`)
    return verify(digest, signed, key, value)
  } catch (cause) {
    // Some distributions' own OpenSSL refuses every signature with SHA-1.
    throw new Failed({
      what: `the signature of ${fileName(source)} cannot be checked with the key ${name}: ${(cause as Error).message}`,
      source,
    })
  }
}

export function unsigned(source: string): Failed {
  return new Failed({
    what: `${fileName(source)} has no signature`,
    source,
    todo: 'Nothing of it was used: only what is signed with a known key is. Try another mirror (input "mirror").',
  })
}

export function unknownKey(
  signatures: readonly Signature[],
  keys: readonly PublicKey[],
  source: string,
): Failed {
  const names = keys.map(({ name }) => name).join(', ')
  return new Failed({
    what: `${fileName(source)} is signed with the key ${signatures.map(({ key }) => key).join(', ')}, which is not known; known are: ${names || 'none'}`,
    source,
    todo: 'Nothing of it was used. Try another mirror (input "mirror"), or a newer xarch: Alpine may have changed its keys.',
  })
}
