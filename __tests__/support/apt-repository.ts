import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Signer } from './openpgp.js'

/** A suite of an archive of packages, as it is to lie in `dists/`. Source: wiki.debian.org, "DebianRepository/Format". */
export interface Suite {
  readonly name: string
  /** Fields that say whose it is: Origin, Label, Version, Codename. */
  readonly fields: Readonly<Record<string, string>>
  /** dpkg's names. */
  readonly architectures: readonly string[]
  /** Files of packages by component. */
  readonly components: Readonly<Record<string, readonly string[]>>
}

/** Writes a suite and its packages into the folder of an archive, signed. */
export function publishSuite(archive: string, suite: Suite, signer: Signer): void {
  const dist = path.join(archive, 'dists', suite.name)
  const indexes = Object.entries(suite.components).flatMap(([component, debs]) => {
    const packages = debs.map((deb) => pooled(archive, component, deb))
    return suite.architectures.map((arch) => {
      const mine = packages.filter(({ architecture }) => ['all', arch].includes(architecture))
      return writeIndex(
        dist,
        `${component}/binary-${arch}`,
        mine.map(({ paragraph }) => paragraph).join('\n'),
      )
    })
  })
  const fields = {
    ...suite.fields,
    Suite: suite.name,
    Date: new Date().toUTCString().replace('GMT', 'UTC'),
    Architectures: suite.architectures.join(' '),
    Components: Object.keys(suite.components).join(' '),
    'Acquire-By-Hash': 'yes',
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  const release = path.join(dist, 'Release')
  writeFileSync(release, [...lines, 'SHA256:', ...indexes.flat(), ''].join('\n'))
  signer.clearSign(release, path.join(dist, 'InRelease'))
}

interface Pooled {
  readonly architecture: string
  /** What an index has of it. */
  readonly paragraph: string
}

/** Puts a package where archives have it: without the epoch, that apt's names have, in its name. */
function pooled(archive: string, component: string, deb: string): Pooled {
  const control = execFileSync('dpkg-deb', ['--field', deb], { encoding: 'utf8' })
  const field = (name: string): string => new RegExp(`^${name}: (.+)$`, 'm').exec(control)?.[1] ?? ''
  const name = field('Package')
  const folder = `pool/${component}/${/^(lib)?./.exec(name)?.[0] ?? ''}/${name}`
  const file = `${folder}/${path.basename(deb).replace(/_\d+%3a/, '_')}`
  mkdirSync(path.join(archive, folder), { recursive: true })
  linkSync(deb, path.join(archive, file))
  const bytes = readFileSync(deb)
  const paragraph = `${control}Filename: ${file}\nSize: ${bytes.length}\nSHA256: ${sha256(bytes)}\n`
  return { architecture: field('Architecture'), paragraph }
}

/** Writes an index under its name and under its digest; returns the lines that a Release has of it. */
function writeIndex(dist: string, folder: string, text: string): string[] {
  const plain = Buffer.from(text)
  const packed = gzipSync(plain)
  const byHash = path.join(dist, folder, 'by-hash/SHA256')
  mkdirSync(byHash, { recursive: true })
  writeFileSync(path.join(dist, folder, 'Packages.gz'), packed)
  writeFileSync(path.join(byHash, sha256(packed)), packed)
  // A Release has the packed index and what it becomes, which is on no mirror.
  return [
    ` ${sha256(plain)} ${plain.length} ${folder}/Packages`,
    ` ${sha256(packed)} ${packed.length} ${folder}/Packages.gz`,
  ]
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
