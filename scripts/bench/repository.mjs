// Signed apk repositories, as Alpine's mirrors have them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder, mirror, time } from './ground.mjs'

const recipe = join(mirror, 'recipe/mkapk.py')
const key = join(folder, 'bench.rsa')
const signed = ['--key', key, '--keyname', 'bench.rsa.pub']

/** Makes the key that signs them; returns the file with its public half. */
export function makeKey() {
  time(['openssl', 'genrsa', '-out', key, '2048'])
  time(['openssl', 'rsa', '-in', key, '-pubout', '-out', `${key}.pub`])
  return `${key}.pub`
}

/** Makes a repository in the folder `place` of packages: their names, versions, and trees of files. */
export function makeRepository(place, arch, packages) {
  mkdirSync(place, { recursive: true })
  const meta = join(folder, 'meta')
  for (const { name, version, tree } of packages) {
    const lines = [
      `pkgname = ${name}`,
      `pkgver = ${version}`,
      'pkgdesc = bench',
      'license = GPL-2.0-only',
      '',
    ]
    writeFileSync(meta, lines.join('\n'))
    const options = ['--tree', tree, '--meta', meta, '--arch', arch, '--out', place]
    time(['python3', recipe, 'pkg', ...signed, ...options])
  }
  time(['python3', recipe, 'index', ...signed, '--dir', place])
}
