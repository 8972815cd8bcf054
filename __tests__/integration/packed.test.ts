import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { explain, Failed, Refused } from '../../src/report/errors.js'
import { packTar } from '../../src/rootfs/pack-tar.js'
import { packRoot, unpackPacked } from '../../src/rootfs/packed.js'
import { readPacked } from '../../src/rootfs/read-packed.js'
import { enginePorts } from '../support/engine.js'
import { describeTree, failure, makeTree, sh, withPath } from '../support/full-tree.js'
import { flipped } from '../support/mirror-server.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** The one file that the cache of a workflow keeps of a root, and the tar of a root for others. */

const newFolder = temporaryFolders()
watchMachine()

const MANIFEST = { source: 'a test', version: '3.20.3' }

interface Made {
  readonly folder: string
  readonly root: string
  readonly file: string
  readonly ports: ReturnType<typeof enginePorts>
}

async function aRoot(): Promise<Made> {
  const folder = await newFolder()
  const root = path.join(folder, 'built/root')
  makeTree(root)
  return { folder, root, file: path.join(folder, 'packed.archive'), ports: enginePorts(folder) }
}

async function aPackedRoot(): Promise<Made> {
  const made = await aRoot()
  await packRoot(path.dirname(made.root), MANIFEST, made.file, made.ports)
  return made
}

describe('a packed root', () => {
  it('comes back with owners, modes, times, links, attributes and capabilities, and its manifest', async () => {
    const { folder, root, file, ports } = await aPackedRoot()
    const again = path.join(folder, 'again')
    await mkdir(again)
    const { archive, ...manifest } = await unpackPacked(file, again, ports)
    expect(manifest).toEqual(MANIFEST)
    expect(archive.sizeBytes).toBeGreaterThan(300_000)
    expect(describeTree(path.join(again, 'root'))).toBe(describeTree(root))
    expect(await readdir(again)).toEqual(['root'])
    expect((await stat(path.join(again, 'root'))).mode & 0o7777).toBe(0o755)
    expect((await readdir(folder)).sort()).toEqual(['again', 'built', 'packed.archive'])
  })

  it('is a plain tar of a manifest and a compressed tar, which any tar can read', async () => {
    const { folder, file } = await aPackedRoot()
    expect(sh('tar -tf "$1"', file)).toBe('manifest.json\nroot.tar.zst\n')
    const { manifest } = await readPacked(file)
    expect(sh('cd "$2" && tar -xf "$1" && sha256sum <root.tar.zst', file, folder)).toContain(
      manifest.archive.sha256,
    )
    expect(JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest)
  })

  it('is compressed by gzip where there is no zstd', async () => {
    const { folder, root, file, ports } = await aRoot()
    const programs = path.join(folder, 'bin')
    sh('mkdir "$1"; for program in bash tar gzip cat; do ln -s "$(command -v $program)" "$1"; done', programs)
    const exec = withPath(programs, ports.exec)
    await packRoot(path.dirname(root), MANIFEST, file, { ...ports, exec })
    expect(sh('tar -tf "$1"', file)).toBe('manifest.json\nroot.tar.gz\n')
    const again = path.join(folder, 'again')
    await mkdir(again)
    await unpackPacked(file, again, ports)
    expect(describeTree(path.join(again, 'root'))).toBe(describeTree(root))
  })

  it.each([
    ['without a byte', () => 0],
    ['cut in its manifest', () => 600],
    ['cut in the middle', (size: number) => size >> 1],
    ['without its last block', (size: number) => size - 512],
    ['without its last byte', (size: number) => size - 1],
  ])('%s is refused, without reading the root', async (_how, length) => {
    const { file } = await aPackedRoot()
    await truncate(file, length((await stat(file)).size))
    expect(await failure(readPacked(file))).toBeInstanceOf(Failed)
  })

  it.each([0.2, 0.5, 0.8, 0.99])('with a byte changed at %d of its length is refused', async (part) => {
    const { folder, file, ports } = await aPackedRoot()
    const whole = await readFile(file)
    await writeFile(file, flipped(whole, Math.floor((whole.length - 2048) * part)))
    expect(await failure(unpackPacked(file, folder, ports))).toBeInstanceOf(Failed)
    expect((await stat(path.join(folder, 'root'))).mode & 0o7777).toBe(0o700)
  })

  it('whose bytes are another whole archive than its manifest says is refused by its digest', async () => {
    const { folder, file, ports } = await aPackedRoot()
    const text = (await readFile(file)).toString('latin1')
    const { sha256 } = (await readPacked(file)).manifest.archive
    await writeFile(file, text.replace(sha256, '0'.repeat(64)), 'latin1')
    expect(explain(await failure(unpackPacked(file, folder, ports)))[0]).toContain(
      `is ${sha256}, expected 0000`,
    )
  })

  it('without a manifest, or in the form of before, is refused', async () => {
    const { folder, file, ports } = await aRoot()
    sh('tar -C "$1/built/root/etc" -cf "$2" alpine-release', folder, file)
    expect(explain(await failure(unpackPacked(file, folder, ports)))[0]).toContain('manifest.json')
    sh('tar -C "$1/built" -c root | zstd -qc >"$2"', folder, file)
    expect(await failure(unpackPacked(file, folder, ports))).toBeInstanceOf(Failed)
    expect(await failure(unpackPacked(path.join(folder, 'nothing'), folder, ports))).toBeInstanceOf(Failed)
  })

  it('that cannot be written for want of space leaves no file, and one error that says so', async () => {
    const { root, folder, ports } = await aRoot()
    await onSmallDisk(folder, async (disk) => {
      const error = await failure(packRoot(path.dirname(root), MANIFEST, path.join(disk, 'packed'), ports))
      expect(explain(error)[0]).toContain(`no space left on the disk of ${disk}`)
      expect(await readdir(disk)).toEqual([])
    })
  })

  it('that cannot be unpacked for want of space gives one error that says so', async () => {
    const { file, folder, ports } = await aPackedRoot()
    await onSmallDisk(folder, async (disk) => {
      const error = await failure(unpackPacked(file, disk, ports))
      expect(explain(error)[0]).toContain(`no space left on the disk of ${disk}`)
    })
  })
})

describe('the tar of a root', () => {
  const EPOCH = { epochSeconds: 1_700_000_000 }

  it.each(['.tar', '.tar.gz', '.tgz', '.tar.xz', '.tar.zst'])(
    '%s has the same bytes for a copy with other times and another order',
    async (ending) => {
      const { root, folder, ports } = await aRoot()
      const copy = path.join(folder, 'copy')
      sh(
        `mkdir "$2"; cd "$1"; tar -c --xattrs --xattrs-include='*' -T <(find . -mindepth 1 -maxdepth 1 | sort -r) | tar -xp --xattrs --xattrs-include='*' -C "$2"
        cd "$2"; touch -d 2024-05-06 usr/bin/tool . etc; echo other >var/log/apk.log; echo b >var/cache/apk/b.apk`,
        root,
        copy,
      )
      const [one, two] = [path.join(folder, `one${ending}`), path.join(folder, `two${ending}`)]
      await packTar(root, one, EPOCH, ports)
      await packTar(copy, two, EPOCH, ports)
      expect((await readFile(one)).equals(await readFile(two))).toBe(true)
      const names = sh('tar -tf "$1"', one).split('\n')
      expect(names).toEqual(expect.arrayContaining(['./', './usr/bin/su', './var/cache/apk/']))
      expect(names.filter((name) => /apk\.log|\.apk$|lock$/.test(name))).toEqual([])
      expect(sh('tar --full-time -tvf "$1" | grep -c "2023-11-14 22:13:20" || :', one).trim()).not.toBe('0')
      expect(sh('tar --full-time -tvf "$1" | grep " 202[4-9]-" || :', one)).toBe('')
    },
  )

  it('under a name that tells no form is refused, with those that are allowed', async () => {
    const { root, folder, ports } = await aRoot()
    const error = await failure(packTar(root, path.join(folder, 'root.zip'), EPOCH, ports))
    expect(error).toBeInstanceOf(Refused)
    expect(explain(error).join(' ')).toMatch(/root\.zip.*\.tar, \.tar\.gz, \.tgz, \.tar\.xz, \.tar\.zst/)
  })

  it('of what is not there, or not to be written, leaves nothing', async () => {
    const { folder, ports } = await aRoot()
    const file = path.join(folder, 'root.tar')
    expect(await failure(packTar(path.join(folder, 'nothing'), file, EPOCH, ports))).toBeInstanceOf(Failed)
    expect(await readdir(folder)).toEqual(['built'])
  })
})

/** A disk of 256 KiB, which is gone after the work. */
async function onSmallDisk(folder: string, work: (disk: string) => Promise<void>): Promise<void> {
  const disk = path.join(folder, 'disk')
  await mkdir(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'small', disk])
  try {
    await work(disk)
  } finally {
    execFileSync('umount', [disk])
  }
}
