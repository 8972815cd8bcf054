import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@jest/globals'
import type { ImagePorts } from '../../src/rootfs/image/request.js'
import { unpackImage, type UnpackedImage } from '../../src/rootfs/image/unpack-image.js'
import { architecture } from './builders.js'
import { enginePorts } from './engine.js'
import type { ImageBench } from './images.js'

/** A root that was an image. */
export interface ImageRoot extends UnpackedImage {
  readonly root: string
}

export interface WantedRoot {
  readonly image: string
  /** Those that are there, and no others. */
  readonly tools: readonly string[]
  readonly arch: string
  /** An empty one. */
  readonly folder: string
}

/** Unpacks an image; nothing else is left in the folder, whatever comes of it. */
export async function imageRoot(
  bench: ImageBench,
  { image, tools, arch, folder }: WantedRoot,
): Promise<ImageRoot> {
  const root = path.join(folder, 'root')
  const ports: ImagePorts = { ...enginePorts(folder), engines: await bench.having(...tools) }
  try {
    return { ...(await unpackImage({ image, arch: architecture(arch), target: root }, ports)), root }
  } finally {
    const temporary = readdirSync(folder).filter((name) => name.startsWith('xarch-tmp-'))
    expect({ temporary, notes: notesIn(folder) }).toEqual({ temporary: [], notes: [] })
  }
}

/** What is noted in a folder of images that an engine has got for us. */
export function notesIn(folder: string): string[] {
  const notes = path.join(folder, 'cache/images')
  return existsSync(notes) ? readdirSync(notes) : []
}
