import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseStatus } from './debian/status.js'
import { isInside, namesInside, readInside } from './inside.js'

/** Whose packages a root is made of. */
export type RootKind = 'alpine' | 'debian' | 'other'

/** Where the package managers keep what is installed; apk has moved it in version 3. */
const DATABASES: readonly (readonly [string, RootKind])[] = [
  ['lib/apk/db/installed', 'alpine'],
  ['usr/lib/apk/db/installed', 'alpine'],
  ['var/lib/dpkg/status', 'debian'],
]

/** Whose packages a root is made of, as its package manager's database tells. */
export async function kindOf(root: string): Promise<RootKind> {
  for (const [database, kind] of DATABASES) if (await isInside(root, database)) return kind
  return 'other'
}

/** Alpine's version, where it is Alpine. */
export async function alpineVersion(root: string): Promise<string | null> {
  const text = (await readInside(root, 'etc/alpine-release'))?.trim() ?? ''
  return /^[\w.]{1,40}$/.test(text) ? text : null
}

/** A package that is installed. */
export interface InstalledPackage {
  readonly name: string
  readonly version: string
  /** As the package manager has it, where it has one: apk's `Q1…` is the sha1 of the control part, in base64. */
  readonly checksum?: string
}

/** What is installed in a root, in the order of the names. */
export async function installedPackages(root: string): Promise<InstalledPackage[]> {
  for (const [database, kind] of DATABASES) {
    const text = await readInside(root, database)
    if (text !== undefined) return kind === 'alpine' ? apkPackages(text) : sorted(parseStatus(text))
  }
  return []
}

/** Source: apk's database: records with an empty line between them, `P:name`, `V:version`, `C:checksum`. */
function apkPackages(text: string): InstalledPackage[] {
  const packages = text.split(/\n\n+/).flatMap((record) => {
    const field = (letter: string): string | undefined =>
      new RegExp(`^${letter}:(.*)$`, 'm').exec(record)?.[1]
    const [name, version, checksum] = [field('P'), field('V'), field('C')]
    if (name === undefined || version === undefined) return []
    return [{ name, version, ...(checksum === undefined ? {} : { checksum }) }]
  })
  return sorted(packages)
}

/** By the bytes of the names: the same everywhere. */
function sorted(packages: readonly InstalledPackage[]): InstalledPackage[] {
  return [...packages].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
}

/**
 * When the newest package of a root was built, in seconds since 1970: a time that is the same whenever the root is made.
 * 0 where its packages do not tell.
 */
export async function newestBuildTime(root: string): Promise<number> {
  for (const [database, kind] of DATABASES) {
    const text = kind === 'alpine' ? await readInside(root, database) : undefined
    // Source: apk's database, `t:` is the build time.
    if (text !== undefined)
      return Math.max(0, ...[...text.matchAll(/^t:(\d+)$/gm)].map(([, time]) => Number(time)))
  }
  // dpkg's own lists of sums are as old as their packages.
  const names = (await namesInside(root, 'var/lib/dpkg/info')).filter((name) => name.endsWith('.md5sums'))
  const times = await Promise.all(
    names.map(async (name) => (await lstat(join(root, 'var/lib/dpkg/info', name))).mtimeMs),
  )
  return Math.floor(Math.max(0, ...times) / 1000)
}
