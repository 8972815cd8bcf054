import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { machine } from 'node:os'
import path from 'node:path'
import type { PublicKey } from '../../src/rootfs/keys.js'
import { EMBEDDED_MIRROR } from './embedded-mirror.js'

/** A package `qemu-<cpu>` as Alpine has it: one file. */
export interface EmulatorPackage {
  readonly cpu: string
  /** As Alpine's have it, with a release (`10.1.3-r1`), or without. */
  readonly version: string
  readonly file: Buffer
}

/** A mirror that has emulators for this machine, signed by a key of its own. */
export interface EmulatorRepository {
  /** The mirror's base. */
  readonly folder: string
  /** The public key's file, for `--keys`. */
  readonly keyFile: string
  readonly key: PublicKey
  /** Path of its index below the mirror's URL. */
  readonly index: string
  /** Path of a package below the mirror's URL. */
  packagePath(emulator: Pick<EmulatorPackage, 'cpu' | 'version'>): string
}

const KEY = 'emulators@example.invalid.rsa.pub'
const MKAPK = path.join(EMBEDDED_MIRROR, 'recipe/mkapk.py')

/**
 * Makes a repository of emulators in an empty folder, with the recipe of the embedded mirror.
 */
export async function emulatorRepository(
  folder: string,
  packages: readonly EmulatorPackage[],
): Promise<EmulatorRepository> {
  const place = `/latest-stable/community/${machine()}`
  const mirror = path.join(folder, 'mirror')
  const out = path.join(mirror, place)
  const [keyFile, secret] = [path.join(folder, KEY), path.join(folder, 'secret.rsa')]
  await mkdir(out, { recursive: true })
  const pem = await writeKey((pair ??= newPair()), keyFile, secret)
  const key = ['--key', secret, '--keyname', KEY]
  for (const { cpu, version, file } of packages) {
    const tree = path.join(folder, `tree-${cpu}-${version}`)
    await mkdir(path.join(tree, 'usr/bin'), { recursive: true })
    await writeFile(path.join(tree, `usr/bin/qemu-${cpu}`), file, { mode: 0o755 })
    const meta = path.join(folder, `qemu-${cpu}.meta`)
    await writeFile(
      meta,
      `pkgname = qemu-${cpu}\npkgver = ${version}\npkgdesc = an emulator\nlicense = GPL-2.0-only\n`,
    )
    mkapk('pkg', ...key, '--tree', tree, '--meta', meta, '--arch', machine(), '--out', out)
  }
  mkapk('index', ...key, '--dir', out)
  return {
    folder: mirror,
    keyFile,
    key: { name: KEY, pem, digest: createHash('sha256').update(pem).digest('hex') },
    index: `${place}/APKINDEX.tar.gz`,
    packagePath: ({ cpu, version }) => `${place}/qemu-${cpu}-${version}.apk`,
  }
}

type KeyPair = KeyPairKeyObjectResult

const newPair = (): KeyPair => generateKeyPairSync('rsa', { modulusLength: 2048 })
/** All repositories of a process have one key: making one takes half a second. */
let pair: KeyPair | undefined

async function writeKey(
  { publicKey, privateKey }: KeyPair,
  keyFile: string,
  secret: string,
): Promise<string> {
  await writeFile(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  await writeFile(keyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  return readFile(keyFile, 'utf8')
}

/** Another key under the same name: what a stranger's repository is signed with. */
export async function strangersKey(folder: string): Promise<PublicKey & { readonly file: string }> {
  const file = path.join(folder, KEY)
  const pem = await writeKey(newPair(), file, path.join(folder, 'secret.rsa'))
  return { name: KEY, pem, digest: '', file }
}

function mkapk(...args: string[]): void {
  execFileSync('python3', [MKAPK, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
}
