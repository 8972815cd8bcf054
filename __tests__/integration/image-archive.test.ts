import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { readImageArchive } from '../../src/rootfs/image/archive.js'
import { flattenImage } from '../../src/rootfs/image/flatten.js'
import { unpack } from '../../src/rootfs/unpack.js'
import { enginePorts } from '../support/engine.js'
import { aLayer, type LayerEntry } from '../support/images.js'
import { temporaryFolders } from '../support/temporary.js'

/** Saved images as engines of other versions write them, and damaged ones. */

const newFolder = temporaryFolders()
const LAYER = aLayer(['folder/file', 'content'])
const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex')

interface Saved {
  /** What is stored as the layer. */
  readonly layer?: Buffer
  /** What the configuration says of it. */
  readonly says?: Buffer
  readonly configName?: (hex: string) => string
  readonly more?: readonly LayerEntry[]
}

/** A saved image of one layer, unpacked: the names and contents of its root. */
async function unpacked({ layer = LAYER, says = LAYER, configName, more = [] }: Saved): Promise<string[]> {
  const folder = await newFolder()
  const rootfs = { type: 'layers', diff_ids: [`sha256:${sha256(says)}`] }
  const config = JSON.stringify({ os: 'linux', architecture: 'arm64', rootfs })
  const name = (configName ?? ((hex) => `${hex}.json`))(sha256(config))
  const manifest = JSON.stringify([{ Config: name, RepoTags: null, Layers: ['one/layer.tar'] }])
  const stored = aLayer([name, config], ['manifest.json', manifest], ...more)
  const withLayer = more.length > 0 ? stored : Buffer.concat([withoutEnd(layer), stored])
  await writeFile(path.join(folder, 'image.tar'), withLayer)
  const archive = await readImageArchive(path.join(folder, 'image.tar'), 'docker://test')
  await flattenImage(archive, path.join(folder, 'flat.tar'), 'docker://test')
  const root = path.join(folder, 'root')
  await unpack(
    { file: path.join(folder, 'flat.tar'), source: 'docker://test' },
    root,
    [],
    enginePorts(folder),
  )
  return [...(await readdir(root)), await readFile(path.join(root, 'folder/file'), 'utf8')]
}

/** The layer as a member of a tar that goes on. */
function withoutEnd(layer: Buffer): Buffer {
  return aLayer(['one/layer.tar', layer]).subarray(0, -1024)
}

describe('a saved image', () => {
  it.each<[string, Saved]>([
    ['as docker 20 has it', {}],
    ['whose parts have the names of docker 25', { configName: (hex) => `blobs/sha256/${hex}` }],
    ['whose layers are compressed, as of an engine on containerd', { layer: gzipSync(LAYER) }],
    [
      'one of whose layers is a link to where it lies',
      { more: [['lies.tar', LAYER], ['one/layer.tar -> ../lies.tar']] },
    ],
  ])('%s becomes a root', async (_, saved) => {
    expect(await unpacked(saved)).toEqual(['folder', 'content'])
  })

  it.each<[string, Saved, RegExp]>([
    ['has another layer than it says', { says: aLayer(['other']) }, /is sha256:\w+, and should be sha256:/],
    [
      'has another configuration than it says',
      { configName: (hex) => `${hex.replace(/^./, 'f')}0.json` },
      /not what its name says/,
    ],
    [
      'has a layer that ends too early',
      { layer: LAYER.subarray(0, 515), says: LAYER.subarray(0, 515) },
      /ends in the middle/,
    ],
    ['lacks a layer', { more: [['other.tar', LAYER]] }, /has no one\/layer\.tar/],
    [
      'has a layer that is a link to nowhere',
      { more: [['one/layer.tar -> ../../../etc/passwd']] },
      /has no one\/layer\.tar/,
    ],
    [
      'has a layer that is damaged',
      { layer: gzipSync(LAYER).subarray(0, 60) },
      /a layer of the image cannot be read/,
    ],
    ['has a layer of zstd', { layer: Buffer.from('28b52ffd00', 'hex') }, /zstd.*not known here/],
  ])('that %s is refused', async (_, saved, problem) => {
    await expect(unpacked(saved)).rejects.toMatchObject({
      name: 'Failed',
      message: expect.stringMatching(problem) as unknown,
    })
  })
})
