import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import type { TarEntry } from '../../src/rootfs/image/tar-reader.js'
import { TAR_END, tarHeader } from '../../src/rootfs/image/tar-writer.js'
import { padding } from '../../src/verify/tar-header.js'
import { docker, podman, type Words } from './containers.js'
import { startRoom, type Room } from './room.js'
import { anEntry } from './tar-entries.js'
import { until } from './xarch.js'

/** Images as registries have them, and a registry, with the tools that get images from it. */

/** An entry (tar-entries.ts), its content, and what is special about it. */
export type LayerEntry = readonly [string, (string | Buffer)?, Partial<TarEntry>?]

/** A layer of entries. */
export function aLayer(
  ...entries: readonly (readonly [string, (string | Buffer)?, Partial<TarEntry>?])[]
): Buffer {
  const parts = entries.flatMap(([text, content = '', more = {}]) => {
    const data = typeof content === 'string' ? Buffer.from(content) : content
    const entry = anEntry(Buffer.from(text).toString('latin1'), { sizeBytes: data.length, ...more })
    if (entry.kind === 'other') throw new Error('no tar can be made of it')
    return [tarHeader({ ...entry, kind: entry.kind }), data, Buffer.alloc(padding(data.length))]
  })
  return Buffer.concat([...parts, TAR_END])
}

export interface TestImage {
  /** `linux/arm/v7`. */
  readonly platform: string
  /** Tars. */
  readonly layers: readonly Buffer[]
  readonly environment?: readonly string[]
}

const OCI = 'application/vnd.oci.image.'

interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

/** Writes an OCI layout: of one image, or of an index of several. Source: OCI's image-spec, image-layout.md. */
async function writeLayout(folder: string, images: readonly TestImage[]): Promise<void> {
  await mkdir(path.join(folder, 'blobs/sha256'), { recursive: true })
  const put = async (data: Buffer, type: string): Promise<Descriptor> => {
    const hex = createHash('sha256').update(data).digest('hex')
    await writeFile(path.join(folder, 'blobs/sha256', hex), data)
    return { mediaType: `${OCI}${type}`, digest: `sha256:${hex}`, size: data.length }
  }
  const json = (value: unknown, type: string): Promise<Descriptor> =>
    put(Buffer.from(JSON.stringify(value)), type)
  const manifests = await Promise.all(
    images.map(async ({ platform, layers, environment = [] }) => {
      const [os = '', architecture = '', variant] = platform.split('/')
      const described = { os, architecture, ...(variant === undefined ? {} : { variant }) }
      const digests = layers.map((tar) => `sha256:${createHash('sha256').update(tar).digest('hex')}`)
      const rootfs = { type: 'layers', diff_ids: digests }
      const config = await json({ ...described, config: { Env: environment }, rootfs }, 'config.v1+json')
      const blobs = await Promise.all(
        layers.map((tar) => put(gzipSync(tar, { level: 1 }), 'layer.v1.tar+gzip')),
      )
      const mediaType = `${OCI}manifest.v1+json`
      const manifest = { schemaVersion: 2, mediaType, config, layers: blobs }
      return { ...(await json(manifest, 'manifest.v1+json')), platform: described }
    }),
  )
  const [first] = manifests
  const index = { schemaVersion: 2, mediaType: `${OCI}index.v1+json`, manifests }
  const named = images.length === 1 && first ? first : await json(index, 'index.v1+json')
  const annotations = { 'org.opencontainers.image.ref.name': 'image' }
  const outer = { schemaVersion: 2, manifests: [{ ...named, annotations }] }
  await writeFile(path.join(folder, 'index.json'), JSON.stringify(outer))
  await writeFile(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
}

export interface Published {
  /** Of what has the name. */
  readonly digest: string
  /** Of the images of an index, in their order. */
  readonly images: readonly string[]
}

/** A registry and all three tools, in a room of their own. */
export interface ImageBench {
  readonly room: Room
  /** `127.0.0.1:5000`. */
  readonly registry: string
  readonly docker: Words
  readonly podman: Words
  /**
   * Puts images into the registry: one, or an index of several.
   * @param format Docker's, which docker's client knows in all versions (OCI's indexes only from 23 on), or OCI's
   */
  publish(name: string, images: readonly TestImage[], format?: 'v2s2' | 'oci'): Promise<Published>
  /** The variables with which only these tools are found. */
  having(...tools: readonly string[]): Promise<Record<string, string>>
  /** The images of an engine. */
  listed(engine: Words): Promise<string[]>
  [Symbol.asyncDispose](): Promise<void>
}

const REGISTRY = '127.0.0.1:5000'

/** Throws where one of them cannot be had here. */
export async function startImageBench(): Promise<ImageBench> {
  const room = await startRoom()
  try {
    await must(room, 'ip', 'link', 'set', 'lo', 'up')
    await startRegistry(room)
    const words = { docker: await docker(room), podman: await podman(room) }
    const commands = { skopeo: ['skopeo'], docker: words.docker.argv, podman: words.podman.argv }
    return {
      room,
      registry: REGISTRY,
      ...words,
      publish: (name, images, format = 'v2s2') => publish(room, name, images, format),
      having: async (...tools) => {
        const bin = path.join(room.folder, `bin-${tools.join('-')}`)
        await mkdir(bin, { recursive: true })
        for (const [tool, argv] of Object.entries(commands)) {
          if (!tools.includes(tool)) continue
          await writeFile(path.join(bin, tool), startWithin(room, argv), { mode: 0o755 })
        }
        return { PATH: bin }
      },
      listed: async ({ argv }) => {
        const format = '{{.Repository}}:{{.Tag}} {{.ID}}'
        return (await must(room, ...argv, 'images', '-a', '--format', format))
          .split('\n')
          .filter(Boolean)
          .sort()
      },
      [Symbol.asyncDispose]: () => room[Symbol.asyncDispose](),
    }
  } catch (error) {
    await room[Symbol.asyncDispose]()
    throw error
  }
}

async function publish(
  room: Room,
  name: string,
  images: readonly TestImage[],
  format: string,
): Promise<Published> {
  const layout = path.join(room.folder, 'layouts', name.replaceAll(/\W/g, '-'))
  await writeLayout(layout, images)
  const to = `docker://${REGISTRY}/${name}`
  const options = ['-q', '--all', '--format', format, '--dest-tls-verify=false']
  await must(room, 'skopeo', 'copy', ...options, `oci:${layout}:image`, to)
  const manifest = await must(room, 'skopeo', 'inspect', '--raw', '--tls-verify=false', to)
  const { manifests = [] } = JSON.parse(manifest) as { manifests?: readonly Descriptor[] }
  const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`
  return { digest, images: manifests.map((it) => it.digest) }
}

/** A script that starts a tool in the room, in the folder in which the script is started. */
function startWithin(room: Room, argv: readonly string[]): string {
  const enter = [...room.within, 'sh', '-c', 'cd "$0" && exec "$@"'].map(quoted).join(' ')
  const known = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`
  const tool = ['env', `HOME=${room.folder}`, ...argv].map(quoted).join(' ')
  return `#!/bin/sh\nPATH=${quoted(known)} exec ${enter} "$PWD" ${tool} "$@"\n`
}

async function startRegistry(room: Room): Promise<void> {
  const file = path.join(room.folder, 'registry.yml')
  const storage = { filesystem: { rootdirectory: path.join(room.folder, 'registry') } }
  await writeFile(file, JSON.stringify({ version: 0.1, storage, http: { addr: REGISTRY } })) // JSON is YAML
  room.start(['docker-registry', 'serve', file], path.join(room.folder, 'registry.log'))
  const ask = ['bash', '-c', `exec 3<>/dev/tcp/${REGISTRY.replace(':', '/')}`]
  await until(async () => (await room.run(ask)).status === 0, 10_000)
}

/** What a command in a room printed; throws where it failed. */
export async function must(room: Room, ...argv: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await room.run(argv)
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${stderr.trim()}`)
  return stdout
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
