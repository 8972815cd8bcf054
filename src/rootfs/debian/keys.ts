import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '../../report/errors.js'

/** GnuPG's own store of keys (kbx) has this at byte 8; apt cannot read it. Source: GnuPG's kbx/keybox-blob.c. */
const KEYBOX = { at: 8, magic: 'KBXf' }

/**
 * How a keyring has to end for apt, which goes by the name: `.asc` for armoured keys, `.gpg` for binary ones; undefined
 * for what is neither. Source: apt-key(8); RFC 9580, 4.2 (the first bit of a packet) and 6.2 (armour).
 */
export function keyringSuffix(bytes: Buffer): '.asc' | '.gpg' | undefined {
  const text = bytes.toString('latin1')
  if (text.trimStart().startsWith('-----BEGIN PGP PUBLIC KEY BLOCK-----')) return '.asc'
  if (text.startsWith(KEYBOX.magic, KEYBOX.at)) return undefined
  return ((bytes[0] ?? 0) & 0x80) === 0 ? undefined : '.gpg'
}

/** Copies the user's keyrings to folders under names that apt takes. Throws `Refused` for what is none. */
export async function copyKeyrings(files: readonly string[], folders: readonly string[]): Promise<void> {
  for (const [index, file] of files.entries()) {
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw new Refused({
        what: `keys: ${file} cannot be read: ${String(cause)}`,
        todo: 'Name files of OpenPGP keys.',
      })
    })
    const suffix = keyringSuffix(bytes)
    if (suffix === undefined) {
      throw new Refused({
        what: `keys: ${file} is no keyring that apt can read`,
        source: file,
        todo: 'Name a file of OpenPGP public keys, as "gpg --export" or "gpg --export --armor" writes it.',
      })
    }
    const name = `xarch-${index}${suffix}`
    await Promise.all(folders.map((folder) => writeFile(join(folder, name), bytes)))
  }
}
