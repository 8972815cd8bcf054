import { Refused } from '../../report/errors.js'

/** What a program needs to run, as OCI's image specification names it. */
export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

/** One image of an index (a list of manifests). */
export interface IndexEntry {
  readonly digest: string
  readonly platform: Platform
}

/** The platform that a string such as `linux/arm/v7` means. */
export function parsePlatform(text: string): Platform {
  const [os = '', architecture = '', variant] = text.split('/')
  return { os, architecture, ...(variant === undefined ? {} : { variant }) }
}

export function platformName({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant ? [variant] : [])].join('/')
}

/** Variants that are meant where none is named. Source: containerd's platforms.Normalize, which Docker uses. */
const USUAL_VARIANT: Readonly<Record<string, string>> = { amd64: 'v1', arm64: 'v8', arm: 'v7' }

/**
 * Whether both are the same. Lower variants would run too, and are refused all the same: a root of arm/v6 that is asked
 * for as arm/v7 is a surprise, and it can be asked for by its own name.
 */
export function isSamePlatform(one: Platform, other: Platform): boolean {
  const variant = (it: Platform): string => it.variant || (USUAL_VARIANT[it.architecture] ?? '')
  return one.os === other.os && one.architecture === other.architecture && variant(one) === variant(other)
}

/**
 * The images of an index; undefined where it is no index but one image. What is listed in it and is no image
 * (attestations, whose platform is `unknown`) is left out. Throws where it is no JSON.
 * Source: OCI's image-spec, image-index.md; Docker's manifest list is the same in this.
 */
export function readIndex(manifest: string): readonly IndexEntry[] | undefined {
  const value: unknown = JSON.parse(manifest)
  const listed = field(value, 'manifests')
  if (!Array.isArray(listed)) return undefined
  return listed.flatMap((entry): IndexEntry[] => {
    const platform = readPlatform(field(entry, 'platform'))
    const digest = field(entry, 'digest')
    if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest) || !platform) return []
    return platform.os === 'unknown' ? [] : [{ digest, platform }]
  })
}

/** What an index entry or an image's configuration says of its platform; undefined where it says nothing. */
export function readPlatform(value: unknown): Platform | undefined {
  const [os, architecture, variant] = ['os', 'architecture', 'variant'].map((name) => field(value, name))
  if (typeof os !== 'string' || typeof architecture !== 'string') return undefined
  return { os, architecture, ...(typeof variant === 'string' && variant !== '' ? { variant } : {}) }
}

/** The value of a field, where the value has fields. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

/** The digest of the image for a platform. Throws `Refused` with the platforms there are. */
export function chooseImage(entries: readonly IndexEntry[], wanted: Platform, image: string): string {
  const found = entries.find(({ platform }) => isSamePlatform(platform, wanted))
  if (found) return found.digest
  throw otherPlatforms(
    entries.map(({ platform }) => platform),
    wanted,
    image,
  )
}

/** The error for an image that has other platforms than the one that is wanted. */
export function otherPlatforms(there: readonly Platform[], wanted: Platform, image: string): Refused {
  const names = [...new Set(there.map(platformName))].sort()
  return new Refused({
    what: `the image has no platform ${platformName(wanted)}; it has ${names.join(', ') || 'none'}`,
    source: `docker://${image}`,
    todo: 'Take another image, or another architecture.',
  })
}
