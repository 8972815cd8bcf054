import type { InstalledPackage } from '../rootfs/kind.js'
import type { Manifest } from '../rootfs/manifest.js'

/** An archive that was written. */
export interface ArchiveFile {
  readonly file: string
  readonly sha256: string
  readonly sizeBytes: number
}

/** What `xarch build --json` prints of a root. */
export function rootManifest(
  { source, version, created, ingredients, fetched }: Manifest,
  key: string,
  packages: readonly InstalledPackage[],
  archive: ArchiveFile | undefined,
): Readonly<Record<string, unknown>> {
  return {
    arch: ingredients['arch'],
    ...{ source, alpineVersion: version, key, created, ingredients, fetched, packages },
    ...(archive ? { archive } : {}),
  }
}
