import { chmod, chown, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { placeOfFile } from '../support/xarch.js'

/** What node has compiled of `xarch run` is kept by bin/xarch: for this user, of this build, and never in the way. */

const place = placeOfFile()
const file = (): string => path.join(place.cache, 'xarch/code/run')

const run = async (): Promise<void> => {
  expect(await place.sh('x86_64', 'echo ran')).toMatchObject({ status: 0, stdout: 'ran\n' })
}

/** The file itself: another one has another number or another time. */
async function identity(): Promise<string> {
  const { ino, mtimeNs } = await stat(file(), { bigint: true })
  return `${ino} ${mtimeNs}`
}

beforeEach(async () => {
  await rm(path.dirname(file()), { recursive: true, force: true })
})

describe('compiled code', () => {
  it('is kept by the first run, for its user alone, and used by the second', async () => {
    await run()
    const first = await identity()
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    const [line = ''] = (await readFile(file(), 'latin1')).split('\n', 1)
    expect(line).toMatch(/^\/\/ [0-9a-f]{64}$/)
    await run()
    expect(await identity()).toBe(first)
  })

  it('is not kept of a run that has only explained or refused something', async () => {
    expect(await place.run(['run', '--help'])).toMatchObject({ status: 0 })
    expect(await place.run(['run', '--no-such'])).toMatchObject({ status: 2 })
    expect(await place.run(['archs'])).toMatchObject({ status: 0 })
    await expect(stat(path.dirname(file()))).rejects.toThrow('ENOENT')
  })

  it.each<[string, (bytes: Buffer) => Promise<void>]>([
    ['is of another build', (bytes) => writeFile(file(), bytes.with(5, bytes[5] === 0x61 ? 0x62 : 0x61))],
    [
      'is damaged',
      (bytes) => writeFile(file(), bytes.with(bytes.length >> 1, ~(bytes[bytes.length >> 1] ?? 0))),
    ],
    ['ends too early', (bytes) => writeFile(file(), bytes.subarray(0, bytes.length >> 1))],
    ['is empty', () => writeFile(file(), '')],
    [
      'is a copy',
      async (bytes) => {
        await rm(file())
        await writeFile(file(), bytes, { mode: 0o600 })
      },
    ],
    ['could be written by others', () => chmod(file(), 0o666)],
    ['is somebody else’s', () => chown(file(), 1001, 1001)],
    [
      'is a link',
      async (bytes) => {
        await writeFile(path.join(place.workspace, 'elsewhere'), bytes, { mode: 0o600 })
        await rm(file())
        await symlink(path.join(place.workspace, 'elsewhere'), file())
      },
    ],
  ])('that %s is not used, and replaced', async (_, spoil) => {
    await run()
    const whole = await readFile(file())
    await spoil(whole)
    const before = await identity()
    await run()
    expect(await identity()).not.toBe(before)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect((await readFile(file())).subarray(0, 68)).toEqual(whole.subarray(0, 68))
  })

  it('that cannot be kept is no matter', async () => {
    await writeFile(path.dirname(file()), 'no folder')
    await run()
    expect(await readFile(path.dirname(file()), 'utf8')).toBe('no folder')
  })

  it('is a row of what is kept, and goes with the rest', async () => {
    await run()
    const { stdout } = await place.run(['cache', 'list', '--json'])
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ kind: 'code', name: 'run' }))
    expect(await place.run(['cache', 'clear', 'run'])).toMatchObject({ status: 0 })
    await expect(stat(file())).rejects.toThrow('ENOENT')
  })
})
