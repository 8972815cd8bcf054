import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Piece } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { makeHeader, BLOCK } from '../verify/tar-header.js'
import { ZSTD } from './compression.js'
import {
  MANIFEST_BYTES,
  MANIFEST_NAME,
  readPacked,
  ROOT_NAMES,
  type Form,
  type ImageKind,
  type Packed,
  type PackedManifest,
} from './read-packed.js'
import { pack, wholeFile, type PackPorts } from './pack.js'
import { unpack } from './unpack.js'

/** What is held of a stream before the disk takes it. */
const BUFFERED_BYTES = 2 ** 20

/** Where the packed root begins, so that the kernel can take pages of an image out of the file as they are. */
const ALIGNED_BYTES = 4096

/**
 * Packs `folder/root` with what is known of it into one file: a plain tar of `manifest.json` and `root.tar.zst` (or
 * `.gz`, where there is no zstd), or an image. The file is there whole or not at all. Throws `Failed`, also where a disk
 * is full.
 * @param manifest gets the field `archive` beside its own: digest and size of the packed root
 * @param image what to make; undefined: a tar
 * @returns what was made
 */
export async function packRoot(
  folder: string,
  manifest: object,
  file: string,
  ports: PackPorts,
  image?: ImageKind,
): Promise<Packing> {
  const root = join(folder, 'root')
  return wholeFile(file, 0o600, ports, async (handle) => {
    const lengthBytes = manifestBytes(manifest)
    if (lengthBytes > MANIFEST_BYTES)
      throw new Failed({
        what: `what is known of the root takes ${lengthBytes} bytes, more than the ${MANIFEST_BYTES} that are read`,
      })
    // The manifest is first in the file and known last: blanks in JSON mean nothing.
    await handle.writeFile(head(lengthBytes, '', ROOT_NAMES.gzip, 0))
    const { output, packed } = digesting(handle)
    await pack(
      image ? ['image', root, image, join(folder, 'image.part')] : ['cache', root],
      output,
      file,
      ports,
    )
    const { isZstd, ...archive } = packed()
    const form = image ?? (isZstd ? 'zstd' : 'gzip')
    await handle.writeFile(Buffer.alloc(padding(archive.sizeBytes, BLOCK) + 2 * BLOCK))
    const text = JSON.stringify({ ...manifest, archive })
    await handle.write(head(lengthBytes, text, ROOT_NAMES[form], archive.sizeBytes), 0, null, 0)
    return { form, sizeBytes: archive.sizeBytes }
  })
}

/** What a root was packed as. */
export interface Packing {
  readonly form: Form
  readonly sizeBytes: number
}

/**
 * Unpacks a tar that `packRoot` has made: `folder/root`, looked at as any download is, and its digest checked. Returns the
 * manifest. Throws `Failed` at whatever is damaged or half-written; what there is of the root is the caller's to remove.
 */
export async function unpackPacked(file: string, folder: string, ports: PackPorts): Promise<PackedManifest> {
  const { manifest, part } = await readPacked(file)
  const hash = createHash('sha256')
  const archive = {
    file,
    source: file,
    part,
    onRead: (chunk: Buffer) => {
      hash.update(chunk)
    },
    verify: () => {
      expectDigest(hash.digest('hex'), manifest, file)
    },
  }
  await unpack(archive, join(folder, 'root'), [], ports)
  return manifest
}

/** Reads all of a packed root. Throws `Failed` where its digest is not that of its manifest. */
export async function verifyPacked(
  file: string,
  { manifest, part }: Packed,
  piece: Pick<Piece, 'update'>,
): Promise<void> {
  const end = part.start + part.sizeBytes - 1
  const hash = createHash('sha256')
  const bytes = createReadStream(file, { start: part.start, end, highWaterMark: BUFFERED_BYTES })
  for await (const chunk of bytes) {
    hash.update(chunk as Buffer)
    piece.update(bytes.bytesRead, part.sizeBytes)
  }
  expectDigest(hash.digest('hex'), manifest, file)
}

function expectDigest(digest: string, { archive }: PackedManifest, file: string): void {
  if (digest === archive.sha256) return
  throw new Failed({
    what: `the sha256 of the packed root is ${digest}, expected ${archive.sha256}`,
    source: file,
    todo: 'The file is damaged. Remove it: a new one is made.',
  })
}

/** Both headers and the manifest, which is filled up to the length that was kept for it. */
function head(manifestBytes: number, manifest: string, rootName: string, rootBytes: number): Buffer {
  const text = Buffer.alloc(manifestBytes + padding(manifestBytes, BLOCK))
  text.fill(' ', 0, manifestBytes)
  text.write(manifest)
  return Buffer.concat([makeHeader(MANIFEST_NAME, manifestBytes), text, makeHeader(rootName, rootBytes)])
}

/** Room for the manifest, such that with both headers the root begins aligned. */
function manifestBytes(manifest: object): number {
  const archive = { sha256: '0'.repeat(64), sizeBytes: Number.MAX_SAFE_INTEGER }
  const bytes = Buffer.byteLength(JSON.stringify({ ...manifest, archive }))
  return bytes + padding(bytes + 2 * BLOCK, ALIGNED_BYTES)
}

interface Written {
  readonly isZstd: boolean
  readonly sha256: string
  readonly sizeBytes: number
}

/** A stream into a file, and at its end what was written. */
function digesting(handle: FileHandle): { output: Writable; packed: () => Written } {
  const hash = createHash('sha256')
  let [sizeBytes, isZstd] = [0, false]
  const output = new Writable({
    highWaterMark: BUFFERED_BYTES,
    write(chunk: Buffer, _encoding, done) {
      if (sizeBytes === 0) isZstd = chunk.subarray(0, ZSTD.length).equals(ZSTD)
      hash.update(chunk)
      sizeBytes += chunk.length
      handle.writeFile(chunk).then(() => {
        done()
      }, done)
    },
  })
  const packed = (): Written => ({
    isZstd,
    sha256: hash.digest('hex'),
    sizeBytes,
  })
  return { output, packed }
}

function padding(bytes: number, to: number): number {
  return (to - (bytes % to)) % to
}
