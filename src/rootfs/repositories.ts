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

/** The URL of a line of /etc/apk/repositories: a tag may stand before it (`@edge URL`). Source: apk-repositories(5). */
export function repositoryUrl(line: string): string {
  return line.slice(line.lastIndexOf(' ') + 1)
}

/** The line with another URL. */
export function withUrl(line: string, url: string): string {
  return `${line.slice(0, line.lastIndexOf(' ') + 1)}${url}`
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
