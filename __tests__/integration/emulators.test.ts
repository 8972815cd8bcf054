import { statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { architecture } from '../support/builders.js'
import {
  allEmulators,
  debianPackage,
  emulatorSearch,
  toolsIn,
  type SearchOptions,
} from '../support/emulator-context.js'
import { emulatorRepository, strangersKey, type EmulatorRepository } from '../support/emulator-repository.js'
import { fakeEmulator, NO_FAKES } from '../support/fake-emulator.js'
import { startMirror, type Fault, type Mirror } from '../support/mirror-server.js'
import { temporaryFolder, temporaryFolders, type TemporaryFolder } from '../support/temporary.js'

const newFolder = temporaryFolders()
const PPC = architecture('ppc')
const AARCH64 = architecture('aarch64')

const NEWEST = { cpu: 'ppc', version: '10.1.3-r1', file: fakeEmulator('ppc', '10.1.3') }
const PACKAGES = [
  { cpu: 'ppc', version: '10.1.3-r0', file: fakeEmulator('ppc', '10.1.2') },
  NEWEST,
  { cpu: 'aarch64', version: '10.1.3-r1', file: fakeEmulator('aarch64', '10.1.3') },
]

let shared: TemporaryFolder
let repository: EmulatorRepository
/** The package qemu-user-static of a distribution with an emulator of its own. */
let debian: string
beforeAll(async () => {
  shared = await temporaryFolder()
  repository = await emulatorRepository(path.join(shared.path, 'apk'), PACKAGES)
  debian = await debianPackage(shared.path, { ppc: fakeEmulator('ppc', '9.2.0') })
})
afterAll(() => shared.remove())

let folder: string
beforeEach(async () => {
  folder = await newFolder()
})

const known = (mirror: Mirror): SearchOptions => ({ mirror: mirror.url, keys: [repository.key] })
const kept = (cpu: string): Promise<string[]> =>
  readdir(path.join(toolsIn(folder), `xarch-qemu-${cpu}`)).catch(() => [])
const pathsOf = ({ requests }: Mirror): string[] => requests.map((request) => request.path)

/** An error that begins with one statement, and tells what to do. */
async function refusalOf(work: Promise<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ name: 'Failed' })
  return (error as { explanation: Record<string, unknown> }).explanation
}

if (NO_FAKES) it.skip(NO_FAKES, () => undefined)
const here = NO_FAKES ? describe.skip : describe

here('a repository of packages', () => {
  it('has its newest emulator verified, taken and kept under what it is; a second search asks nobody', async () => {
    await using mirror = await startMirror(repository.folder)
    const { context, lines } = emulatorSearch(folder, known(mirror))
    const found = await allEmulators([PPC, AARCH64], context)
    expect(found.get('ppc')).toMatchObject({ version: '10.1.3', source: 'from apk' })
    const file = found.get('ppc')?.file ?? ''
    expect(file).toMatch(/\/xarch-qemu-ppc\/10\.1\.3-r1-[0-9a-f]{12}\/qemu-ppc$/)
    expect((await readFile(file)).equals(NEWEST.file)).toBe(true)
    expect(await kept('aarch64')).toEqual([expect.stringMatching(/^10\.1\.3-r1-[0-9a-f]{12}$/)])
    expect(pathsOf(mirror).sort()).toEqual(
      [
        repository.index,
        repository.packagePath(NEWEST),
        repository.packagePath({ ...NEWEST, cpu: 'aarch64' }),
      ].sort(),
    )
    expect(lines).toContain(`info: downloading ${mirror.url}${repository.packagePath(NEWEST)}`)
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual([])

    mirror.requests.splice(0)
    const again = emulatorSearch(folder, known(mirror))
    expect((await allEmulators([PPC, AARCH64], again.context)).get('ppc')).toMatchObject({
      file,
      version: '10.1.3',
      source: 'kept from before',
    })
    expect(pathsOf(mirror)).toEqual([])
    expect(again.lines).toEqual([])
  })

  it('is read from a folder of this machine too', async () => {
    const { context } = emulatorSearch(folder, {
      mirror: `file:${repository.folder}`,
      keys: [repository.key],
    })
    expect((await allEmulators([PPC], context)).get('ppc')?.version).toBe('10.1.3')
  })

  it('that does not have it is passed over without a word', async () => {
    await using mirror = await startMirror(repository.folder)
    const apt = await debianPackage(folder, { mips64: fakeEmulator('mips64', '9.2.0') })
    const { context, lines } = emulatorSearch(folder, { ...known(mirror), apt })
    const found = await allEmulators([architecture('mips64')], context)
    expect(found.get('mips64')).toMatchObject({ version: '9.2.0', source: 'from apt' })
    expect(pathsOf(mirror)).toEqual([repository.index])
    expect(lines.filter((line) => !line.startsWith('info'))).toEqual([])
  })
})

here('what is not what was signed', () => {
  /** In its last member, which is what the signature, or the digest, is of. */
  const flip = (file: string): Fault => ({
    kind: 'flip',
    at: statSync(path.join(repository.folder, file)).size - 30,
  })
  const cases: readonly {
    why: string
    faults: () => Record<string, Fault>
    says: RegExp
    source: () => string
  }[] = [
    {
      why: 'an index with another bit',
      faults: () => ({ [repository.index]: flip(repository.index) }),
      says: /^the signature of APKINDEX\.tar\.gz is not one of the key emulators@/,
      source: () => repository.index,
    },
    {
      why: 'a package with another bit',
      faults: () => ({ [repository.packagePath(NEWEST)]: flip(repository.packagePath(NEWEST)) }),
      says: /is another package: sha256 of its data/,
      source: () => repository.packagePath(NEWEST),
    },
    {
      why: 'a shorter package',
      faults: () => ({ [repository.packagePath(NEWEST)]: { kind: 'short' } }),
      says: /bytes, \d+ were expected/,
      source: () => repository.packagePath(NEWEST),
    },
    {
      why: 'the page of a portal in the place of the index',
      faults: () => ({ [repository.index]: { kind: 'html' } }),
      says: /APKINDEX\.tar\.gz/,
      source: () => repository.index,
    },
    {
      why: 'an index that names a package that is gone',
      faults: () => ({ [repository.packagePath(NEWEST)]: { kind: 'status', status: 404 } }),
      says: /the index names a package that the mirror does not have/,
      source: () => repository.packagePath(NEWEST),
    },
  ]

  it.each(cases)(
    '$why is refused with one error where it was asked for',
    async ({ faults, says, source }) => {
      await using mirror = await startMirror(repository.folder, { faults: faults() })
      const { context } = emulatorSearch(folder, {
        ...known(mirror),
        apt: debian,
        request: { source: 'apk' },
      })
      const { what, source: from, todo } = await refusalOf(allEmulators([PPC], context))
      expect(what).toMatch(says)
      expect(from).toBe(`${mirror.url}${source()}`)
      expect(todo).toEqual(expect.any(String))
      expect(await kept('ppc')).toEqual([])
    },
  )

  it.each(cases)('$why is passed over where anything does; the log says so', async ({ faults, says }) => {
    await using mirror = await startMirror(repository.folder, { faults: faults() })
    const { context, lines } = emulatorSearch(folder, { ...known(mirror), apt: debian })
    const found = await allEmulators([PPC], context)
    expect(found.get('ppc')).toMatchObject({ version: '9.2.0', source: 'from apt' })
    const complaint = lines.filter((line) => line.includes('a source of emulators failed'))
    expect(complaint).toHaveLength(1)
    expect(complaint[0]?.replace(/^debug: a source of emulators failed: /, '')).toMatch(says)
    expect(await kept('ppc')).toEqual([expect.stringMatching(/^9\.2\.0-/)])
  })

  it('has the complaints of all sources in its error where there is none at last', async () => {
    await using mirror = await startMirror(repository.folder, {
      faults: { [repository.index]: flip(repository.index) },
    })
    const { context } = emulatorSearch(folder, known(mirror))
    const { what } = await refusalOf(allEmulators([PPC], context))
    expect(what).toMatch(/^there is no static qemu-ppc \(input "qemu": auto\)\nthe signature of APKINDEX/)
    expect(what).toMatch(/apt has no package with qemu-ppc/)
  })

  it('is what another has signed under the same name, and what has a key that is not known', async () => {
    await using mirror = await startMirror(repository.folder)
    const request = { source: 'apk' } as const
    const stranger = emulatorSearch(folder, {
      mirror: mirror.url,
      keys: [await strangersKey(folder)],
      request,
    })
    expect((await refusalOf(allEmulators([PPC], stranger.context))).what).toMatch(
      /^the signature of APKINDEX/,
    )
    const none = emulatorSearch(folder, { mirror: mirror.url, request })
    expect((await refusalOf(allEmulators([PPC], none.context))).what).toMatch(
      /^APKINDEX\.tar\.gz is signed with the key emulators@example\.invalid\.rsa\.pub, which is not known/,
    )
    expect(pathsOf(mirror)).toEqual([repository.index, repository.index])
  })
})

here('apt', () => {
  it('is asked once for all that apk does not have', async () => {
    const apt = await debianPackage(folder, {
      ppc: fakeEmulator('ppc', '10.0.0'),
      mips64: fakeEmulator('mips64', '10.0.0'),
    })
    const { context, aptDownloads } = emulatorSearch(folder, { apt })
    const found = await allEmulators([PPC, architecture('mips64')], context)
    expect([...found.keys()].sort()).toEqual(['mips64', 'ppc'])
    expect(aptDownloads()).toBe(1)
  })

  it('alone is asked where it was named, and a file that is kept is not looked at', async () => {
    const { context, aptDownloads } = emulatorSearch(folder, { apt: debian, request: { source: 'apt' } })
    await allEmulators([PPC], context)
    await allEmulators([PPC], context)
    expect(aptDownloads()).toBe(2)
    expect(await kept('ppc')).toHaveLength(1)
  })
})
