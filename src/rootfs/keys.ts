import { createHash, createPublicKey } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { keyringSuffix } from './debian/keys.js'

/** A public RSA key that packages are signed with. */
export interface PublicKey {
  /** File name as signatures name it: `NAME.rsa.pub`. */
  readonly name: string
  readonly pem: string
  /** sha256 of the file, hex. */
  readonly digest: string
}

/**
 * The user's key files; each that cannot be used is a problem.
 * @param areKeyrings they are OpenPGP keyrings for apt, not RSA keys for apk
 */
export async function readKeys(
  paths: readonly string[],
  areKeyrings: boolean,
  problem: (line: string) => void,
): Promise<PublicKey[]> {
  const keys = await Promise.all(
    paths.map(async (path) => {
      try {
        return areKeyrings
          ? keyring(basename(path), await readFile(path))
          : publicKey(basename(path), await readFile(path, 'utf8'))
      } catch (cause) {
        const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
        problem(
          `keys: got "${path}"; ${missing ? 'there is no such file' : `it is no key that can be used: ${(cause as Error).message}`}`,
        )
        return undefined
      }
    }),
  )
  return keys.filter((key) => key !== undefined)
}

/**
 * Alpine's keys for the packages of one architecture; it trusts no other's.
 * Source: the package alpine-keys, usr/share/apk/keys/<arch>/.
 */
export async function alpineKeys(arch: string, assets: string): Promise<PublicKey[]> {
  const folder = join(assets, 'rootfs/alpine-keys', arch)
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.map(async (name) => publicKey(name, await readFile(join(folder, name), 'utf8'))))
}

/** A keyring for apt, which gets the file itself: known by its digest. Throws where it is none. */
function keyring(name: string, bytes: Buffer): PublicKey {
  if (keyringSuffix(bytes) === undefined)
    throw new Error('apt reads OpenPGP public keys as "gpg --export" writes them, with --armor or without')
  return { name, pem: '', digest: createHash('sha256').update(bytes).digest('hex') }
}

/** A key out of its text. Throws where it is none. */
export function publicKey(name: string, pem: string): PublicKey {
  createPublicKey(pem) // throws where it is none
  return { name, pem, digest: createHash('sha256').update(pem).digest('hex') }
}
