import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { cachedFile } from '../../src/cache/file.js'
import type { Exec } from '../../src/platform/ports.js'
import { processName } from '../../src/platform/processes.js'
import { post } from '../../src/post.js'
import { keepArchive, restoreArchive } from '../../src/rootfs/archive.js'
import { readPacked, type ImageKind } from '../../src/rootfs/read-packed.js'
import { releaseMounts } from '../../src/rootfs/root-mounts.js'
import { beginRoot, type Building } from '../../src/rootfs/store.js'
import { enginePorts } from '../support/engine.js'
import { describeTree, makeTree, sh, withPath } from '../support/full-tree.js'
import { imageJobs, KEY, MANIFEST, PLAN } from '../support/image-jobs.js'
import { flipped } from '../support/mirror-server.js'
import { addBulk, leftBelow, programsBut, settledBelow, withoutLoops } from '../support/root-images.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** Roots that are kept as images: made, mounted under an overlay, unpacked where they cannot be, taken away again. */

const aJob = imageJobs(() => newFolder()) // the folders go after what is mounted in them
const newFolder = temporaryFolders()
watchMachine()

const ONLY: Readonly<Record<ImageKind, string[]>> = { squashfs: [], erofs: ['mksquashfs'] }

interface KeptRoot {
  readonly file: Buffer
  /** What the root was. */
  readonly described: string
  /** What its job has said. */
  readonly lines: readonly string[]
}

/** Made once each. */
const kept = new Map<ImageKind, KeptRoot>()

/** A large root, with all that a root may have, kept as an image. */
async function keepRoot(kind: ImageKind): Promise<KeptRoot> {
  const programs = await programsBut(path.join(await newFolder(), 'bin'), ...ONLY[kind])
  const { folder, lines, ports } = await aJob({ exec: (exec) => withPath(programs, exec) })
  const building = await beginRoot(KEY, ports)
  makeTree(building.root)
  addBulk(building.root)
  // A squashfs knows whole seconds, and no symbolic link of two names.
  sh('rm "$1/usr/release2" && find "$1" -exec touch -h -d @1600000000 {} +', building.root)
  await keepArchive({ key: KEY }, PLAN, MANIFEST, building, ports)
  const file = await readFile(cachedFile(KEY, enginePorts(folder).paths))
  return { file, described: describeTree(building.root), lines }
}

/** The folder of a machine whose cache has given such a root. */
async function aKeptRoot(kind: ImageKind): Promise<Omit<KeptRoot, 'file'> & { folder: string }> {
  const root = kept.get(kind) ?? (await keepRoot(kind))
  kept.set(kind, root)
  const folder = await newFolder()
  const file = cachedFile(KEY, enginePorts(folder).paths)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, root.file)
  return { ...root, folder }
}

/** What another job of that machine makes of it. */
async function restored(
  on: string,
  plan: Partial<typeof PLAN | { image: 'false' }> = {},
  exec?: (exec: Exec) => Exec,
) {
  const job = await aJob({ on, ...(exec ? { exec } : {}) })
  const building = await beginRoot(KEY, job.ports)
  const manifest = await restoreArchive({ key: KEY }, { ...PLAN, ...plan }, building, job.ports)
  return { ...job, building, manifest }
}

const isMounted = ({ root }: Building): boolean =>
  leftBelow(root.slice(0, -5)).some((line) => line === `${root} overlay`)

describe.each<ImageKind>(['squashfs', 'erofs'])('a large root kept as %s', (kind) => {
  it('is mounted by the next job: the same tree, which can be written to, until post', async () => {
    const { folder, described, lines } = await aKeptRoot(kind)
    expect(lines).toEqual([
      expect.stringMatching(`^ppc: kept as root\\.${kind}: 12\\d MB in [\\d.]+ MB, .* m?s$`),
    ])
    const { building, manifest, ports, lines: log } = await restored(folder)
    expect(manifest).toEqual(MANIFEST)
    expect(log).toEqual([
      expect.stringMatching(`^ppc: the ${kind} of [\\d.]+ MB is mounted under an overlay, .* m?s$`),
    ])
    expect(isMounted(building)).toBe(true)
    expect(describeTree(building.root)).toBe(described)
    expect((await stat(building.root)).mode & 0o7777).toBe(0o755)

    const { root } = await building.commit(MANIFEST) // the folder is renamed under the mount
    sh(
      'cd "$1" && echo more >>usr/bin/tool && cmp usr/bin/tool usr/bin/other && mv etc etc2 && rm -r bulk',
      root,
    )
    expect(await readFile(path.join(root, 'etc2/alpine-release'), 'utf8')).toBe('3.20.3\n')

    const state = { process: '7-7', archives: { [KEY]: {} } }
    await post(state, { ...ports, save: () => Promise.resolve() })
    expect(log.filter((line) => line.startsWith('warning'))).toEqual([])
    expect(existsSync(ports.paths.store)).toBe(false)
    expect(await settledBelow(folder)).toEqual([])
  })

  it('is unpacked where that is asked for', async () => {
    const { folder, described } = await aKeptRoot(kind)
    const { building, lines } = await restored(folder, { image: 'false' })
    expect(lines).toEqual([
      expect.stringMatching(`^ppc: the ${kind} of .* is unpacked \\(root-image is false\\), `),
    ])
    expect(isMounted(building)).toBe(false)
    expect(describeTree(building.root)).toBe(described)
    expect((await readdir(building.folder)).sort()).toEqual(['root', 'scratch', 'users'])
  })

  it('with a byte changed is not mounted: one warning, and nothing of it is left', async () => {
    const { folder } = await aKeptRoot(kind)
    const file = cachedFile(KEY, enginePorts(folder).paths)
    const whole = await readFile(file)
    await writeFile(file, flipped(whole, whole.length >> 1))
    const { building, manifest, lines } = await restored(folder)
    expect(manifest).toBeUndefined()
    expect(lines).toEqual([expect.stringMatching(/^warning: the cached root .* cannot be used.* sha256 /)])
    expect(isMounted(building)).toBe(false)
    expect([existsSync(building.root), existsSync(file)]).toEqual([false, false])
  })
})

describe('a root kept as squashfs', () => {
  it('is unpacked, with the reason, where there are no loop devices', async () => {
    const { folder, described } = await aKeptRoot('squashfs')
    const { building, lines } = await restored(folder, {}, withoutLoops)
    expect(lines).toEqual([expect.stringMatching(/is unpacked \(it cannot be mounted here: mount: /)])
    expect(describeTree(building.root)).toBe(described)
  })

  it('is one warning where it can be neither mounted nor unpacked', async () => {
    const { folder } = await aKeptRoot('squashfs')
    const programs = await programsBut(path.join(await newFolder(), 'bin'), 'unsquashfs')
    const { building, lines } = await restored(folder, {}, (exec) => withoutLoops(withPath(programs, exec)))
    expect(lines).toEqual([expect.stringMatching(/^warning: [^]* neither mount nor unpack/)])
    expect(existsSync(building.root)).toBe(false)
  })

  it('is copied out of its mount where there is no unsquashfs', async () => {
    const { folder, described } = await aKeptRoot('squashfs')
    const programs = await programsBut(path.join(await newFolder(), 'bin'), 'unsquashfs')
    const { building } = await restored(folder, { image: 'false' }, (exec) => withPath(programs, exec))
    expect(describeTree(building.root)).toBe(described)
  })

  it('of a job that was killed is unmounted, and its store removed, by the next that begins a root', async () => {
    const { folder } = await aKeptRoot('squashfs')
    const dead = await aJob({ on: folder, holder: `${await deadProcess()}.7-7` })
    const left = await beginRoot(KEY, dead.ports)
    await restoreArchive({ key: KEY }, PLAN, left, dead.ports)
    await left.commit(MANIFEST)
    expect(leftBelow(folder)).toHaveLength(2)
    const next = await aJob()
    await beginRoot(KEY, next.ports)
    expect(await settledBelow(folder)).toEqual([])
    expect(existsSync(dead.ports.paths.store)).toBe(false)
  })

  it('of a job that lives stays when another begins a root', async () => {
    const { folder } = await aKeptRoot('squashfs')
    const { building } = await restored(folder)
    await beginRoot(KEY, (await aJob()).ports)
    expect(isMounted(building)).toBe(true)
  })

  it('goes away although somebody is still in it, and its loop device with them', async () => {
    const { folder } = await aKeptRoot('squashfs')
    const { building, ports } = await restored(folder)
    const user = spawn('sleep', ['60'], { cwd: building.root })
    await once(user, 'spawn')
    await releaseMounts(ports.paths.holder, ports)
    expect(existsSync(ports.paths.store)).toBe(false)
    user.kill()
    await once(user, 'exit')
    expect(await settledBelow(folder)).toEqual([])
  })

  it('goes away with what somebody has mounted in it, and nothing of that is removed', async () => {
    const { folder } = await aKeptRoot('squashfs')
    const { building, ports } = await restored(folder)
    const theirs = await newFolder()
    await writeFile(path.join(theirs, 'file'), '')
    sh('mount --bind "$1" "$2/closed"', theirs, building.root)
    await releaseMounts(ports.paths.holder, ports)
    expect(await settledBelow(folder)).toEqual([])
    expect(await readdir(theirs)).toEqual(['file'])
  })

  it('begins at a whole page of its file', async () => {
    const { folder } = await aKeptRoot('squashfs')
    expect((await readPacked(cachedFile(KEY, enginePorts(folder).paths))).part.start % 4096).toBe(0)
  })
})

/** The name of a process that has ended. */
async function deadProcess(): Promise<string> {
  const child = spawn('sleep', ['60'])
  const name = processName(child.pid ?? 0)
  child.kill()
  await once(child, 'exit')
  return name
}
