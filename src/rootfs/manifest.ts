import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ingredients } from '../cache/key.js'
import type { Expected } from '../platform/ports.js'
import { masked } from '../report/masked.js'

/** Something that was fetched for a root. */
export interface Fetched extends Expected {
  /** A URL, a path, or the name of an image. */
  readonly source: string
}

/** What is known of a built root; stands beside it as manifest.json. */
export interface Manifest {
  /** One line: where it came from. */
  readonly source: string
  /** Alpine's version where it is Alpine: `3.20.3`. */
  readonly version: string | null
  /** When it was built: ISO 8601. */
  readonly created: string
  readonly ingredients: Ingredients
  readonly fetched: readonly Fetched[]
  /** Variables that its image sets for what runs in it. */
  readonly environment: Readonly<Record<string, string>>
}

export const MANIFEST = 'manifest.json'

/** Reads the manifest beside a root. Throws where there is none. */
export async function readManifest(folder: string): Promise<Manifest> {
  return Promise.resolve(parseManifest(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')))) // at once, as inside.ts reads
}

/** A manifest out of JSON; further properties are left out. Throws where it is none. */
export function parseManifest(value: unknown): Manifest {
  const { source, version, created, ingredients, fetched, environment } = (value ?? {}) as Partial<Manifest>
  const isManifest =
    typeof source === 'string' &&
    (version === null || typeof version === 'string') &&
    typeof created === 'string' &&
    !Number.isNaN(Date.parse(created)) &&
    typeof ingredients === 'object' &&
    Array.isArray(fetched) &&
    typeof environment === 'object'
  if (!isManifest) throw new Error(`${MANIFEST} is not one of this version of xarch`)
  return { source, version, created, ingredients, fetched, environment }
}

/** Ingredients as they are kept: no URL in them shows a password. */
export function withoutPasswords(ingredients: Ingredients): Ingredients {
  return Object.fromEntries(Object.entries(ingredients).map(([name, value]) => [name, masked(value)]))
}
