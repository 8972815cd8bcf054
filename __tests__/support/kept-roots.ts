import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { readManifest, type Manifest } from '../../src/rootfs/manifest.js'
import type { Place } from './xarch.js'

/** A root that the command keeps in a place: `roots/KEY/TIME/`. */
export interface KeptRoot {
  readonly key: string
  readonly folder: string
  /** Milliseconds since 1970, as its folder is named. */
  readonly createdMs: number
  readonly manifest: Manifest
}

/** The roots that a place has, of an architecture or of all, the oldest first. */
export async function keptRoots(place: Place, arch = ''): Promise<KeptRoot[]> {
  const keys = (await place.roots()).filter((name) =>
    name.startsWith(arch === '' ? 'xarch-2-' : `xarch-2-${arch}-`),
  )
  const found = await Promise.all(
    keys.map(async (key) => {
      const parent = path.join(place.cache, 'xarch/roots', key)
      return Promise.all(
        (await readdir(parent)).map(async (time) => {
          const folder = path.join(parent, time)
          return { key, folder, createdMs: Number(time), manifest: await readManifest(folder) }
        }),
      )
    }),
  )
  return found.flat().sort((left, right) => left.createdMs - right.createdMs)
}

/** Names of roots that are half-built, or half-removed. */
export async function halfBuilt(place: Place): Promise<string[]> {
  return (await place.roots()).filter((name) => name.startsWith('.part.'))
}
