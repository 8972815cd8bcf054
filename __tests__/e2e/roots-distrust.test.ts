import { execFileSync, spawnSync } from 'node:child_process'
import { copyFile, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { expectRefused } from '../support/refusal.js'
import { it } from '../support/side-by-side.js'
import { NATIVE_FILE } from '../support/tarballs.js'
import { embedded, places, type Place } from '../support/xarch.js'

/** What a root that came from elsewhere has in it, and what a mirror sends, harms nobody. */

const newPlace = places()

/** A folder with Alpine's files for this machine, below the place. */
async function nativeFolder(place: Place): Promise<string> {
  const folder = path.join(place.workspace, 'native')
  await mkdir(folder)
  execFileSync('tar', ['-x', '-z', '-f', NATIVE_FILE, '-C', folder])
  return folder
}

describe('a root from elsewhere', () => {
  it('whose list of repositories names a folder of this machine does not get to see it', async () => {
    const place = await newPlace({ emulators: false })
    const folder = await nativeFolder(place)
    const secret = path.join(place.workspace, 'secret')
    await mkdir(secret)
    await writeFile(path.join(folder, 'etc/apk/repositories'), `file://${secret}\n${secret}\n`)
    const tarball = path.join(place.workspace, 'root.tar')
    execFileSync('tar', ['-c', '-f', tarball, '-C', folder, '.'])
    const options = ['-v', '-a', 'x86_64', ...embedded(), '--rootfs', tarball, '-p', 'none-such']
    const ended = await place.run(['run', ...options, '--', 'true'])
    expect(ended.status).toBe(125)
    expect(ended.stderr).toContain('apk could not install none-such')
    const commands = ended.stderr.split('\n').filter((line) => line.startsWith('xarch: | '))
    expect(commands.length).toBeGreaterThan(0)
    expect(commands.join('\n')).not.toContain(secret)
  })

  it('has no device that works but those of /dev', async () => {
    const place = await newPlace({ emulators: false })
    const folder = await nativeFolder(place)
    execFileSync('mknod', ['-m', '666', path.join(folder, 'zero'), 'c', '1', '5'])
    const script = 'head -c 1 /dev/zero | wc -c; head -c 1 /zero 2>&1 | tail -n 1'
    const ended = await place.run(['run', '-a', 'x86_64', '--rootfs', folder, '--', 'sh', '-c', script])
    expect(ended.stdout).toMatch(/^1\n.*Permission denied/)
    const setUp = ['--setup', 'if head -c 1 /zero; then exit 9; fi']
    const built = await place.run(['run', '-a', 'x86_64', '--rootfs', folder, ...setUp, '--', 'true'])
    expect(built.status).toBe(0)
  })

  it('that a link names is copied, not changed, where its changes are kept', async () => {
    const place = await newPlace({ emulators: false })
    const folder = await nativeFolder(place)
    await symlink(folder, path.join(place.workspace, 'link'))
    const rootfs = path.join(place.workspace, 'link')
    const kept = ['run', '-a', 'x86_64', '--rootfs', rootfs, '--keep', 'box', '--', 'touch', '/changed']
    expect(await place.run(kept)).toMatchObject({ status: 0 })
    expect(await readdir(folder)).not.toContain('changed')
    const seen = await place.run(['shell', 'box'], { input: 'ls /changed\n' })
    expect(seen).toMatchObject({ status: 0, stdout: '/changed\n' })
  })
})

describe('packages of a mirror', () => {
  it('that its index has and it has not are told by their cause, and come once it has them', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR, {
      faults: { '/v3.20/main/ppc64/make-4.3-r0.apk': { kind: 'status', status: 404 } },
    })
    const place = await newPlace()
    const source = { mirror: mirror.url, options: ['-p', 'make'] }
    const ended = await place.sh('ppc64', 'true', source)
    expect(ended.status).toBe(125)
    for (const part of ['make-4.3-r0', 'it is just being changed', 'another mirror'])
      expect(ended.stderr).toContain(part)
    Reflect.deleteProperty(mirror.faults, '/v3.20/main/ppc64/make-4.3-r0.apk')
    expect(await place.sh('ppc64', 'make --version | head -n 1', source)).toMatchObject({
      status: 0,
      stdout: 'GNU Make 4.3\n',
    })
  })

  it('that were kept and are damaged now are fetched again', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace()
    const script = 'make --version | head -n 1'
    const build = (setup: string) =>
      place.sh('ppc64', script, { mirror: mirror.url, options: ['-p', `make ${setup}`] })
    expect(await build('')).toMatchObject({ status: 0 })
    const downloads = path.join(place.cache, 'xarch/apk/ppc64')
    const kept = (await readdir(downloads)).find((name) => name.startsWith('make-')) ?? 'none'
    const bytes = await readFile(path.join(downloads, kept))
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1)
    await writeFile(path.join(downloads, kept), bytes)
    const ended = await build('lua5.4')
    expect(ended).toMatchObject({ status: 0, stdout: 'GNU Make 4.3\n' })
    expect(ended.stderr).toContain('a package kept from before is damaged; all are fetched again')
  })

  it('leave no password of its URL in the root', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace()
    const url = mirror.url.replace('http://', 'http://someone:s3cret@')
    const ended = await place.sh('ppc64', 'cat /etc/apk/repositories', { mirror: url })
    expect(ended).toMatchObject({ status: 0, stdout: `${mirror.url}/v3.20/main\n` })
    const grep = ['-r', '-l', '-a', 's3cret', path.join(place.cache, 'xarch')]
    expect(spawnSync('grep', grep, { encoding: 'utf8' })).toMatchObject({ status: 1, stdout: '' })
  })
})

describe('a tarball of this machine', () => {
  it('that is not what its checksum says is not used', async () => {
    const place = await newPlace({ emulators: false })
    const tarball = path.join(place.workspace, 'root.tar.gz')
    await copyFile(NATIVE_FILE, tarball)
    const digest = '0'.repeat(64)
    const options = ['-a', 'x86_64', '--rootfs', tarball, '--checksum', `sha256:${digest}`]
    const ended = await place.run(['run', ...options, '--', 'true'])
    await expectRefused(place, 'x86_64', ended, ['sha256 of root.tar.gz is', digest])
  })
})
