import { it } from '../support/side-by-side.js'
import { mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { embedded, places, type Place } from '../support/xarch.js'

/** `--keep NAME` and `xarch shell`: roots that keep what is changed in them. */

const newPlace = places()

const keeping = (place: Place, script: string, arch = 'x86_64', ...options: string[]) =>
  place.sh(arch, script, { options: ['--keep', 'mine', ...options] })

describe('run --keep NAME', () => {
  it.each(['x86_64', 'ppc'])(
    '%s: the next run sees what was changed, the root it came from does not',
    async (arch) => {
      const place = await newPlace()
      const first = await keeping(place, 'echo one >/etc/new; rm /etc/passwd; chmod 700 /usr', arch)
      expect(first).toMatchObject({ status: 0, stdout: '' })
      const script = 'cat /etc/new; ls /etc/passwd; stat -c %a /usr'
      const second = await keeping(place, script, arch)
      expect(second.stdout).toBe('one\n700\n')
      const plain = await place.sh(arch, script)
      expect(plain.stdout).toBe('/etc/passwd\n755\n')
    },
  )

  it('keeps what was changed also where the command fails', async () => {
    const place = await newPlace({ emulators: false })
    expect(await keeping(place, 'echo one >/etc/new; exit 3')).toMatchObject({ status: 3 })
    expect(await keeping(place, 'cat /etc/new')).toMatchObject({ status: 0, stdout: 'one\n' })
  })

  it('is refused for another root under the same name, which stays as it is', async () => {
    const place = await newPlace({ emulators: false })
    await keeping(place, 'echo one >/etc/new')
    const other = await keeping(place, 'rm /etc/new', 'x86_64', '--setup', 'true')
    expect(other).toMatchObject({ status: 125, stdout: '' })
    expect(other.stderr).toContain('keep: got "mine", which is the name of another root: minirootfs 3.20.3')
    expect(other.stderr).toContain('xarch cache clear mine')
    expect(await keeping(place, 'cat /etc/new')).toMatchObject({ status: 0, stdout: 'one\n' })
  })

  it('is as old as it is: cache-max-age is none of its business', async () => {
    const place = await newPlace({ emulators: false })
    await keeping(place, 'echo one >/etc/new')
    const ended = await keeping(place, 'cat /etc/new', 'x86_64', '--cache-max-age', '0m')
    expect(ended).toMatchObject({ status: 0, stdout: 'one\n' })
  })

  it.each(['../up', '.hidden', 'a b', '', '-x', 'a/b'])('of "%s" is a wrong use', async (name) => {
    const place = await newPlace({ emulators: false })
    const { status, stdout, stderr } = await place.sh('x86_64', 'true', { options: [`--keep=${name}`] })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('keep: got')
  })

  it('of several architectures is a wrong use', async () => {
    const place = await newPlace({ emulators: false })
    const ended = await keeping(place, 'true', 'x86_64,ppc')
    expect(ended).toMatchObject({ status: 2, stdout: '' })
    expect(ended.stderr).toContain('keep: got 2 architectures')
  })

  it('is made once by runs that begin at the same time, whose changes all stay', async () => {
    const place = await newPlace({ emulators: false })
    const words = ['one', 'two', 'three']
    const runs = await Promise.all(words.map((word) => keeping(place, `echo ${word} >/etc/${word}.new`)))
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0])
    const after = await keeping(place, 'cat /etc/*.new | sort')
    expect(after.stdout).toBe('one\nthree\ntwo\n')
    expect(await readdir(path.join(place.cache, 'xarch/kept'))).toEqual(['mine'])
  })

  it('takes away what a killed run has left of a copy', async () => {
    const place = await newPlace({ emulators: false })
    const all = path.join(place.cache, 'xarch/kept')
    const dead = '.part.kept.4194304-1.x' // above the highest pid there can be
    await mkdir(path.join(all, dead, 'root'), { recursive: true })
    expect(await keeping(place, 'true')).toMatchObject({ status: 0 })
    expect(await readdir(all)).toEqual(['mine'])
  })

  it('leaves nothing mounted or half-made after SIGKILL; the name is of use', async () => {
    const place = await newPlace({ emulators: false })
    const started = place.startSh('x86_64', 'echo one >/etc/new; echo up; sleep 300', {
      options: ['--keep', 'mine'],
    })
    await started.saying('up')
    started.child.kill('SIGKILL')
    await started.ended
    expect(await keeping(place, 'cat /etc/new')).toMatchObject({ status: 0, stdout: 'one\n' })
  })
})

describe('xarch shell', () => {
  it('NAME runs commands from standard input in what was kept, and keeps their changes', async () => {
    const place = await newPlace({ emulators: false })
    await keeping(place, 'echo one >/etc/new')
    const input = 'cat /etc/new\necho two >>/etc/new\nexit 4\n'
    expect(await place.run(['shell', 'mine'], { input })).toMatchObject({ status: 4, stdout: 'one\n' })
    expect(await keeping(place, 'cat /etc/new')).toMatchObject({ status: 0, stdout: 'one\ntwo\n' })
  })

  it('NAME needs no other word for an architecture that Alpine does not have', async () => {
    const place = await newPlace()
    await keeping(place, 'echo one >/etc/new', 'ppc')
    const ended = await place.run(['shell', 'mine'], { input: 'uname -m; cat /etc/new\n' })
    expect(ended).toMatchObject({ status: 0, stdout: 'ppc\none\n' })
  })

  it('without a name has a new root, whose changes end with it', async () => {
    const place = await newPlace({ emulators: false })
    const input = 'cat /etc/alpine-release; ls /etc/new; echo >/etc/new\n'
    for (const run of ['first', 'second']) {
      const ended = await place.run(['shell', '-a', 'x86_64', ...embedded()], { input })
      expect({ run, ...ended }).toMatchObject({ run, status: 0, stdout: '3.20.3\n' })
    }
  })

  it('of a name that there is not says which there are', async () => {
    const place = await newPlace({ emulators: false })
    const none = await place.run(['shell', 'other'])
    expect(none).toMatchObject({ status: 125, stdout: '' })
    expect(none.stderr).toContain('no root is kept under the name "other"')
    await keeping(place, 'true')
    expect((await place.run(['shell', 'other'])).stderr).toContain('Kept are: mine.')
  })

  it('is gone after cache clear NAME', async () => {
    const place = await newPlace({ emulators: false })
    await keeping(place, 'true')
    const folder = path.join(place.cache, 'xarch/kept/mine')
    expect((await stat(folder)).isDirectory()).toBe(true)
    expect(await place.run(['cache', 'clear', 'mine'])).toMatchObject({ status: 0 })
    expect(await place.run(['shell', 'mine'])).toMatchObject({ status: 125 })
    expect(await readdir(path.dirname(folder))).toEqual([])
  })
})
