import { readInside } from '../inside.js'

/** A package that is installed. */
export interface DebianPackage {
  readonly name: string
  readonly version: string
}

/**
 * The packages that are whole in a text of dpkg's status. Source: dpkg(1), deb822(5): paragraphs of fields, and the third
 * word of `Status` is `installed`.
 */
export function parseStatus(text: string): DebianPackage[] {
  return text.split(/\n{2,}/).flatMap((paragraph) => {
    const field = (name: string): string | undefined =>
      new RegExp(`^${name}: *(.+)$`, 'm').exec(paragraph)?.[1]?.trim()
    const [name, version] = [field('Package'), field('Version')]
    const isInstalled = field('Status')?.split(' ')[2] === 'installed'
    return isInstalled && name !== undefined && version !== undefined ? [{ name, version }] : []
  })
}

/**
 * VERSION_ID of a root, or its codename where it has none (Debian's unstable); null where it does not say.
 * Source: os-release(5), which has usr/lib as the place of the file itself; the one in etc is a link to it, and no link of
 * a root is followed.
 */
export async function debianVersion(root: string): Promise<string | null> {
  const text = (await readInside(root, 'usr/lib/os-release')) || (await readInside(root, 'etc/os-release'))
  const release = parseOsRelease(text ?? '')
  return release.get('VERSION_ID') ?? release.get('VERSION_CODENAME') ?? null
}

/** The variables of a text of os-release(5). */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').map((line) => /^([A-Z_]+)=(["']?)(.*)\2$/.exec(line.trim()))
  return new Map(lines.flatMap((found) => (found ? [[found[1] ?? '', found[3] ?? ''] as const] : [])))
}
