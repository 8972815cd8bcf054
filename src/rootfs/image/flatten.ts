import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Failed } from '../../report/errors.js'
import { padding } from '../../verify/tar-header.js'
import type { ImageArchive, StoredLayer } from './archive.js'
import { Layers, type Flattened, type Item } from './layers.js'
import { TarReader, type TarEntry } from './tar-reader.js'
import { streamSource } from './tar-source.js'
import { TAR_END, tarHeader } from './tar-writer.js'

/**
 * Makes one tar of all layers of an image: what is in it is what the root has, each name once, whiteouts applied. Layers
 * are read twice: once for the names and the digest, once for what is left of their contents. Throws `Failed` where a
 * layer is not what its digest says.
 * @param file is made
 * @param source for messages: what image it is
 */
export async function flattenImage(archive: ImageArchive, file: string, source: string): Promise<void> {
  const layers = new Layers(source)
  for (const layer of archive.layers) await readLayer(archive, layer, layers, source)
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  await pipeline(Readable.from(flatTar(layers.flatten(), archive, source), { objectMode: false }), out)
}

async function readLayer(
  { file }: ImageArchive,
  layer: StoredLayer,
  layers: Layers,
  source: string,
): Promise<void> {
  const hash = createHash('sha256')
  const bytes = streamSource(hashed(await layerBytes(file, layer, source), hash))
  const tar = new TarReader(bytes, source)
  layers.begin()
  for (let entry = await tar.next(); entry; entry = await tar.next()) layers.add(entry)
  await bytes.skip(Infinity) // what is behind the end of the tar counts too
  const digest = `sha256:${hash.digest('hex')}`
  if (digest === layer.digest) return
  throw new Failed({
    what: `a layer of the image is ${digest}, and should be ${layer.digest}`,
    source,
    todo: 'The image was damaged on its way, or where it is kept. Try again.',
  })
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    hash.update(piece)
    yield piece
  }
}

/** The tar of a layer; where the engine has kept it compressed, unpacked. */
async function layerBytes(file: string, layer: StoredLayer, source: string): Promise<AsyncIterable<Buffer>> {
  const { start, sizeBytes } = layer
  if (sizeBytes === 0) return Readable.from([])
  const bytes = createReadStream(file, { start, end: start + sizeBytes - 1 })
  const magic = await magicAt(file, start)
  if (magic.startsWith('1f8b08')) {
    const gunzip = createGunzip()
    pipeline(bytes, gunzip).catch(() => undefined) // whoever reads from it sees the error
    return readable(gunzip, source)
  }
  if (magic !== '28b52ffd') return bytes
  bytes.destroy()
  throw new Failed({
    what: 'the engine has saved a layer of the image compressed with zstd, which is not known here',
    source,
    todo: 'Install skopeo, which unpacks it.',
  })
}

async function* readable(bytes: AsyncIterable<Buffer>, source: string): AsyncGenerator<Buffer> {
  try {
    yield* bytes
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    throw new Failed({ what: `a layer of the image cannot be read: ${cause}`, source })
  }
}

async function magicAt(file: string, position: number): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, position)
    return buffer.toString('hex')
  } finally {
    await handle.close()
  }
}

/** Folders first; then files in the order of the layers, as their contents come; then symbolic links. */
async function* flatTar(flat: Flattened, archive: ImageArchive, source: string): AsyncGenerator<Buffer> {
  for (const { name, entry } of flat.folders) yield header(entry ?? PLAIN_FOLDER, 'folder', name)
  for (const [layer, stored] of archive.layers.entries()) {
    const wanted = new Map<number, readonly [string, ...string[]]>()
    for (const { item, names } of flat.items) if (isFileOf(layer, item)) wanted.set(item.index, names)
    if (wanted.size === 0) continue
    const bytes = streamSource(await layerBytes(archive.file, stored, source))
    const tar = new TarReader(bytes, source)
    let index = 0
    for (let entry = await tar.next(); entry; entry = await tar.next(), index += 1) {
      const [first, ...more] = wanted.get(index) ?? []
      if (first === undefined) continue
      yield header(entry, 'file', first)
      for await (const piece of tar.content()) yield piece
      yield Buffer.alloc(padding(entry.sizeBytes))
      for (const name of more) yield header({ ...entry, sizeBytes: 0 }, 'hard link', name, first)
    }
    await bytes.skip(Infinity) // to its end: then it is closed
  }
  for (const { item, names } of flat.items) {
    if (item.entry.kind !== 'symbolic link') continue
    for (const name of names) yield header(item.entry, 'symbolic link', name, item.entry.link)
  }
  yield TAR_END
}

/** A folder that something is in, and that no layer describes. */
const PLAIN_FOLDER: TarEntry = {
  name: '',
  link: '',
  kind: 'folder',
  sizeBytes: 0,
  mode: 0o755,
  uid: 0,
  gid: 0,
  mtime: '0',
  attributes: new Map(),
}

function isFileOf(layer: number, item: Item): boolean {
  return item.layer === layer && item.entry.kind === 'file'
}

function header(
  entry: TarEntry,
  kind: 'file' | 'folder' | 'hard link' | 'symbolic link',
  name: string,
  link = '',
): Buffer {
  return tarHeader({
    ...entry,
    kind,
    name: kind === 'folder' ? `${name}/` : name,
    link,
    attributes: kept(entry),
  })
}

/**
 * Attributes that a root has. Not among them are those of overlayfs (`trusted.overlay.…`): a root is a layer of one, in
 * which they would mean something.
 */
function kept({ attributes }: TarEntry): ReadonlyMap<string, string> {
  const isKept = (name: string): boolean =>
    name === 'security.capability' ||
    name.startsWith('system.posix_acl_') ||
    (name.startsWith('user.') && !name.startsWith('user.overlay.'))
  return new Map([...attributes].filter(([name]) => isKept(name)))
}
