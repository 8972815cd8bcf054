import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command, Output } from '../../platform/ports.js'
import { Failed } from '../../report/errors.js'
import { claimImage } from './claims.js'
import {
  chooseImage,
  field,
  isSamePlatform,
  platformName,
  readIndex,
  readPlatform,
  type Platform,
} from './platform.js'
import { fullName, isLoopback, type ImageReference } from './reference.js'
import { IMAGE_FILE, PULL_MS, type ImagePorts, type ImageRequest, type SavedImage } from './request.js'

/** An engine: the words for what the two do alike are the same but for these. */
export interface Engine {
  readonly name: 'podman' | 'docker'
  /** Where its version is in what `version` says; docker's is the daemon's, so that one that is down is found here. */
  readonly version: string
  /** Options for a registry that speaks plain http. Docker knows by itself for pulling that loopback may. */
  readonly insecurePull: readonly string[]
  readonly insecureInspect: readonly string[]
  readonly save: readonly string[]
}

export const PODMAN: Engine = {
  name: 'podman',
  version: '{{.Client.Version}}',
  insecurePull: ['--tls-verify=false'],
  insecureInspect: [],
  save: ['--quiet', '--format', 'docker-archive'],
}

export const DOCKER: Engine = {
  name: 'docker',
  version: '{{.Server.Version}}',
  insecurePull: [],
  insecureInspect: ['--insecure'],
  save: [],
}

/**
 * Has an engine pull an image from its registry and save it. Nothing stays in the engine: what was not there before is
 * removed again, and no name in it comes to mean another image, as images are pulled by their digests. Where the engine
 * cannot tell the digest, the name is pulled, if the engine has none such. Throws `Failed` where engine or registry
 * cannot, `Refused` where the image lacks the platform.
 */
export async function saveFromRegistry(
  engine: Engine,
  request: ImageRequest,
  ports: ImagePorts,
): Promise<SavedImage> {
  const { reference, platform } = request
  const tool = await findTool(engine, ports)
  const digest = await findDigest(engine, request, ports)
  const name = fullName(reference, digest)
  const there = await inspect(engine, name, ports)
  if (there && digest === undefined) throw nameIsTaken(engine, name)
  const claim = there ? undefined : await claimImage(engine.name, name, ports)
  try {
    if (!there) {
      ports.log.info(`pulling ${name} with ${tool}`)
      const options = [
        '--quiet',
        '--platform',
        platformName(platform),
        ...(isLoopback(reference) ? engine.insecurePull : []),
      ]
      await run(engine, ports, `pull the image ${reference.text}`, 'pull', ...options, name)
    }
    const known = digest ?? digestOf(there ?? (await inspect(engine, name, ports)))
    return { ...(await save(engine, name, request, ports)), digest: known, tool }
  } finally {
    await claim?.release()
  }
}

/** Has an engine save an image of its own storage, under the name as it was written. Throws `Failed` where it has none. */
export async function saveLocal(
  engine: Engine,
  request: ImageRequest,
  ports: ImagePorts,
): Promise<SavedImage> {
  const { text } = request.reference
  const tool = await findTool(engine, ports)
  const image = await inspect(engine, text, ports)
  if (!image) throw new Failed({ what: 'it has no image of this name in its own storage' })
  const [os, architecture, variant] = ['Os', 'Architecture', 'Variant'].map((it) => field(image, it))
  const platform = readPlatform({ os, architecture, variant })
  if (!platform || !isSamePlatform(platform, request.platform)) throw isOther(platform, request.platform)
  ports.log.info(`taking ${text} from the storage of ${tool}`)
  return { ...(await save(engine, text, request, ports)), digest: digestOf(image), tool }
}

async function findTool(engine: Engine, ports: ImagePorts): Promise<string> {
  const { stdout } = await run(engine, ports, `use ${engine.name}`, 'version', '--format', engine.version)
  return `${engine.name} ${stdout.trim()}`
}

/** The digest of the image for the platform; undefined where the engine cannot tell it without pulling. */
async function findDigest(
  engine: Engine,
  { reference, platform, folder }: ImageRequest,
  ports: ImagePorts,
): Promise<string | undefined> {
  const options = isLoopback(reference) ? engine.insecureInspect : []
  const env = isLoopback(reference) ? await plainHttp(reference, folder) : {}
  const ask = async (...more: string[]): Promise<string> => {
    const words = ['manifest', 'inspect', ...options, ...more, fullName(reference)]
    const { status, stdout } = await attempt(engine, ports, 'read a manifest', words, env)
    return status === 0 ? stdout : '{}'
  }
  const entries = attemptToRead(await ask())
  if (entries) return chooseImage(entries, platform, reference.text)
  if (reference.digest !== undefined || engine.name === 'podman') return reference.digest
  // Docker alone tells the digest of a single image.
  return /"digest": *"(sha256:[0-9a-f]{64})"/.exec(await ask('--verbose'))?.[1]
}

function attemptToRead(manifest: string): ReturnType<typeof readIndex> {
  try {
    return readIndex(manifest)
  } catch {
    return undefined
  }
}

/** podman's `manifest inspect` has no option for it (4.3); the file takes the place of the machine's. */
async function plainHttp(reference: ImageReference, folder: string): Promise<Record<string, string>> {
  const file = join(folder, 'registries.conf')
  await writeFile(file, `[[registry]]\nlocation = "${reference.host}"\ninsecure = true\n`)
  return { CONTAINERS_REGISTRIES_CONF: file }
}

/** What an engine knows of an image in its storage; undefined where it has none of that name. */
async function inspect(engine: Engine, name: string, ports: ImagePorts): Promise<unknown> {
  const words = ['image', 'inspect', name]
  const { status, stdout } = await attempt(engine, ports, `look for the image ${name}`, words)
  if (status !== 0) return undefined
  try {
    const images: unknown = JSON.parse(stdout)
    return Array.isArray(images) ? (images[0] as unknown) : undefined
  } catch {
    return undefined
  }
}

/** podman tells the digest; docker that of each registry; for an image that was in none, the id is left. */
function digestOf(image: unknown): string {
  const listed = field(image, 'RepoDigests')
  const named = Array.isArray(listed) ? listed.map((name) => String(name).split('@')[1]) : []
  const id = String(field(image, 'Id')).replace(/^(?!sha256:)/, 'sha256:')
  const candidates = [field(image, 'Digest'), ...named, id]
  return String(candidates.find((it) => typeof it === 'string' && it !== ''))
}

async function save(
  engine: Engine,
  name: string,
  { folder }: ImageRequest,
  ports: ImagePorts,
): Promise<{ file: string }> {
  const file = join(folder, IMAGE_FILE)
  await run(engine, ports, `save the image ${name}`, 'save', ...engine.save, '-o', file, name)
  return { file }
}

function run(engine: Engine, ports: ImagePorts, why: string, ...words: string[]): Promise<Output> {
  return ports.exec.run(command(engine, ports, why, words))
}

function attempt(
  engine: Engine,
  ports: ImagePorts,
  why: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Output> {
  return ports.exec.attempt(command(engine, ports, why, words, env))
}

function command(
  engine: Engine,
  ports: ImagePorts,
  why: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Command {
  return { argv: [engine.name, ...words], why, env: { ...ports.engines, ...env }, timeoutMs: PULL_MS }
}

function isOther(there: Platform | undefined, wanted: Platform): Failed {
  const what = there ? platformName(there) : 'of no platform'
  return new Failed({ what: `the image that it has is ${what}, not ${platformName(wanted)}` })
}

function nameIsTaken(engine: Engine, name: string): Failed {
  return new Failed({
    what: `${engine.name} cannot tell the digest of ${name}, and has an image of that name, which a pull would replace`,
    source: name,
  })
}
