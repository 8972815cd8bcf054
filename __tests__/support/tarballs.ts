import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { EMBEDDED_MIRROR } from './embedded-mirror.js'

/** Where the mirror has the tarball of this machine's architecture, below its base. */
export const NATIVE_TARBALL = '/v3.20/releases/x86_64/alpine-minirootfs-3.20.3-x86_64.tar.gz'

/** It, on this machine's disk. */
export const NATIVE_FILE = path.join(EMBEDDED_MIRROR, NATIVE_TARBALL)

export const ENDINGS = ['.tar', '.tar.gz', '.tar.xz', '.tar.zst'] as const

/** Writes that tarball in another compression. */
export async function writeTarball(file: string): Promise<void> {
  const tar = gunzipSync(readFileSync(NATIVE_FILE))
  await writeFile(file, compressed(tar, file))
}

function compressed(tar: Buffer, file: string): Buffer {
  const by = (program: string, ...args: string[]): Buffer =>
    execFileSync(program, args, { input: tar, maxBuffer: 1 << 30 })
  if (file.endsWith('.gz')) return by('gzip', '-1', '-c')
  if (file.endsWith('.xz')) return by('xz', '-0', '-c')
  if (file.endsWith('.zst')) return by('zstd', '-q', '-c')
  return tar
}

/** The digest of a file, in hexadecimal digits. */
export function digestOf(file: string, algorithm: 'sha256' | 'sha512'): string {
  return createHash(algorithm).update(readFileSync(file)).digest('hex')
}

/** Names, kinds, modes, owners and contents of a tree, as one text. */
export function treeOf(folder: string): string {
  const list = ['find', '.', '-printf', '%p %y %m %U:%G %l %T@\\n']
  const sums = 'find . -type f -print0 | sort -z | xargs -0 sha256sum'
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 } as const
  const [program = '', ...words] = list
  const lines = execFileSync(program, words, options).split('\n').sort().join('\n')
  return `${lines}\n${execFileSync('sh', ['-c', sums], options)}`
}
