/** An image as Docker names it, with what is left out filled in. */
export interface ImageReference {
  /** As it was written: what an engine has in its own storage may have a name that is short. */
  readonly text: string
  /** The registry with its port: `docker.io`, `127.0.0.1:5000`. */
  readonly host: string
  /** `library/alpine`. */
  readonly path: string
  /** `latest` where neither a tag nor a digest was given. */
  readonly tag: string | undefined
  /** `sha256:…`; where it is there, the tag says nothing. */
  readonly digest: string | undefined
}

type Problem = (problem: string) => void

const ALLOWED =
  'allowed is [HOST[:PORT]/]NAME[:TAG][@sha256:DIGEST] in lower case, such as alpine:3.20 or ghcr.io/owner/name@sha256:…'

/** Source: the grammar of references of the OCI distribution specification, and Docker's of hosts. */
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^sha256:[0-9a-f]{64}$/
const PATH_CHARACTERS = 255

/**
 * Reads the reference that stands behind `docker://`. As with Docker, the first part is a host where it has a point or a
 * port or is `localhost`; else all of it is a path at docker.io, below `library/` where it is a single name.
 * @param problem gets one line where it is none; then the result is undefined
 */
export function parseImage(text: string, problem: Problem): ImageReference | undefined {
  const refuse = (why: string): undefined => {
    problem(`docker://${text}: ${why}; ${ALLOWED}`)
    return undefined
  }
  const { name, tag, digest } = parts(text)
  if (digest !== undefined && !DIGEST.test(digest)) {
    refuse('what is behind the @ is no sha256 digest')
    return
  }
  if (tag !== undefined && !TAG.test(tag)) {
    refuse(`"${tag}" is no tag`)
    return
  }
  const { host, path } = place(name)
  if (!HOST.test(host)) {
    refuse(`"${host}" is no host of a registry`)
    return
  }
  if (!PATH.test(path) || path.length > PATH_CHARACTERS) {
    refuse(`"${path}" is no name of an image`)
    return
  }
  return { text, host, path, tag: tag ?? (digest === undefined ? 'latest' : undefined), digest }
}

function parts(text: string): { name: string; tag: string | undefined; digest: string | undefined } {
  const at = text.indexOf('@')
  const digest = at < 0 ? undefined : text.slice(at + 1)
  const tagged = at < 0 ? text : text.slice(0, at)
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1)
  if (colon < 0) return { name: tagged, tag: undefined, digest }
  return { name: tagged.slice(0, colon), tag: tagged.slice(colon + 1), digest }
}

function place(name: string): { host: string; path: string } {
  const [first = '', ...rest] = name.split('/')
  if (rest.length > 0 && (/[.:[]/.test(first) || first === 'localhost')) {
    const host = first === 'index.docker.io' ? 'docker.io' : first
    return { host, path: host === 'docker.io' ? belowLibrary(rest.join('/')) : rest.join('/') }
  }
  return { host: 'docker.io', path: belowLibrary(name) }
}

function belowLibrary(path: string): string {
  return path.includes('/') ? path : `library/${path}`
}

/** The name that a registry knows it by, with no tag and no digest. */
export function repositoryOf({ host, path }: ImageReference): string {
  return `${host}/${path}`
}

/** The whole name; a digest replaces the tag, as not every tool takes both. */
export function fullName(reference: ImageReference, digest: string | undefined = reference.digest): string {
  const repository = repositoryOf(reference)
  return digest === undefined ? `${repository}:${reference.tag ?? 'latest'}` : `${repository}@${digest}`
}

/** Whether its registry is on this machine: such a one may speak plain http, as Docker has it. */
export function isLoopback({ host }: ImageReference): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/.test(host)
}

/** Whether no registry can have it: `localhost` without a port is what podman puts before names of its own. */
export function isLocalOnly({ host }: ImageReference): boolean {
  return host === 'localhost'
}
