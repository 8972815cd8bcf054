import { execFileSync } from 'node:child_process'
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { keptRoots } from '../support/kept-roots.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { expectRefused } from '../support/refusal.js'
import { it } from '../support/side-by-side.js'
import { digestOf, ENDINGS, NATIVE_FILE, NATIVE_TARBALL, treeOf, writeTarball } from '../support/tarballs.js'
import { placeOfFile, places, type Place } from '../support/xarch.js'

/** Where roots come from, by the option --rootfs. */

const RELEASE = ['--', 'cat', '/etc/alpine-release']
const runIn = (rootfs: string, ...options: string[]): string[] => {
  return ['run', '-v', '-a', 'x86_64', '--rootfs', rootfs, ...options]
}

describe('rootfs: apk', () => {
  const newPlace = places()

  it.each(['ppc', 'ppc64', 'mips64'])(
    '%s: begins with base-packages, signed with a key that was given',
    async (arch) => {
      const place = await newPlace()
      const options = ['--rootfs', 'apk', '--base-packages', 'alpine-baselayout busybox']
      const { status, stdout } = await place.sh(arch, 'uname -m; cat /etc/apk/world', { options })
      expect({ status, stdout }).toEqual({ status: 0, stdout: `${arch}\nalpine-baselayout\nbusybox\n` })
      const [root, ...more] = await keptRoots(place, arch)
      expect(more).toEqual([])
      expect(root?.manifest).toMatchObject({
        source: expect.stringContaining('apk bootstrap from file:') as unknown,
        ingredients: { rootfs: 'apk', 'base-packages': 'alpine-baselayout busybox' },
      })
    },
  )

  it('says in its log that packages need not be signed, where that was allowed', async () => {
    const place = await newPlace()
    const ended = await place.sh('ppc', 'uname -m', { keys: [], options: ['--allow-untrusted'] })
    expect(ended).toMatchObject({ status: 0, stdout: 'ppc\n' })
    expect(ended.stderr).toMatch(/warning: ppc: packages are installed also where nobody has signed them/)
    const signed = await place.sh('ppc', 'true')
    expect(signed).toMatchObject({ status: 0 })
    expect(signed.stderr).not.toContain('nobody has signed')
  })
})

describe('rootfs: minirootfs', () => {
  const newPlace = places()

  it('is the tarball of the mirror', async () => {
    const place = await newPlace({ emulators: false })
    const ended = await place.sh('x86_64', 'cat /etc/alpine-release', { options: ['--rootfs', 'minirootfs'] })
    expect(ended).toMatchObject({ status: 0, stdout: '3.20.3\n' })
    const [root] = await keptRoots(place)
    expect(root?.manifest.fetched).toEqual([
      {
        source: `file://${NATIVE_FILE}`,
        algorithm: 'sha512',
        digest: digestOf(NATIVE_FILE, 'sha512'),
      },
    ])
  })

  it('is refused where the mirror has none, though it has packages', async () => {
    const place = await newPlace()
    const ended = await place.sh('ppc', 'true', { options: ['--rootfs', 'minirootfs'] })
    await expectRefused(place, 'ppc', ended, ['no minirootfs for ppc', 'auto or apk'])
  })
})

describe('a repository with a tag', () => {
  const newPlace = places()
  const PACKAGES = '/v3.20/main'

  it('gives the packages that ask for it, and stays in the root', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace()
    const line = `@more ${mirror.url}${PACKAGES}`
    const options = ['-p', 'lua5.4@more', '--repositories', line]
    const script = 'lua5.4 -v | cut -c 1-7; cat /etc/apk/repositories; grep lua /etc/apk/world'
    const ended = await place.sh('ppc64', script, { options })
    expect(ended).toMatchObject({ status: 0, stdout: `Lua 5.4\n${line}\nlua5.4@more\n` })
    expect(mirror.requests.map(({ path: name }) => name)).toContain(`${PACKAGES}/ppc64/APKINDEX.tar.gz`)
  })

  it('that nobody named has nothing', async () => {
    const place = await newPlace()
    const ended = await place.sh('ppc64', 'true', { options: ['-p', 'lua5.4@other'] })
    expect(ended).toMatchObject({ status: 125, stdout: '' })
    expect(ended.stderr).toContain('lua5.4@other')
  })
})

describe('a tarball of this machine', () => {
  const newPlace = places()

  it.each(ENDINGS)('(%s) is a root, and used again', async (ending) => {
    const place = await newPlace({ emulators: false })
    const file = `root${ending}`
    await writeTarball(path.join(place.workspace, file))
    const first = await place.run([...runIn(file), ...RELEASE])
    expect(first).toMatchObject({ status: 0, stdout: '3.20.3\n' })
    expect(first.stderr).toContain('(built)')
    const second = await place.run([...runIn(`./${file}`), ...RELEASE])
    expect(second).toMatchObject({ status: 0, stdout: '3.20.3\n' })
    expect(second.stderr).toContain('(reused)')
    expect(await keptRoots(place)).toHaveLength(1)
  })

  it('of other bytes under the same name is another root', async () => {
    const place = await newPlace({ emulators: false })
    const file = path.join(place.workspace, 'root.tar')
    await writeTarball(file)
    await place.run([...runIn('root.tar'), ...RELEASE])
    await appendFile(file, Buffer.alloc(10_240))
    expect((await place.run([...runIn('root.tar'), ...RELEASE])).stderr).toContain('(built)')
    expect(await keptRoots(place)).toHaveLength(2)
  })

  it('has to have the checksum that was given', async () => {
    const place = await newPlace({ emulators: false })
    const right = ['--checksum', `sha256:${digestOf(NATIVE_FILE, 'sha256')}`]
    expect(await place.run([...runIn(NATIVE_FILE, ...right), ...RELEASE])).toMatchObject({ status: 0 })
    const wrong = await place.run([...runIn(NATIVE_FILE, '--checksum', '0'.repeat(64)), ...RELEASE])
    expect({ ...wrong, isRefused: wrong.status === 2 || wrong.status === 125 }).toMatchObject({
      stdout: '',
      isRefused: true,
    })
    expect(wrong.stderr).toMatch(/sha256|checksum/)
    expect(await keptRoots(place)).toHaveLength(1)
  })

  it('that is no tarball is refused, and leaves nothing', async () => {
    const place = await newPlace({ emulators: false })
    await writeFile(path.join(place.workspace, 'root.tar.gz'), 'hello\n')
    const ended = await place.run([...runIn('root.tar.gz'), ...RELEASE])
    await expectRefused(place, 'x86_64', ended, ['root.tar.gz'])
  })
})

describe('a tarball from a URL', () => {
  const newPlace = places()

  it.each(['sha256', 'sha512'] as const)(
    'with the right %s is a root, downloaded once',
    async (algorithm) => {
      await using mirror = await startMirror(EMBEDDED_MIRROR)
      const place = await newPlace({ emulators: false })
      const url = mirror.url + NATIVE_TARBALL
      const digest = digestOf(NATIVE_FILE, algorithm)
      for (const run of [1, 2]) {
        const ended = await place.run([...runIn(url, '--checksum', digest), ...RELEASE])
        expect({ run, ...ended }).toMatchObject({ run, status: 0, stdout: '3.20.3\n' })
      }
      expect(mirror.requests).toEqual([{ method: 'GET', path: NATIVE_TARBALL }])
      const [root] = await keptRoots(place)
      expect(root?.manifest.fetched).toEqual([{ source: url, algorithm, digest }])
    },
  )

  it('with a wrong one is refused, and not kept', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace({ emulators: false })
    const args = runIn(mirror.url + NATIVE_TARBALL, '--checksum', '0'.repeat(64))
    const ended = await place.run([...args, ...RELEASE])
    await expectRefused(place, 'x86_64', ended, ['sha256', digestOf(NATIVE_FILE, 'sha256'), NATIVE_TARBALL])
  })

  it('without one is a wrong use, unless any is allowed, which is said', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace({ emulators: false })
    const args = runIn(mirror.url + NATIVE_TARBALL)
    const refused = await place.run([...args, ...RELEASE])
    expect(refused).toMatchObject({ status: 2, stdout: '' })
    expect(refused.stderr).toContain('without a checksum')
    expect(mirror.requests).toEqual([])
    const allowed = await place.run([...args, '--allow-untrusted', ...RELEASE])
    expect(allowed).toMatchObject({ status: 0, stdout: '3.20.3\n' })
    expect(allowed.stderr).toContain('need not be signed (allow-untrusted)')
  })
})

describe('a folder', () => {
  const place = placeOfFile()
  const unpacked = async (name: string): Promise<string> => {
    const folder = path.join(place.workspace, name)
    await mkdir(folder)
    execFileSync('tar', ['-xzf', NATIVE_FILE, '-C', folder])
    return folder
  }
  const change = (at: Place, ...options: string[]) =>
    at.run([
      ...runIn('./tree', ...options),
      '--',
      'sh',
      '-c',
      'ls /etc/made; rm /etc/motd; echo >/etc/new; ls /etc/new',
    ])

  it('is unchanged after a run, and after a setup that changes what the run sees', async () => {
    const folder = await unpacked('tree')
    const before = treeOf(folder)
    const plain = await change(place)
    expect(plain).toMatchObject({ status: 0, stdout: '/etc/new\n' })
    expect(treeOf(folder)).toBe(before)
    const setUp = await change(place, '--setup', 'echo >/etc/made; rm /etc/hosts')
    expect(setUp).toMatchObject({ status: 0, stdout: '/etc/made\n/etc/new\n' })
    expect(treeOf(folder)).toBe(before)
    expect(await place.roots()).toEqual([])
  })

  it('is not copied, whatever its name: an overlay lies over it', async () => {
    await unpacked('odd, na:me')
    const look = ['--', 'grep', '-c', 'overlay overlay', '/proc/self/mountinfo']
    expect(await place.run([...runIn('./odd, na:me'), ...look])).toMatchObject({ status: 0, stdout: '1\n' })
  })

  it('that is not there is named', async () => {
    const { status, stdout, stderr } = await place.run([...runIn('./none'), ...RELEASE])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('none')
  })
})

describe('rootfs: none', () => {
  const place = placeOfFile()

  it('with a command is a wrong use', async () => {
    const { status, stdout, stderr } = await place.run(['run', '--rootfs', 'none', '--', 'true'])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('rootfs: got "none" with a command')
  })
})
