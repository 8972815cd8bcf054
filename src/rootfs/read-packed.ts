import { open } from 'node:fs/promises'
import { Failed } from '../report/errors.js'
import { BLOCK, readHeader, type TarHeader } from '../verify/tar-header.js'

export const MANIFEST_NAME = 'manifest.json'

/** What the packed root is called, by its form. */
export const ROOT_NAMES = {
  zstd: 'root.tar.zst',
  gzip: 'root.tar.gz',
  squashfs: 'root.squashfs',
  erofs: 'root.erofs',
} as const

/** A tar, by its compression, or an image, by its file system. */
export type Form = keyof typeof ROOT_NAMES
export type ImageKind = Extract<Form, 'squashfs' | 'erofs'>

const FORMS = Object.keys(ROOT_NAMES) as Form[]

/** A manifest has some 200 bytes for each package that was fetched; more than this is read for nobody. */
export const MANIFEST_BYTES = 4 * 1024 * 1024

/** What is known of a packed root: its maker's own fields, and what it must be. */
export interface PackedManifest extends Record<string, unknown> {
  readonly archive: { readonly sha256: string; readonly sizeBytes: number }
}

export interface Packed {
  readonly manifest: PackedManifest
  readonly form: Form
  /** Where the packed root is in the file. */
  readonly part: { readonly start: number; readonly sizeBytes: number }
}

/**
 * Reads the manifest of a file that `packRoot` has made, and nothing of the root. Throws `Failed` where the file cannot
 * be read, is no such file, or has not all of its bytes.
 */
export async function readPacked(file: string): Promise<Packed> {
  try {
    const handle = await open(file)
    try {
      const read = Buffer.alloc(2 * BLOCK + MANIFEST_BYTES)
      const { bytesRead } = await handle.read(read, 0, read.length, 0)
      return parse(read.subarray(0, bytesRead), (await handle.stat()).size)
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw new Failed({
      what: `the packed root cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
      source: file,
      todo: 'The file is damaged or half-written. Remove it: a new one is made.',
    })
  }
}

function parse(head: Buffer, fileBytes: number): Packed {
  const first = member(head, 0)
  if (first.name !== MANIFEST_NAME || first.sizeBytes > MANIFEST_BYTES)
    throw new Error(`it does not begin with a ${MANIFEST_NAME}`)
  const second = BLOCK + blocks(first.sizeBytes)
  const { name, sizeBytes } = member(head, second)
  const form = FORMS.find((candidate) => ROOT_NAMES[candidate] === name)
  if (form === undefined)
    throw new Error(`it has no ${Object.values(ROOT_NAMES).join(' or ')} behind its manifest`)
  const start = second + BLOCK
  const expectedBytes = start + blocks(sizeBytes) + 2 * BLOCK
  if (fileBytes !== expectedBytes) throw new Error(`it has ${fileBytes} bytes, expected ${expectedBytes}`)
  const manifest: unknown = JSON.parse(head.toString('utf8', BLOCK, BLOCK + first.sizeBytes))
  if (!isManifest(manifest) || manifest.archive.sizeBytes !== sizeBytes)
    throw new Error(`its ${MANIFEST_NAME} does not say what the root must be`)
  return { manifest, form, part: { start, sizeBytes } }
}

function member(head: Buffer, at: number): TarHeader {
  if (head.length < at + BLOCK) throw new Error('it is truncated')
  const header = readHeader(head.subarray(at, at + BLOCK))
  if (header.type !== '0') throw new Error('it has something in it that is no file')
  return header
}

function isManifest(value: unknown): value is PackedManifest {
  const archive = (value as { archive?: unknown } | null)?.archive
  if (typeof archive !== 'object' || archive === null) return false
  const { sha256, sizeBytes } = archive as Record<string, unknown>
  return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof sizeBytes === 'number'
}

function blocks(bytes: number): number {
  return Math.ceil(bytes / BLOCK) * BLOCK
}
