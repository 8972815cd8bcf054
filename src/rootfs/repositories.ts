import { fileURLToPath, pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import type { Fetch } from '../platform/ports.js'

/** The sections of a branch that are used; `testing` is in edge alone, and asked for by `repositories`. */
const SECTIONS = ['main', 'community'] as const

interface Wanted {
  readonly mirror: string
  readonly branch: string
  readonly arch: { readonly name: string }
  readonly repositories: readonly string[]
}

/** The repositories of a root: those that the mirror has for the architecture, and the user's. */
export async function findRepositories(wanted: Wanted, fetch: Fetch): Promise<string[]> {
  const sections = SECTIONS.map((section) => `${wanted.mirror}/${wanted.branch}/${section}`)
  const there = await Promise.all(
    sections.map((url) => fetch.exists(`${url}/${wanted.arch.name}/APKINDEX.tar.gz`)),
  )
  return [...sections.filter((_, index) => there[index]), ...wanted.repositories]
}

/** A line of sources.list(5), with one blank between its words: what stands before its URL, and what behind. */
const OF_APT = /^(deb (?:\[[^\]]*\] )?)(\S*)(.*)$/
/** The same of a line of /etc/apk/repositories, where a tag may stand before it (`@edge URL`). Source: apk-repositories(5). */
const OF_APK = /^(.* )?(\S*)()$/

const partsOf = (line: string): readonly string[] => (OF_APT.exec(line) ?? OF_APK.exec(line) ?? []).slice(1)

/** The URL of a line that names a repository. */
export function repositoryUrl(line: string): string {
  return partsOf(line)[1] ?? ''
}

/** The line with another URL. */
export function withUrl(line: string, url: string): string {
  const [before = '', , after = ''] = partsOf(line)
  return `${before}${url}${after}`
}

/** The folder that a `file:` URL with an absolute path names; undefined for other URLs. */
export function localFolder(url: string): string | undefined {
  return url.startsWith('file:') ? fileURLToPath(url) : undefined
}

/** `file:DIR` (a plain path, also a relative one) or a `file:` URL, as a URL with an absolute path; others as they are. */
export function absoluteUrl(url: string, base: string): string {
  if (!url.startsWith('file:') || url.startsWith('file://')) return url
  return pathToFileURL(resolve(base, url.slice('file:'.length))).href
}
