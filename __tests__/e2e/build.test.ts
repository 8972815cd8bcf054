import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { EMBEDDED_KEY, EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { it } from '../support/side-by-side.js'
import { digestOf, ENDINGS, NATIVE_FILE, NATIVE_TARBALL } from '../support/tarballs.js'
import { embedded, placeOfFile, places, type Place } from '../support/xarch.js'

/** `xarch build`: a root as an archive, and what it is made of. */

interface Printed {
  readonly arch: string
  readonly source: string
  readonly alpineVersion: string | null
  readonly fetched: readonly unknown[]
  readonly packages: readonly { readonly name: string; readonly version: string; readonly checksum: string }[]
  readonly archive?: { readonly file: string; readonly sha256: string; readonly sizeBytes: number }
}

const native = (...options: string[]): string[] => ['build', '-a', 'x86_64', ...embedded(), ...options]

describe('the same inputs', () => {
  const newPlace = places()

  it.each([
    { what: 'a minirootfs', args: ['-a', 'x86_64'] },
    {
      what: 'a minirootfs with setup',
      args: ['-a', 'x86_64', '--setup', 'echo made >/etc/made; mkdir /var/new'],
    },
    {
      what: 'packages, and setup after them',
      args: ['-a', 'ppc', '-p', 'make lua5.4', '--setup', 'echo a >/etc/made'],
    },
  ])('($what) give the same bytes in two stores', async ({ args }) => {
    const digests = []
    for (const name of ['first', 'second']) {
      // Times in archives are whole seconds: a time of the build would be another.
      if (name === 'second') await new Promise((resolve) => setTimeout(resolve, 1100))
      const place = await newPlace()
      const words = ['build', ...args, ...embedded(), '-o', 'root.tar.gz']
      expect({ name, ...(await place.run(words)) }).toMatchObject({ name, status: 0, stdout: '' })
      digests.push(digestOf(path.join(place.workspace, 'root.tar.gz'), 'sha256'))
    }
    expect(digests[1]).toBe(digests[0])
  })
})

describe('the manifest', () => {
  const newPlace = places()

  it('has every package with its version, and the digest of all that was fetched', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace({ emulators: false })
    const words = ['build', '-a', 'x86_64', ...embedded({ mirror: mirror.url }), '--json']
    const { status, stdout } = await place.run(words)
    expect(status).toBe(0)
    const printed = JSON.parse(stdout) as Printed
    expect(printed).toMatchObject({ arch: 'x86_64', alpineVersion: '3.20.3' })
    expect(printed.archive).toBeUndefined()
    expect(printed.fetched).toEqual([
      { source: mirror.url + NATIVE_TARBALL, algorithm: 'sha512', digest: digestOf(NATIVE_FILE, 'sha512') },
    ])
    const database = execFileSync('tar', ['-xOzf', NATIVE_FILE, './lib/apk/db/installed'], {
      encoding: 'utf8',
    })
    const installed = [...database.matchAll(/^P:(.*)\nV:(.*)$/gm)].map(
      ([, name, version]) => `${name} ${version}`,
    )
    expect(printed.packages.map(({ name, version }) => `${name} ${version}`)).toEqual(installed.sort())
    expect(installed.length).toBeGreaterThan(10)
    for (const { checksum } of printed.packages) expect(checksum).toMatch(/^Q1[\w+/]{27}=$/)
  })

  it('of packages has those, and the archive’s digest and size', async () => {
    const place = await newPlace()
    const words = ['build', '-a', 'ppc64', ...embedded(), '-p', 'make', '-o', 'root.tar', '--json']
    const { status, stdout } = await place.run(words)
    expect(status).toBe(0)
    const { packages, archive } = JSON.parse(stdout) as Printed
    expect(packages).toContainEqual(expect.objectContaining({ name: 'make', version: '4.3-r0' }))
    expect(packages).toContainEqual(expect.objectContaining({ name: 'musl', version: '1.2.3-r0' }))
    const file = path.join(place.workspace, 'root.tar')
    expect(archive).toEqual({
      file,
      sha256: digestOf(file, 'sha256'),
      sizeBytes: (await stat(file)).size,
    })
  })

  it('of several architectures is a list, with an archive for each', async () => {
    const place = await newPlace()
    const words = ['build', '-a', 'ppc,x86_64', ...embedded(), '-o', 'out-{arch}.tar.gz', '--json']
    const { status, stdout } = await place.run(words)
    expect(status).toBe(0)
    const printed = JSON.parse(stdout) as Printed[]
    expect(printed.map(({ arch, archive }) => [arch, path.basename(archive?.file ?? '')])).toEqual([
      ['ppc', 'out-ppc.tar.gz'],
      ['x86_64', 'out-x86_64.tar.gz'],
    ])
    expect((await readdir(place.workspace)).sort()).toEqual(['out-ppc.tar.gz', 'out-x86_64.tar.gz'])
  })
})

describe('an archive', () => {
  const place = placeOfFile()

  it.each(ENDINGS)('(%s) is unpacked by tar, and is a root again', async (ending) => {
    const file = `root${ending}`
    expect(await place.run(native('--setup', 'echo made >/etc/made', '-o', file))).toMatchObject({
      status: 0,
    })
    const tree = path.join(place.workspace, `tree${ending}`)
    await mkdir(tree)
    execFileSync('tar', ['-xf', path.join(place.workspace, file), '-C', tree])
    const [busybox, temporary] = await Promise.all([stat(`${tree}/bin/busybox`), stat(`${tree}/tmp`)])
    expect([busybox, temporary].map(({ mode, uid, gid }) => ({ mode, uid, gid }))).toEqual([
      { mode: 0o100755, uid: 0, gid: 0 },
      { mode: 0o41777, uid: 0, gid: 0 },
    ])
    for (const name of ['dev', 'proc', 'sys', 'run', 'tmp'])
      expect(await readdir(path.join(tree, name))).toEqual([])
    const args = ['run', '-a', 'x86_64', '--rootfs', file, '--', 'cat', '/etc/made']
    expect(await place.run(args)).toMatchObject({ status: 0, stdout: 'made\n' })
  })

  it('replaces what is there, and is written to another folder', async () => {
    await mkdir(path.join(place.workspace, 'out'), { recursive: true })
    for (const epoch of ['1', '2'])
      expect(await place.run(native('-o', 'out/a.tar'), { env: { SOURCE_DATE_EPOCH: epoch } })).toMatchObject(
        {
          status: 0,
        },
      )
    expect(await readdir(path.join(place.workspace, 'out'))).toEqual(['a.tar'])
  })

  it('in a folder that is not there is one error', async () => {
    const ended = await place.run(native('-o', 'none/a.tar'))
    expect(ended).toMatchObject({ status: 125, stdout: '' })
    expect(ended.stderr).toContain('none/a.tar')
    expect(ended.stderr).not.toMatch(/bug in xarch|\n\s+at .*:\d+:\d+/)
  })
})

describe('SOURCE_DATE_EPOCH', () => {
  const place = placeOfFile()

  /** The times in an archive, in seconds since 1970. */
  const times = (file: string): number[] => {
    const script =
      'import tarfile,sys; print("\\n".join(str(int(m.mtime)) for m in tarfile.open(sys.argv[1])))'
    const output = execFileSync('python3', ['-c', script, path.join(place.workspace, file)], {
      encoding: 'utf8',
    })
    return output.trim().split('\n').map(Number)
  }

  it('is the newest time in the archive', async () => {
    const ended = await place.run(native('-o', 'old.tar'), { env: { SOURCE_DATE_EPOCH: '1000' } })
    expect(ended).toMatchObject({ status: 0 })
    expect(Math.max(...times('old.tar'))).toBe(1000)
  })

  it('without it is when the newest package was built: not the time of the build', async () => {
    await place.run(native('--setup', 'echo made >/etc/made', '-o', 'plain.tar'))
    const database = execFileSync('tar', ['-xOzf', NATIVE_FILE, './lib/apk/db/installed'], {
      encoding: 'utf8',
    })
    const built = [...database.matchAll(/^t:(\d+)$/gm)].map(([, time]) => Number(time))
    expect(Math.max(...times('plain.tar'))).toBe(Math.max(...built))
  })

  it.each(['abc', '-1', '1.5', ' '])('of "%s" is refused, and nothing written', async (value) => {
    const ended = await place.run(native('-o', 'bad.tar'), { env: { SOURCE_DATE_EPOCH: value } })
    expect(ended).toMatchObject({ status: 125, stdout: '' })
    expect(ended.stderr).toContain('SOURCE_DATE_EPOCH')
    expect(existsSync(path.join(place.workspace, 'bad.tar'))).toBe(false)
  })
})

describe('a wrong use of build', () => {
  const place: Place = placeOfFile()

  it.each<{ why: string; args: string[]; says: string }>([
    { why: 'nothing to make', args: [], says: 'nothing was asked for' },
    { why: 'an unknown ending', args: ['-o', 'root.zip'], says: 'output: got "root.zip"' },
    { why: 'an ending alone', args: ['-o', '.tar'], says: 'output: got ".tar"' },
    { why: 'one file for two', args: ['-a', 'ppc,x86_64', '-o', 'a.tar'], says: '{arch}' },
    { why: 'no root', args: ['--rootfs', 'none', '--json'], says: 'there is nothing to build' },
    { why: 'a command', args: ['--json', 'make'], says: 'got "make"' },
    { why: 'an option of run', args: ['--json', '-e', 'A=b'], says: '-e' },
    { why: 'a name to keep', args: ['--json', '--keep', 'one'], says: '--keep' },
  ])('($why) ends with 2 and says what is wrong', async ({ args, says }) => {
    const { status, stdout, stderr } = await place.run(['build', '--keys', EMBEDDED_KEY, ...args])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(says)
    expect(await readdir(place.workspace)).toEqual([])
  })
})
