import { execFileSync } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { halfBuilt, keptRoots } from '../support/kept-roots.js'
import { it } from '../support/side-by-side.js'
import { NATIVE_FILE } from '../support/tarballs.js'
import { places, type Ended, type Place } from '../support/xarch.js'

/** What a store says that cannot take a root: one error, for who does not know errno. */

const newPlace = places()

/** Has the store on a file system of its own while some work is done. */
async function mounted(place: Place, words: readonly string[], work: () => Promise<void>): Promise<void> {
  const store = path.join(place.cache, 'xarch')
  await mkdir(store, { recursive: true })
  execFileSync('mount', [...words, store])
  try {
    await work()
  } finally {
    execFileSync('umount', [store])
  }
}

const onTmpfs = (options: string): string[] => ['-t', 'tmpfs', '-o', options, 'xarch-test']

/** One error with what to do, none of it a bug. */
function expectOneError({ status, stdout, stderr }: Ended, ...says: (string | RegExp)[]): void {
  expect({ status, stdout }).toEqual({ status: 125, stdout: '' })
  for (const words of says) expect(stderr).toMatch(words)
  expect(stderr).not.toMatch(/bug in xarch|\n\s+at .*:\d+:\d+/)
  expect(stderr.match(/error: do: /g)).toHaveLength(1)
}

async function expectNothingHalf(place: Place): Promise<void> {
  expect(await halfBuilt(place)).toEqual([])
  expect(await keptRoots(place)).toEqual([])
  expect(await readdir(path.join(place.cache, 'xarch/tmp')).catch(() => [])).toEqual([])
}

describe('a full disk', () => {
  it.each([
    { when: 'at the download', size: '2m' },
    { when: 'while the root is unpacked', size: '9m' },
  ])('$when is one error, and leaves nothing half', async ({ size }) => {
    const place = await newPlace({ emulators: false })
    await mounted(place, onTmpfs(`size=${size}`), async () => {
      expectOneError(await place.sh('x86_64', 'echo run'), /no space left|disk is full/)
      await expectNothingHalf(place)
    })
    expect(await place.sh('x86_64', 'echo run')).toMatchObject({ status: 0, stdout: 'run\n' })
  })

  it('of a setup is told by what it said, and leaves the base', async () => {
    const place = await newPlace({ emulators: false })
    await mounted(place, onTmpfs('size=40m'), async () => {
      expect(await place.sh('x86_64', 'echo run')).toMatchObject({ status: 0 })
      const options = ['--setup', 'dd if=/dev/zero of=/big bs=1M count=60']
      expectOneError(await place.sh('x86_64', 'echo run', { options }), 'No space left on device')
      expect(await halfBuilt(place)).toEqual([])
      expect(await keptRoots(place)).toHaveLength(1)
      expect(await place.sh('x86_64', 'echo run')).toMatchObject({ status: 0 })
    })
  })

  it('for a copy of what is kept is one error, and the copy is gone', async () => {
    const place = await newPlace({ emulators: false })
    await mounted(place, onTmpfs('size=14m'), async () => {
      expect(await place.sh('x86_64', 'echo run')).toMatchObject({ status: 0 })
      expectOneError(await place.sh('x86_64', 'true', { options: ['--setup', 'true'] }), /No space left/i)
      expectOneError(await place.sh('x86_64', 'true', { options: ['--keep', 'one'] }), /No space left/i)
      expect(await halfBuilt(place)).toEqual([])
      expect(await readdir(path.join(place.cache, 'xarch/kept'))).toEqual([])
    })
  })

  it('of an archive is one error, and leaves no archive', async () => {
    const place = await newPlace({ emulators: false })
    const folder = path.join(place.workspace, 'small')
    await mkdir(folder)
    execFileSync('mount', [...onTmpfs('size=1m'), folder])
    try {
      const args = ['build', '-a', 'x86_64', '--rootfs', NATIVE_FILE, '-o', 'small/root.tar']
      expectOneError(await place.run(args), 'no space left')
      expect(await readdir(folder)).toEqual([])
    } finally {
      execFileSync('umount', [folder])
    }
  })
})

describe('a disk with no inodes left', () => {
  it.each(['5', '12', '100'])('(of %s) is one error, and leaves nothing half', async (inodes) => {
    const place = await newPlace({ emulators: false })
    await mounted(place, onTmpfs(`size=64m,nr_inodes=${inodes}`), async () => {
      expectOneError(await place.sh('x86_64', 'echo run'), /no space left|no more files/i)
      await expectNothingHalf(place)
    })
  })
})

describe('a store that is read-only', () => {
  /** Bind-mounts the store over itself, read-only, while some work is done. */
  const readOnly = (place: Place, work: () => Promise<void>): Promise<void> => {
    const store = path.join(place.cache, 'xarch')
    return mounted(place, ['--bind', store], async () => {
      execFileSync('mount', ['-o', 'remount,bind,ro', store])
      await work()
    })
  }

  it('and empty is one error that says so', async () => {
    const place = await newPlace({ emulators: false })
    await readOnly(place, async () => {
      expectOneError(await place.sh('x86_64', 'echo run'), /read-only/i, place.cache)
    })
    expect(await readdir(path.join(place.cache, 'xarch'))).toEqual([])
  })

  it('serves what it has', async () => {
    const place = await newPlace({ emulators: false })
    expect(await place.sh('x86_64', 'true')).toMatchObject({ status: 0 })
    await readOnly(place, async () => {
      const ended = await place.sh('x86_64', 'cat /etc/alpine-release; echo >/etc/new', { options: ['-v'] })
      expect(ended).toMatchObject({ status: 0, stdout: '3.20.3\n' })
      expect(ended.stderr).toContain('(reused)')
      expect(await place.run(['cache', 'list'])).toMatchObject({ status: 0 })
    })
  })

  it.each([
    ['another setup', ['--setup', 'true']],
    ['no cache', ['--cache', 'false']],
    ['a cache that is read-only too', ['--cache', 'read-only', '--setup', 'true']],
    ['a name to keep', ['--keep', 'one']],
  ])('says so where it would have to take more: %s', async (_, options) => {
    const place = await newPlace({ emulators: false })
    expect(await place.sh('x86_64', 'true')).toMatchObject({ status: 0 })
    await readOnly(place, async () => {
      expectOneError(await place.sh('x86_64', 'echo run', { options }), /read-only/i)
    })
  })

  it('has nothing of it removed, which is said', async () => {
    const place = await newPlace({ emulators: false })
    expect(await place.sh('x86_64', 'true')).toMatchObject({ status: 0 })
    await readOnly(place, async () => {
      expectOneError(await place.run(['cache', 'clear']), /read-only/i)
    })
    expect(await keptRoots(place)).toHaveLength(1)
  })
})
