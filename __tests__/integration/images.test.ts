import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ARCHITECTURES } from '../../src/arch/architectures.js'
import { explain } from '../../src/report/errors.js'
import { unpackImage } from '../../src/rootfs/image/unpack-image.js'
import { alpine, expectAlpine, smallAlpine } from '../support/alpine-image.js'
import { PLATFORM } from '../support/containers.js'
import { enginePorts } from '../support/engine.js'
import {
  aLayer,
  must,
  startImageBench,
  type ImageBench,
  type Published,
  type TestImage,
} from '../support/images.js'
import { imageRoot, notesIn, type ImageRoot } from '../support/image-roots.js'
import { temporaryFolders } from '../support/temporary.js'
import { skipAloud } from '../support/skipped.js'
import { watchMachine } from '../support/unchanged.js'

/** Roots of images, brought by the real skopeo, podman and docker from a real registry on loopback. */

const newFolder = temporaryFolders()
watchMachine()

const TOOLS = ['skopeo', 'podman', 'docker'] as const
/** The same platform by its other name, and two others. */
const others = (): TestImage[] =>
  ['linux/amd64', 'linux/arm/v7'].map((platform) => ({ platform, layers: [aLayer(['name', platform])] }))

let bench: ImageBench
let alpineDigest: string
let small: Published

const obstacle = await startImageBench()
  .then((made) => {
    bench = made
    return undefined
  })
  .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
if (obstacle !== undefined) {
  skipAloud(`images become roots: SKIPPED, ${obstacle}`)
} else {
  beforeAll(async () => {
    alpineDigest = (await bench.publish('test/alpine', [await alpine(), ...others()])).images[0] ?? ''
    small = await bench.publish('test/small', [smallAlpine(), ...others()])
    await bench.publish('test/single', [{ platform: 'linux/s390x', layers: [aLayer(['name', 's390x'])] }])
  })
  afterAll(() => bench[Symbol.asyncDispose]())
  describe('an image in a registry', inRegistry)
  describe('an image that an engine alone has', inEngine)
  describe('a hostile image', hostile)
}

/** Unpacks an image with these tools and no others. */
async function made(image: string, tools: readonly string[], arch = 'aarch64'): Promise<ImageRoot> {
  return imageRoot(bench, { image, tools, arch, folder: await newFolder() })
}

/** The lines of the error that it ends with. */
async function refused(image: string, tools: readonly string[], arch?: string): Promise<string> {
  return made(image, tools, arch).then(
    () => 'nothing was wrong',
    (error: unknown) => explain(error).join('\n'),
  )
}

function inRegistry(): void {
  it.each(TOOLS)('%s: by its tag it is a root, and nothing is left in the engines', async (tool) => {
    const before = [await bench.listed(bench.podman), await bench.listed(bench.docker)]
    const { root, digest, tool: used, environment } = await made(`${bench.registry}/test/alpine`, [tool])
    await expectAlpine(root)
    expect(used).toMatch(new RegExp(`^${tool} \\d+\\.`))
    expect(environment).toEqual(['PATH=/usr/bin:/bin', 'GREETING=two words'])
    expect(digest).toBe(alpineDigest)
    expect([await bench.listed(bench.podman), await bench.listed(bench.docker)]).toEqual(before)
  })

  it.each(TOOLS)(
    '%s: by the digest that was told, and by that of the index, it is the same',
    async (tool) => {
      const [image = ''] = small.images
      for (const pinned of [image, small.digest]) {
        const { root, digest } = await made(`${bench.registry}/test/small:other@${pinned}`, [tool])
        await expectAlpine(root)
        expect(digest).toBe(image)
      }
    },
  )

  it.each(TOOLS)('%s: a variant of a platform is chosen, and a single image taken', async (tool) => {
    const { root } = await made(`${bench.registry}/test/alpine`, [tool], 'armv7')
    expect(await readFile(path.join(root, 'name'), 'utf8')).toBe('linux/arm/v7')
    const single = await made(`${bench.registry}/test/single`, [tool], 's390x')
    expect(await readFile(path.join(single.root, 'name'), 'utf8')).toBe('s390x')
  })

  it.each(TOOLS)('%s: one that lacks the platform is refused with those that it has', async (tool) => {
    expect(await refused(`${bench.registry}/test/alpine`, [tool], 'armhf')).toMatch(
      /no platform linux\/arm\/v6; it has linux\/amd64, linux\/arm\/v7, linux\/arm64\/v8\n/,
    )
    expect(await refused(`${bench.registry}/test/single`, [tool])).toMatch(
      /no platform linux\/arm64; it has linux\/s390x\n/,
    )
  })

  it('that there is not is refused with what each tool says of it', async () => {
    const said = await refused(`${bench.registry}/test/nothing:1`, ['skopeo', 'docker'])
    expect(said).toMatch(/^the image could not be got:\nskopeo: .*manifest unknown/s)
    expect(said).toMatch(/\npodman: could not use podman: the program podman is not there\n/)
    expect(said).toMatch(/\ndocker: .*manifest unknown/s)
    expect(said).toMatch(/\ndocker's own images: it has no image of this name/)
    expect(said).toMatch(new RegExp(`at: docker://${bench.registry}/test/nothing:1\ndo: `))
  })

  it('is brought by the next tool where one is not there', async () => {
    const { tool } = await made(`${bench.registry}/test/single`, ['docker'], 's390x')
    expect(tool).toMatch(/^docker /)
  })

  it.each(['podman', 'docker'] as const)(
    '%s: names that it has keep their meaning, and what it had stays',
    async (engine) => {
      const words = bench[engine]
      const insecure = engine === 'podman' ? ['--tls-verify=false'] : []
      const name = `${bench.registry}/test/small:latest`
      await must(bench.room, ...words.argv, 'pull', '-q', ...insecure, '--platform', 'linux/amd64', name)
      const before = await bench.listed(words)
      expect(before).toHaveLength(1)
      await expectAlpine((await made(`${bench.registry}/test/small`, [engine])).root)
      await made(`${bench.registry}/test/small`, [engine], 'x86_64')
      expect(await bench.listed(words)).toEqual(before)
      await must(bench.room, ...words.argv, 'rmi', name)
    },
  )

  it('that a killed run has pulled is removed by the next one', async () => {
    const words = bench.podman
    const name = `${bench.registry}/test/single:latest`
    await must(
      bench.room,
      ...words.argv,
      'pull',
      '-q',
      '--tls-verify=false',
      '--platform',
      'linux/s390x',
      name,
    )
    const folder = await newFolder()
    await mkdir(path.join(folder, 'cache/images'), { recursive: true })
    const note = path.join(folder, 'cache/images', `${process.pid}-1.killed`)
    await writeFile(note, JSON.stringify({ engine: 'podman', name }))
    const ports = { ...enginePorts(folder), engines: await bench.having('podman') }
    const image = `${bench.registry}/test/small`
    await unpackImage({ image, arch: ARCHITECTURES[2], target: path.join(folder, 'root') }, ports)
    expect({ images: await bench.listed(words), notes: notesIn(folder) }).toEqual({ images: [], notes: [] })
  })

  it('may have hard links to what a lower layer has', async () => {
    const layers = [aLayer(['a', 'content']), aLayer(['b = a'], ['.wh.a'])]
    await bench.publish('test/linked', [{ platform: PLATFORM, layers }], 'oci')
    const { root } = await made(`${bench.registry}/test/linked`, ['skopeo'])
    expect(readdirSync(root)).toEqual(['b'])
    expect(await readFile(path.join(root, 'b'), 'utf8')).toBe('content')
  })
}

function inEngine(): void {
  const build = async (engine: 'podman' | 'docker', platform: string, name: string): Promise<void> => {
    const context = path.join(bench.room.folder, `context-${engine}`)
    await mkdir(context, { recursive: true })
    await writeFile(path.join(context, 'Dockerfile'), 'FROM scratch\nADD built /\n')
    await writeFile(path.join(context, 'built'), engine)
    const words = bench[engine]
    const options = [...words.buildOptions, '--platform', platform, '-t', name]
    await must(bench.room, ...words.argv, 'build', ...options, context)
  }

  it.each(['podman', 'docker'] as const)('%s: built there it is a root, and stays there', async (engine) => {
    const name = 'localhost/xarch-test:built'
    await build(engine, PLATFORM, name)
    const before = await bench.listed(bench[engine])
    const { root, digest, tool } = await made(name, [engine])
    expect(await readFile(path.join(root, 'built'), 'utf8')).toBe(engine)
    expect(tool).toMatch(new RegExp(`^${engine} `))
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(await bench.listed(bench[engine])).toEqual(before)
    await must(bench.room, ...bench[engine].argv, 'rmi', name)
  })

  it('of another platform is not taken, and the error says which it is of', async () => {
    const name = 'localhost/xarch-test:other'
    await build('docker', 'linux/ppc64le', name)
    expect(await refused(name, ['docker'])).toMatch(/it has is linux\/ppc64le, not linux\/arm64/)
    await must(bench.room, ...bench.docker.argv, 'rmi', name)
  })

  it('imported into podman under a short name is found by it', async () => {
    const tar = path.join(bench.room.folder, 'imported.tar')
    await writeFile(tar, aLayer(['imported', 'yes']))
    const words = [...bench.podman.argv, 'import', '-q', '--os', 'linux', '--arch', 'arm64', tar]
    await must(bench.room, ...words, 'localhost/xarch-imported')
    const { root } = await made('xarch-imported', ['podman'])
    expect(await readFile(path.join(root, 'imported'), 'utf8')).toBe('yes')
    await must(bench.room, ...bench.podman.argv, 'rmi', 'localhost/xarch-imported')
  })
}

function hostile(): void {
  it.each([
    ['a name that leads out', [['../escaped', 'x']], /leads out of the root: "\.\.\/escaped"/],
    ['a hard link that leads out', [['a = ../../etc/passwd']], /leads out of the root/],
  ] as const)('with %s is refused', async (name, entries, problem) => {
    const layers = [aLayer(['ok', 'x']), aLayer(...entries)]
    const image = `test/${name.replaceAll(' ', '-')}`
    await bench.publish(image, [{ platform: PLATFORM, layers }])
    expect(await refused(`${bench.registry}/${image}`, ['skopeo'])).toMatch(problem)
  })

  it('with links that lead out writes within its root alone', async () => {
    const outside = await newFolder()
    const layers = [
      aLayer([`absolute -> ${outside}`], ['up -> ../../../../../../../tmp'], ['absolute/one', 'x']),
      aLayer(
        ['absolute/two', 'x'],
        ['up/three', 'x'],
        ['etc -> absolute'],
        ['etc/.wh.two'],
        ['etc/four', 'x'],
      ),
    ]
    await bench.publish('test/links', [{ platform: PLATFORM, layers }], 'oci')
    const { root } = await made(`${bench.registry}/test/links`, ['skopeo'])
    expect(readdirSync(outside)).toEqual([])
    expect(readdirSync(path.join(root, outside)).sort()).toEqual(['four', 'one', 'two'])
    expect(existsSync(path.join(root, 'tmp/three'))).toBe(true)
    expect(existsSync('/tmp/three')).toBe(false)
  })
}
