import type { Expected } from '../platform/ports.js'
import { parseSuite } from '../rootfs/debian/names.js'
import { parseImage } from '../rootfs/image/reference.js'
import type { RootSource } from '../rootfs/source.js'

type Problem = (problem: string) => void

const ALLOWED =
  'allowed are auto, minirootfs, apk, docker://IMAGE, debian:SUITE, ubuntu:SUITE, the URL or path of a tarball, the path of a folder, and none'

/** A path, or a tarball here; a bare word is neither. */
const PATH = /^\.{0,2}\/|^\.{1,2}$|\/|\.(tar|tgz|txz|tzst)(\.\w+)?$/

/** Reads the input `rootfs`, with the checksum that belongs to it. */
export function parseRootfs(
  text: string,
  checksum: Expected | undefined,
  allowUntrusted: boolean,
  problem: Problem,
): RootSource {
  const source = readSource(text, checksum, problem)
  const isTarball = source.kind === 'url' || source.kind === 'path'
  if (checksum && !isTarball) problem(`checksum: got one, with the rootfs "${text}", which is no tarball`)
  if (source.kind === 'url' && !checksum && !allowUntrusted) {
    problem(
      `rootfs: got "${text}" without a checksum; give the sha256 or sha512 that its publisher names (input "checksum"), or allow any (input "allow-untrusted")`,
    )
  }
  return source
}

function readSource(text: string, checksum: Expected | undefined, problem: Problem): RootSource {
  if (text === 'auto' || text === 'minirootfs' || text === 'apk' || text === 'none') return { kind: text }
  const [, scheme = '', rest = ''] = /^(docker:\/\/|debian:|ubuntu:|https?:\/\/|file:)(.+)$/.exec(text) ?? []
  switch (scheme) {
    case 'docker://':
      parseImage(rest, problem)
      return { kind: 'image', image: rest }
    case 'debian:':
    case 'ubuntu:': {
      const distribution = scheme === 'debian:' ? 'debian' : 'ubuntu'
      return { kind: 'debian', distribution, suite: parseSuite(rest, problem) }
    }
    case 'http://':
    case 'https://':
      return { kind: 'url', url: text, checksum }
    case 'file:':
      return { kind: 'path', path: filePath(text, problem), checksum }
  }
  if (PATH.test(text)) return { kind: 'path', path: text, checksum }
  problem(`rootfs: got "${text}"; ${ALLOWED}`)
  return { kind: 'auto' }
}

/** `file:DIR` is a plain path, `file:///…` a URL. */
function filePath(text: string, problem: Problem): string {
  if (!text.startsWith('file://')) return text.slice('file:'.length)
  if (URL.canParse(text) && new URL(text).host === '') return decodeURIComponent(new URL(text).pathname)
  problem(`rootfs: got "${text}"; a file of this machine is file:///PATH or just its path`)
  return text
}

/** Reads the input `checksum`: hex, the algorithm before it (`sha256:…`) or told by its length. */
export function parseChecksum(text: string, problem: Problem): Expected | undefined {
  if (text === '') return undefined
  const [, named, digits = ''] = /^(?:(sha256|sha512)[:=-])?([\da-f]+)$/i.exec(text) ?? []
  const algorithm = digits.length === 64 ? 'sha256' : digits.length === 128 ? 'sha512' : undefined
  if (algorithm && (named === undefined || named.toLowerCase() === algorithm)) {
    return { algorithm, digest: digits.toLowerCase() }
  }
  problem(
    `checksum: got "${text}"; allowed are a sha256 of 64 or a sha512 of 128 hexadecimal digits, such as sha256:9f86…`,
  )
  return undefined
}
