import { isDebianPackage } from '../rootfs/debian/names.js'
import type { RootSource } from '../rootfs/source.js'

type Problem = (problem: string) => void

/** An atom of apk: a name, with a version or a tag. Source: apk-world(5). */
const ALPINE_PACKAGE = /^!?[A-Za-z0-9_.][\w.+:/-]*([<>=~]+[\w.+-]+)?(@[\w.-]+)?$/

/** Whether a word names a package of the root's kind; every other is a problem. */
export function isPackage(
  input: 'packages' | 'base-packages',
  name: string,
  problem: Problem,
  { kind }: RootSource = { kind: 'apk' },
): boolean {
  const isForeign = kind === 'image' || kind === 'path' || kind === 'url' // only the root knows whose they are
  const [isAlpine, isDebian] = [ALPINE_PACKAGE.test(name), isDebianPackage(name)]
  if (kind === 'debian' ? isDebian : isAlpine || (isForeign && isDebian)) return true
  const allowed =
    kind === 'debian'
      ? 'a name, also with an architecture, a version or a suite (make, make:amd64, make=4.3-4.1, make/bookworm)'
      : 'a name, also with a version or a tag (make, make=4.4.1-r2, make@edge)'
  problem(`${input}: got "${name}"; allowed is ${allowed}`)
  return false
}

/** Whether a path can be that of a key for the root's kind; every other is a problem. */
export function isKey(path: string, { kind }: RootSource, problem: Problem): boolean {
  const good = kind === 'debian' ? /[^/]\.(gpg|asc|pgp)$/.test(path) : /[^/]\.pub$/.test(path)
  if (!good) {
    problem(
      kind === 'debian'
        ? `keys: got "${path}"; allowed are keyrings of apt: files NAME.gpg or NAME.asc`
        : `keys: got "${path}"; allowed are files NAME.rsa.pub, named as the packages' signatures name them`,
    )
  }
  return good
}

/** A base URL that packages come from. Every other text is a problem. */
export function url(name: string, text: string, problem: Problem): string {
  const good = /^(https?:\/\/[^/\s]+|file:(\/\/\/|\/?[^/\s]))/.test(text)
  if (!good) {
    const meant =
      text.startsWith('/') || text.startsWith('.')
        ? `file:${text}`
        : /^[\w.-]+\.[a-z]+(\/|$)/i.test(text)
          ? `https://${text}`
          : undefined
    problem(
      `${name}: got "${text}"; allowed are https://…, http://… and file:DIR${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    )
  }
  return text
}
