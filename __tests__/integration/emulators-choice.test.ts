import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { QemuRequest } from '../../src/inputs/qemu.js'
import type { Emulator } from '../../src/qemu/emulator.js'
import { architecture } from '../support/builders.js'
import {
  allEmulators,
  debianPackage,
  emulatorSearch,
  toolsIn,
  type Search,
} from '../support/emulator-context.js'
import { emulatorRepository } from '../support/emulator-repository.js'
import { fakeEmulator, NO_FAKES } from '../support/fake-emulator.js'
import { temporaryFolder, temporaryFolders, type TemporaryFolder } from '../support/temporary.js'

const newFolder = temporaryFolders()
const PPC = architecture('ppc')

let folder: string
beforeEach(async () => {
  folder = await newFolder()
})

const fake = (version: string): Buffer => fakeEmulator('ppc', version)

/** What the sources have: files that say they are some version of qemu-ppc. */
interface Sources {
  readonly apk?: Buffer
  readonly apt?: Buffer
  readonly request?: Partial<QemuRequest>
}

/** What has been made for an earlier test, by what is in it. */
const made = new Map<string, Promise<unknown>>()
let sources: TemporaryFolder
beforeAll(async () => {
  sources = await temporaryFolder()
})
afterAll(() => sources.remove())

function once<Value>(kind: string, file: Buffer | undefined, make: (folder: string) => Promise<Value>) {
  const name = `${kind}-${createHash('sha256')
    .update(file ?? 'nothing')
    .digest('hex')}`
  const place = path.join(sources.path, name)
  const making = made.get(name) ?? mkdir(place).then(() => make(place))
  made.set(name, making)
  return making as Promise<Value>
}

/** A search in which apk and apt have these; all searches of a test share what they keep. */
async function searchFor({ apk, apt, request = {} }: Sources): Promise<Search> {
  const packages = apk ? [{ cpu: 'ppc', version: '99.1-r0', file: apk }] : []
  const { folder: mirror, key } = await once('apk', apk, (place) => emulatorRepository(place, packages))
  const deb = apt ? { apt: await once('apt', apt, (place) => debianPackage(place, { ppc: apt })) } : {}
  return emulatorSearch(folder, { mirror: `file:${mirror}`, keys: [key], request, ...deb })
}

async function chosen({ context }: Search): Promise<Emulator | undefined> {
  return (await allEmulators([PPC], context)).get('ppc')
}

const tool = (): string => path.join(toolsIn(folder), 'xarch-qemu-ppc')
const kept = (): Promise<string[]> => readdir(tool()).catch(() => [])
const warningsOf = ({ lines }: Search): string[] => lines.filter((line) => line.startsWith('warning'))

if (NO_FAKES) it.skip(NO_FAKES, () => undefined)
const here = NO_FAKES ? describe.skip : describe

here('a file of a package that is no good', () => {
  it.each<[string, Buffer]>([
    ['is no program', Buffer.from('hello\n')],
    ['is a script', Buffer.from('#!/bin/sh\necho qemu-ppc version 10.0.0\nexit 73\n')],
    ['is nothing', Buffer.alloc(0)],
    ['fails the canary', fakeEmulator('ppc', '99.1.0', 1)],
    ['ends as if all were well', fakeEmulator('ppc', '99.1.0', 0)],
    ['does not say its version', fakeEmulator('ppc', 'unknown')],
    ['ends in the middle', fake('99.1.0').subarray(0, 130)],
  ])('because it %s is thrown away, and the next source is tried', async (_, apk) => {
    const search = await searchFor({ apk, apt: fake('9.2.0') })
    expect(await chosen(search)).toMatchObject({ version: '9.2.0', source: 'from apt' })
    expect(warningsOf(search)).toEqual([
      expect.stringMatching(
        /\(from apk\) is no static emulator that runs a ppc program here; it is passed over$/,
      ),
    ])
    expect(await kept()).toEqual([expect.stringMatching(/^9\.2\.0-/)])
  })

  it('is one clear error where that source was named', async () => {
    const search = await searchFor({ apk: fakeEmulator('ppc', '1.0', 1), request: { source: 'apk' } })
    await expect(chosen(search)).rejects.toThrow(/^there is no static qemu-ppc \(input "qemu": apk\)$/)
    expect(warningsOf(search)).toHaveLength(1)
    expect(await kept()).toEqual([])
  })
})

here('a folder', () => {
  it('has its other file tried where the first one fails the canary', async () => {
    const bin = path.join(folder, 'bin')
    await mkdir(bin)
    await writeFile(path.join(bin, 'qemu-ppc-static'), fakeEmulator('ppc', '9.2.0', 1), { mode: 0o755 })
    await writeFile(path.join(bin, 'qemu-ppc'), fake('10.0.2'), { mode: 0o755 })
    const search = await searchFor({ request: { source: 'path', path: bin } })
    expect(await chosen(search)).toMatchObject({ version: '10.0.2', file: path.join(bin, 'qemu-ppc') })
    expect(warningsOf(search)).toEqual([expect.stringContaining('bin/qemu-ppc-static')])
  })
})

here('a version with known faults', () => {
  it('is used where there is no better, with a warning that names version, source and faults', async () => {
    const search = await searchFor({ apt: fake('7.2.22') })
    expect(await chosen(search)).toMatchObject({ version: '7.2.22' })
    const warnings = warningsOf(search)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(
      /^warning: ppc: qemu 7\.2\.22 \(from apt\) is the best there is here, and has known faults: /,
    )
    expect(warnings[0]).toMatch(/vm\.mmap_rnd_bits.*fixed in 8\.1.*Go 1\.23.*fixed in 8\.0/)
  })

  it.each<[string, Sources, string, string]>([
    ['a later source', { apk: fake('7.2.22'), apt: fake('10.0.2') }, '10.0.2', 'from apt'],
    [
      'an earlier source, which ends the search',
      { apk: fake('10.0.2'), apt: fake('11.0.0') },
      '10.0.2',
      'from apk',
    ],
  ])('is passed over for a better one of %s', async (_, sources, version, source) => {
    const search = await searchFor(sources)
    expect(await chosen(search)).toMatchObject({ version, source })
    expect(warningsOf(search)).toEqual([])
  })

  it('is passed over for one with fewer faults, whichever comes first', async () => {
    expect(await chosen(await searchFor({ apk: fake('8.0.5'), apt: fake('7.2.22') }))).toMatchObject({
      version: '8.0.5',
    })
  })

  it('is passed over where it is kept, once there is a better one; then that is kept', async () => {
    await chosen(await searchFor({ apt: fake('7.2.22') }))
    await rm(path.join(folder, 'cache/searched-emulators'), { recursive: true })
    const search = await searchFor({ apk: fake('10.0.2') })
    expect(await chosen(search)).toMatchObject({ version: '10.0.2' })
    expect(await chosen(await searchFor({}))).toMatchObject({ version: '10.0.2', source: 'kept from before' })
  })

  it('is searched a better one for once in a day', async () => {
    const first = await searchFor({ apt: fake('7.2.22') })
    await chosen(first)
    expect(first.aptDownloads()).toBeGreaterThan(0)
    const second = await searchFor({ apk: fake('10.0.2'), apt: fake('7.2.22') })
    expect(await chosen(second)).toMatchObject({ version: '7.2.22', source: 'kept from before' })
    expect([second.aptDownloads(), warningsOf(second).length]).toEqual([0, 1])

    const yesterday = new Date(Date.now() - 25 * 3600_000)
    await utimes(path.join(folder, 'cache/searched-emulators/ppc'), yesterday, yesterday)
    expect(await chosen(await searchFor({ apk: fake('10.0.2') }))).toMatchObject({ version: '10.0.2' })
  })
})

here('a version that was asked for', () => {
  const asking = (version: string): Pick<Sources, 'request'> => ({ request: { version } })

  it('is taken from whichever source has it', async () => {
    const sources = { apk: fake('10.1.3'), apt: fake('9.2.0'), ...asking('9.2') }
    expect(await chosen(await searchFor(sources))).toMatchObject({ version: '9.2.0', source: 'from apt' })
  })

  it('that no source has is one error, which names it', async () => {
    const search = await searchFor({ apt: fake('9.2.0'), ...asking('10.1.3') })
    await expect(chosen(search)).rejects.toThrow(
      /^there is no static qemu-ppc of version 10\.1\.3 \(input "qemu": auto\)/,
    )
  })

  it('is not looked for again where it is kept, whatever newer one is kept too', async () => {
    await chosen(await searchFor({ apt: fake('9.2.0'), ...asking('9') }))
    await chosen(await searchFor({ apt: fake('10.0.2'), ...asking('10') }))
    const search = await searchFor(asking('9'))
    expect(await chosen(search)).toMatchObject({ version: '9.2.0', source: 'kept from before' })
    expect(search.aptDownloads()).toBe(0)
  })

  it('is not replaced by a kept one that is another', async () => {
    await chosen(await searchFor({ apt: fake('9.2.0') }))
    expect(await chosen(await searchFor({ apt: fake('10.0.2'), ...asking('10.0') }))).toMatchObject({
      version: '10.0.2',
    })
  })
})

here('what is kept', () => {
  it.each<[string, () => Promise<void>]>([
    [
      'whose file is gone',
      async () => {
        for (const name of await kept()) await rm(path.join(tool(), name, 'qemu-ppc'))
      },
    ],
    [
      'whose file is empty',
      async () => {
        for (const name of await kept()) await writeFile(path.join(tool(), name, 'qemu-ppc'), '')
      },
    ],
  ])('%s is got again', async (_, spoil) => {
    await chosen(await searchFor({ apt: fake('10.0.2') }))
    await spoil()
    const search = await searchFor({ apt: fake('10.0.2') })
    const emulator = await chosen(search)
    expect(emulator).toMatchObject({ version: '10.0.2', source: 'from apt' })
    expect(await readdir(path.dirname(emulator?.file ?? ''))).toEqual(['qemu-ppc'])
  })

  it('half, by one that was killed, is not taken', async () => {
    await mkdir(path.join(tool(), '.part.1'), { recursive: true })
    await writeFile(path.join(tool(), '.part.1/qemu-ppc'), fake('99.0.0').subarray(0, 100), { mode: 0o755 })
    expect(await chosen(await searchFor({ apt: fake('10.0.2') }))).toMatchObject({ version: '10.0.2' })
  })
})
