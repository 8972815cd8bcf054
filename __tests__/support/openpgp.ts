import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/** Somebody with a key of OpenPGP, in a folder of a test; `dispose` ends the agent that gpg has started. */
export interface Signer extends Disposable {
  /** Of the primary key. */
  readonly fingerprint: string
  /** File with the public key, as gpgv reads it. */
  readonly keyring: string
  /** Signs a file; returns the signature's file, armoured as Alpine's are. */
  sign(file: string, options?: readonly string[]): string
  /** Writes a text to another file, with its signature around it, as apt's InRelease is. */
  clearSign(file: string, to: string): void
}

/**
 * Makes a key.
 * @param folder where all of it is made; short, since the agent's socket lies there
 * @param options what gpg is told besides, as the time that it takes for now
 */
export function newSigner(folder: string, name: string, options: readonly string[] = []): Signer {
  const home = path.join(folder, name)
  mkdirSync(home, { mode: 0o700 })
  const gpg = (...args: string[]): string =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--no-tty', '--yes', '--quiet', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const expires = options.includes('--faked-system-time') ? '1d' : 'never'
  gpg(
    ...options,
    '--passphrase',
    '',
    '--quick-generate-key',
    `${name}@example.invalid`,
    'ed25519',
    'sign',
    expires,
  )
  const listed = gpg('--with-colons', '--list-keys')
  const fingerprint = /^fpr:+([\dA-F]{40}):/m.exec(listed)?.[1] ?? ''
  const keyring = path.join(folder, `${name}.gpg`)
  gpg('--output', keyring, '--export', fingerprint)
  return {
    fingerprint,
    keyring,
    sign(file, more = []) {
      const signature = `${file}.${name}.asc`
      gpg(...options, ...more, '--armor', '--output', signature, '--detach-sign', file)
      return signature
    },
    clearSign(file, to) {
      gpg(...options, '--output', to, '--clear-sign', file)
    },
    [Symbol.dispose]() {
      execFileSync('gpgconf', ['--homedir', home, '--kill', 'all'], { stdio: 'ignore' })
      rmSync(home, { recursive: true, force: true })
    },
  }
}
