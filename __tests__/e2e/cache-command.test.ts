import { readdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { keptRoots, type KeptRoot } from '../support/kept-roots.js'
import { it } from '../support/side-by-side.js'
import { places, placeOfFile, type Place } from '../support/xarch.js'

/** `xarch cache`: what is kept on the machine, and how it goes. */

const newPlace = places()

interface Listed {
  readonly kind: string
  readonly name: string
  readonly folder: string
  readonly created: string
  readonly sizeBytes: number
  readonly isInUse: boolean
  readonly about: string
}

async function listed(place: Place): Promise<Listed[]> {
  const { status, stdout, stderr } = await place.run(['cache', 'list', '--json'])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout) as Listed[]
}

const make = async (place: Place, ...options: string[]): Promise<void> => {
  expect(await place.sh('x86_64', 'true', { options })).toMatchObject({ status: 0 })
}

const setupOf = ({ manifest }: KeptRoot): string => manifest.ingredients['setup'] ?? ''

describe('cache list', () => {
  it('says that nothing is kept', async () => {
    const place = await newPlace({ emulators: false })
    expect(await place.run(['cache', 'list'])).toMatchObject({ status: 0, stdout: 'nothing is kept\n' })
    expect(await listed(place)).toEqual([])
    expect(await place.run(['cache', 'clear'])).toMatchObject({ status: 0, stdout: '' })
  })

  it('tells of each root what it is made of, how old it is and what it takes', async () => {
    const place = await newPlace({ emulators: false })
    await make(place)
    await make(place, '--setup', 'dd if=/dev/zero of=/big bs=1M count=20')
    await make(place, '--keep', 'mine')
    const items = await listed(place)
    const kept = await keptRoots(place)
    const [base, setUp] = kept.sort((left, right) => setupOf(left).length - setupOf(right).length)
    const roots = items.filter(({ kind }) => kind === 'root')
    expect(roots.map(({ name }) => name).sort()).toEqual([base?.key, setUp?.key].sort())
    const sizes = [base, setUp].map((it) => roots.find(({ name }) => name === it?.key)?.sizeBytes ?? 0)
    expect(sizes[0]).toBeGreaterThan(7_000_000)
    expect((sizes[1] ?? 0) - (sizes[0] ?? 0)).toBeGreaterThan(19_000_000)
    const changed = items.find(({ kind }) => kind === 'changed root')
    expect(changed).toMatchObject({
      name: 'mine',
      folder: path.join(place.cache, 'xarch/kept/mine'),
      isInUse: false,
    })
    expect(changed?.about).toContain('x86_64: minirootfs 3.20.3')
    for (const { created } of items) expect(Date.now() - Date.parse(created)).toBeLessThan(60_000)

    const { stdout } = await place.run(['cache'])
    for (const { name } of items) expect(stdout).toContain(name)
    expect(stdout.split('\n').at(-2)).toMatch(/^\d+ MB in all$/)
  })

  it('tells of packages and of emulators', async () => {
    const place = await newPlace()
    expect(await place.sh('ppc', 'true', { options: ['-p', 'make'] })).toMatchObject({ status: 0 })
    const items = await listed(place)
    expect(items).toContainEqual(expect.objectContaining({ kind: 'packages', name: 'ppc' }))
    const root = items.find(({ about }) => about.endsWith(' + make'))
    expect(root?.kind).toBe('root')
    expect(items.every(({ sizeBytes }) => sizeBytes > 0)).toBe(true)
  })
})

describe('a root that a run uses', () => {
  it('is in use, stays at clear and at prune, and goes after it', async () => {
    const place = await newPlace({ emulators: false })
    const script = 'echo up; until [ -e go ]; do sleep 0.1; done; cat /etc/alpine-release'
    const started = place.startSh('x86_64', script)
    await started.saying('up')
    expect(await listed(place)).toMatchObject([{ kind: 'root', isInUse: true }])
    for (const args of [['clear'], ['prune', '--max-age', '0m']]) {
      const ended = await place.run(['cache', ...args])
      expect(ended).toMatchObject({ status: 0 })
      expect(ended.stderr).toMatch(/removed 0 of 1: .*\n.*xarch-2-x86_64-\S+ is in use and stays/)
    }
    await writeFile(path.join(place.workspace, 'go'), '')
    expect(await started.ended).toMatchObject({ status: 0, stdout: 'up\n3.20.3\n' })
    expect((await place.run(['cache', 'clear'])).stderr).toContain('removed 2 of 2') // the code of xarch itself, too
    expect(await place.roots()).toEqual([])
  })

  it('that was killed is in use no more', async () => {
    const place = await newPlace({ emulators: false })
    const started = place.startSh('x86_64', 'echo up; sleep 300')
    await started.saying('up')
    started.child.kill('SIGKILL')
    await started.ended
    expect(await listed(place)).toMatchObject([{ isInUse: false }])
    const ended = await place.run(['cache', 'clear'])
    expect(ended.stderr).toMatch(/removed 1 of 1: 8\.\d MB/)
    expect(await place.roots()).toEqual([])
  })
})

describe('a name whose root a run uses', () => {
  it('is in use and stays; after the run it goes', async () => {
    const place = await newPlace({ emulators: false })
    const script = 'echo up; until [ -e go ]; do sleep 0.1; done; cat /etc/alpine-release'
    const started = place.startSh('x86_64', script, { options: ['--keep', 'mine'] })
    await started.saying('up')
    const ended = await place.run(['cache', 'clear', 'mine'])
    expect(ended.stderr).toContain('mine is in use and stays')
    await writeFile(path.join(place.workspace, 'go'), '')
    expect(await started.ended).toMatchObject({ status: 0, stdout: 'up\n3.20.3\n' })
    expect((await place.run(['cache', 'clear', 'mine'])).stderr).toContain('removed 1 of 1')
    expect(await readdir(path.join(place.cache, 'xarch/kept'))).toEqual([])
  })
})

describe('cache prune', () => {
  it('removes what is older, and keeps names and emulators', async () => {
    const place = await newPlace({ emulators: false })
    await make(place)
    await make(place, '--keep', 'mine')
    const [root] = await keptRoots(place)
    const older = String((root?.createdMs ?? 0) - 3 * 24 * 3600_000)
    await rename(root?.folder ?? '', path.join(path.dirname(root?.folder ?? ''), older))
    await make(place, '--setup', 'true', '--cache-max-age', '4d')
    await place.run(['cache', 'prune']) // 7d
    expect((await keptRoots(place)).length).toBe(2)
    await place.run(['cache', 'prune', '--max-age', '2d'])
    const left = await listed(place)
    expect(left.map(({ kind }) => kind)).toContain('changed root')
    expect(left.map(({ folder }) => path.basename(folder))).not.toContain(older)
  })
})

describe('cache clear', () => {
  it('removes all but names; a name it removes where it is given', async () => {
    const place = await newPlace({ emulators: false })
    await make(place)
    await make(place, '--keep', 'mine')
    await make(place, '--keep', 'other')
    expect((await place.run(['cache', 'clear'])).stderr).toContain('removed 2 of 2') // the code of xarch itself, too
    expect((await listed(place)).map(({ name }) => name)).toEqual(['mine', 'other'])
    expect(await place.run(['cache', 'clear', 'mine'])).toMatchObject({ status: 0 })
    expect((await listed(place)).map(({ name }) => name)).toEqual(['other'])
  })

  it('of a name that there is not is refused, with that name', async () => {
    const place = await newPlace({ emulators: false })
    const ended = await place.run(['cache', 'clear', 'none'])
    expect(ended).toMatchObject({ status: 125, stdout: '' })
    expect(ended.stderr).toContain('no root is kept under the name none')
    expect(ended.stderr).toContain('xarch cache list')
  })
})

describe('a wrong use of cache', () => {
  const place = placeOfFile()

  it.each<[string[], string]>([
    [['lst'], 'cache: got "lst"'],
    [['list', 'mine'], 'it takes no names'],
    [['clear', '--json'], '--json'],
    [['prune', '--max-age', 'old'], 'max-age: got "old"'],
    [['clear', '--max-age', '1d'], '--max-age'],
  ])('%j ends with 2', async (args, says) => {
    const { status, stdout, stderr } = await place.run(['cache', ...args])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(says)
  })
})
