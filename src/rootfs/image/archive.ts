import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { posix } from 'node:path'
import { Failed } from '../../report/errors.js'
import { field, readPlatform, type Platform } from './platform.js'
import { TarReader } from './tar-reader.js'
import { fileSource } from './tar-source.js'

/** An image as a file: where what it is made of lies there. */
export interface ImageArchive {
  readonly file: string
  /** The digest of the configuration, which is what engines call the image's id: `sha256:…`. */
  readonly id: string
  readonly platform: Platform
  /** Variables that the image sets for what runs in it: `NAME=value`. */
  readonly environment: readonly string[]
  /** The lowest first. */
  readonly layers: readonly StoredLayer[]
}

/** A layer within the file: a tar. */
export interface StoredLayer {
  readonly start: number
  readonly sizeBytes: number
  /** What the unpacked tar must be: `sha256:…`. */
  readonly digest: string
}

interface Member {
  readonly start: number
  readonly sizeBytes: number
  /** Where to, where it is a link. */
  readonly link: string | undefined
}

/** Of a JSON file: configurations with a long history have some 100 KiB. */
const JSON_BYTES = 4 * 1024 * 1024

/**
 * Reads what `docker save`, `podman save` and `skopeo copy … docker-archive:` write: a tar with manifest.json, the
 * image's configuration and its layers, of which nothing is unpacked. The configuration is what its name, a digest, says,
 * and has the digests of the layers. Throws `Failed`. Source: docker's image specification v1.2.
 * @param source for messages: what image it is
 */
export async function readImageArchive(file: string, source: string): Promise<ImageArchive> {
  const handle = await open(file)
  try {
    const members = await findMembers(handle, source)
    const json = (name: string): Promise<Buffer> => readMember(handle, find(members, name, source), source)
    const { config, layers } = readManifest((await json('manifest.json')).toString('utf8'), source)
    const bytes = await json(config)
    const id = createHash('sha256').update(bytes).digest('hex')
    if (posix.basename(config).replace(/\.json$/, '') !== id)
      throw broken(`has a configuration ${config} that is not what its name says`, source)
    const described = readConfiguration(bytes.toString('utf8'), source)
    if (described.digests.length !== layers.length) throw broken('has not as many layers as it says', source)
    return {
      file,
      id: `sha256:${id}`,
      platform: described.platform,
      environment: described.environment,
      layers: layers.map((name, index) => {
        const { start, sizeBytes } = find(members, name, source)
        return { start, sizeBytes, digest: described.digests[index] ?? '' }
      }),
    }
  } finally {
    await handle.close()
  }
}

async function findMembers(handle: FileHandle, source: string): Promise<ReadonlyMap<string, Member>> {
  const from = fileSource(handle)
  const tar = new TarReader(from, source)
  const members = new Map<string, Member>()
  for (let entry = await tar.next(); entry; entry = await tar.next()) {
    const link = entry.kind === 'symbolic link' || entry.kind === 'hard link' ? entry.link : undefined
    members.set(posix.normalize(entry.name), { start: from.position(), sizeBytes: entry.sizeBytes, link })
  }
  return members
}

/** A member by its name; layers that are there twice are links to one. */
function find(members: ReadonlyMap<string, Member>, name: string, source: string): Member {
  const member = members.get(posix.normalize(name))
  if (member?.link === undefined) return member ?? missing(name, source)
  const target = members.get(posix.join(posix.dirname(name), member.link)) ?? missing(name, source)
  return target.link === undefined ? target : missing(name, source)
}

function missing(name: string, source: string): never {
  throw broken(`has no ${name}`, source)
}

async function readMember(handle: FileHandle, { start, sizeBytes }: Member, source: string): Promise<Buffer> {
  if (sizeBytes > JSON_BYTES) throw broken('describes itself with more than 4 MiB', source)
  const buffer = Buffer.alloc(sizeBytes)
  const { bytesRead } = await handle.read(buffer, 0, sizeBytes, start)
  if (bytesRead < sizeBytes) throw broken('ends too early', source)
  return buffer
}

function readManifest(text: string, source: string): { config: string; layers: readonly string[] } {
  const images = parsed(text, source)
  const [image, ...more] = Array.isArray(images) ? (images as readonly unknown[]) : []
  const config = field(image, 'Config')
  const layers = strings(field(image, 'Layers'))
  if (more.length > 0) throw broken('has several images', source)
  if (typeof config !== 'string' || !layers) throw broken('has a manifest that is not known here', source)
  return { config, layers }
}

interface Configuration {
  readonly platform: Platform
  readonly environment: readonly string[]
  readonly digests: readonly string[]
}

/** Source: OCI's image-spec, config.md. */
function readConfiguration(text: string, source: string): Configuration {
  const value = parsed(text, source)
  const platform = readPlatform(value)
  const digests = strings(field(field(value, 'rootfs'), 'diff_ids'))
  if (!platform || !digests) throw broken('has a configuration that is not known here', source)
  return { platform, digests, environment: strings(field(field(value, 'config'), 'Env')) ?? [] }
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw broken('has a description that is no JSON', source)
  }
}

function strings(value: unknown): readonly string[] | undefined {
  const isText = (item: unknown): item is string => typeof item === 'string'
  return Array.isArray(value) && value.every(isText) ? value : undefined
}

function broken(what: string, source: string): Failed {
  return new Failed({ what: `the saved image ${what}`, source })
}
