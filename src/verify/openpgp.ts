import { dirname } from 'node:path'
import type { Exec } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { fileName } from './damaged.js'

/** A file with a detached signature, and whose signature counts. */
export interface SignedFile {
  readonly file: string
  /** A file too; armoured or not. */
  readonly signature: string
  /** File of public keys as gpgv reads it: binary, not armoured. */
  readonly keyring: string
  /** Of the primary key: 40 hex digits. */
  readonly fingerprint: string
  /** Where the signature came from. */
  readonly source: string
}

/** Whether this machine can check OpenPGP signatures. */
export async function hasGpgv({ exec }: { readonly exec: Exec }): Promise<boolean> {
  return exec.attempt({ argv: ['gpgv', '--version'], why: 'ask gpgv for its version' }).then(
    ({ status }) => status === 0,
    () => false, // there is no such program
  )
}

/**
 * Checks a detached OpenPGP signature with gpgv. Good is one alone, by the key of that fingerprint or a key below it,
 * none of them expired or revoked. Throws `Failed` otherwise.
 * Source of the status lines: GnuPG, doc/DETAILS.
 */
export async function verifySignature(signed: SignedFile, { exec }: { readonly exec: Exec }): Promise<void> {
  const { file, signature, keyring, fingerprint, source } = signed
  const { status, stdout, stderr } = await exec.attempt({
    argv: [
      'gpgv',
      '--homedir',
      dirname(file),
      '--status-fd',
      '1',
      '--keyring',
      keyring,
      '--',
      signature,
      file,
    ],
    why: `check the signature ${fileName(source)}`,
  })
  const said = statusLines(stdout)
  const count = (word: string): number => said.filter(([first]) => first === word).length
  const isGood = status === 0 && count('NEWSIG') === 1 && count('GOODSIG') === 1
  const valid = said.find(([word]) => word === 'VALIDSIG') ?? []
  const signer = valid[PRIMARY_FINGERPRINT]
  if (isGood && signer === fingerprint) return
  throw new Failed({
    what: `the signature ${fileName(source)} does not hold: ${reasonOf(said, signer, fingerprint) ?? stderr.trim()}`,
    source,
    todo: 'These are other bytes than were published, or somebody else has signed them. Nothing of them was used. Try again, or another mirror (input "mirror").',
  })
}

/** Place of the primary key's fingerprint in the words of VALIDSIG, which is the first. */
const PRIMARY_FINGERPRINT = 10

function statusLines(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('[GNUPG:] '))
    .map((line) => line.split(' ').slice(1))
}

const REASONS: Readonly<Record<string, string>> = {
  BADSIG: 'it is of other bytes than the file has',
  EXPSIG: 'it has expired',
  EXPKEYSIG: 'its key has expired (or the clock of this machine is wrong)',
  REVKEYSIG: 'its key was revoked',
  ERRSIG: 'it cannot be checked',
  NODATA: 'it is no signature',
}

/** In the words of this project, where gpgv's status has them. */
function reasonOf(
  said: readonly string[][],
  signer: string | undefined,
  fingerprint: string,
): string | undefined {
  const unknown = said.find(([word]) => word === 'NO_PUBKEY')
  if (unknown) return `it is by the key ${unknown[1] ?? ''}, not by ${fingerprint}`
  const reason = said.map(([word = '']) => REASONS[word]).find((text) => text !== undefined)
  if (reason !== undefined) return reason
  if (signer === undefined) return undefined
  return signer === fingerprint
    ? 'it has more than one signature'
    : `it is by the key ${signer}, not by ${fingerprint}`
}
