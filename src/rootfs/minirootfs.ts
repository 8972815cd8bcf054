import type { Fetch } from '../platform/ports.js'
import { Failed } from '../report/errors.js'

/** A minirootfs as the mirror's list of releases describes it. */
export interface Minirootfs {
  readonly url: string
  /** What it is while it is downloaded: `aarch64 minirootfs`. */
  readonly name: string
  readonly version: string
  /** Hex; undefined where the list has none. */
  readonly sha512: string | undefined
  /** Of the list. */
  readonly source: string
}

interface Wanted {
  readonly mirror: string
  readonly branch: string
  readonly arch: { readonly name: string }
}

const LIST = 'latest-releases.yaml'

function releases({ mirror, branch, arch }: Wanted): string {
  return `${mirror}/${branch}/releases/${arch.name}`
}

/** Asks for the list of releases before it is needed. What goes wrong is said when it is. */
export function askAhead(wanted: Wanted, fetch: Fetch): void {
  Promise.all([fetch.text(`${releases(wanted)}/${LIST}`), import('yaml')]).catch(() => undefined)
}

/**
 * The newest minirootfs of a branch; undefined where the mirror has no releases of that architecture. Throws `Failed`.
 * Source of the list: Alpine's aports, scripts/mkimage-yaml.sh.
 */
export async function findMinirootfs(
  { mirror, branch, arch }: Wanted,
  fetch: Fetch,
): Promise<Minirootfs | undefined> {
  const folder = releases({ mirror, branch, arch })
  const url = `${folder}/${LIST}`
  const text = await fetch.text(url)
  if (text === undefined) return undefined
  const release = listed(await readYaml(text, url)).find(({ flavor }) => flavor === 'alpine-minirootfs')
  const { file, version, sha512, arch: of = arch.name } = release ?? {}
  if (typeof file !== 'string' || typeof version !== 'string')
    throw unreadable(url, 'it has no release of the flavor alpine-minirootfs with file and version')
  if (of !== arch.name) throw unreadable(url, `it is not of ${arch.name}, but of ${String(of)}`)
  if (!/^[\w.-]+\.tar\.gz$/.test(file) || !isDigest(sha512))
    throw unreadable(url, `its minirootfs has the file "${file}" and the sha512 "${String(sha512)}"`)
  const name = `${arch.name} minirootfs`
  return { url: `${folder}/${file}`, name, version, sha512: sha512?.toLowerCase(), source: url }
}

function isDigest(sha512: unknown): sha512 is string | undefined {
  return sha512 === undefined || (typeof sha512 === 'string' && /^[\da-f]{128}$/i.test(sha512))
}

async function readYaml(text: string, url: string): Promise<unknown> {
  if (/^\s*</.test(text)) throw unreadable(url, 'it is a web page (a log-in page of a network?)') // YAML takes it for a text
  const { parse } = await import('yaml')
  try {
    return parse(text, { schema: 'failsafe' }) // all texts: edge's versions are dates, 20240606
  } catch (cause) {
    throw unreadable(url, (cause as Error).message)
  }
}

function listed(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return []
  return value.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null)
}

function unreadable(url: string, why: string): Failed {
  return new Failed({
    what: `the mirror's list of releases cannot be used: ${why}`,
    source: url,
    todo: 'Is this the base of an Alpine mirror? Another can be named with the input "mirror".',
  })
}
