import type { Expected } from '../platform/ports.js'
import type { Distribution } from './debian/archives.js'

/** Where a root comes from. */
export type RootSource =
  /** minirootfs: Alpine's own tarball; apk: installed from packages; auto: the first where there is one, else the second. */
  | { readonly kind: 'auto' | 'minirootfs' | 'apk' }
  | { readonly kind: 'image'; readonly image: string }
  | { readonly kind: 'debian'; readonly distribution: Distribution; readonly suite: string }
  /** A tarball, or a folder, of this machine. */
  | { readonly kind: 'path'; readonly path: string; readonly checksum: Expected | undefined }
  | { readonly kind: 'url'; readonly url: string; readonly checksum: Expected | undefined }
  /** No root: handlers alone. */
  | { readonly kind: 'none' }

/** Whether Alpine's branches and mirrors decide what such a root has. */
export function isAlpine({ kind }: RootSource): boolean {
  return kind === 'auto' || kind === 'minirootfs' || kind === 'apk'
}

/** A source as it was written in the input `rootfs`. */
export function sourceText(source: RootSource): string {
  switch (source.kind) {
    case 'image':
      return `docker://${source.image}`
    case 'debian':
      return `${source.distribution}:${source.suite}`
    case 'path':
      return source.path
    case 'url':
      return source.url
    default:
      return source.kind
  }
}
