import { cp, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { emulatorRepository, type EmulatorRepository } from '../support/emulator-repository.js'
import { emulatorVersion } from '../support/emulator-version.js'
import { fakeEmulator, NO_FAKES } from '../support/fake-emulator.js'
import { startHost } from '../support/host.js'
import { expectFaultsSaid } from '../support/known-faults.js'
import { startMirror, type Mirror } from '../support/mirror-server.js'
import { expectRefused } from '../support/refusal.js'
import { storeEmulator } from '../support/store-emulator.js'
import { temporaryFolder, type TemporaryFolder } from '../support/temporary.js'
import { places } from '../support/xarch.js'

const newPlace = places()
const bare = () => newPlace({ emulators: false })

let shared: TemporaryFolder
beforeAll(async () => {
  shared = await temporaryFolder()
})
afterAll(() => shared.remove())

/** A mirror of roots and of emulators for this machine. */
async function repositoryOf(name: string, version: string, file: Buffer): Promise<EmulatorRepository> {
  const repository = await emulatorRepository(path.join(shared.path, name), [
    { cpu: 'aarch64', version, file },
  ])
  for (const arch of ['aarch64', 'x86_64']) {
    const releases = `v3.20/releases/${arch}`
    await cp(path.join(EMBEDDED_MIRROR, releases), path.join(repository.folder, releases), {
      recursive: true,
    })
  }
  return repository
}

const emulatorRequests = ({ requests }: Mirror): string[] =>
  requests.map((request) => request.path).filter((name) => name.startsWith('/latest-stable/'))

describe('--qemu apk', () => {
  let repository: EmulatorRepository
  let emulator: string
  let version: string
  let made: Promise<EmulatorRepository> | undefined
  beforeEach(async () => {
    emulator = await storeEmulator(await newPlace(), 'aarch64')
    version = emulatorVersion(emulator)
    made ??= repositoryOf('real', version, await readFile(emulator))
    repository = await made
  })

  it('runs programs by an emulator of a package; of known faults it is warned', async () => {
    await using mirror = await startMirror(repository.folder)
    const place = await bare()
    const options = ['--qemu', 'apk', '-v']
    const ended = await place.sh('aarch64', 'uname -m', {
      mirror: mirror.url,
      keys: [repository.keyFile],
      options,
    })
    expect(ended).toMatchObject({ status: 0, stdout: 'aarch64\n' })
    expect(ended.stderr).toContain(`emulator: qemu-aarch64 ${version} (from apk)`)
    expectFaultsSaid(ended.stderr, 'aarch64', emulator)
    expect(emulatorRequests(mirror)).toHaveLength(2)
  })

  it('is refused with one error where the package is another, and leaves nothing', async () => {
    const file = repository.packagePath({ cpu: 'aarch64', version })
    await using mirror = await startMirror(repository.folder, { faults: { [file]: { kind: 'flip' } } })
    const place = await bare()
    const options = ['--qemu', 'apk']
    const ended = await place.sh('aarch64', 'true', {
      mirror: mirror.url,
      keys: [repository.keyFile],
      options,
    })
    await expectRefused(place, 'aarch64-none', ended, ['is another package: sha256 of its data', file])
    expect(await readdir(path.join(place.cache, 'xarch/tools')).catch(() => [])).toEqual([])
  })

  it('is passed over for apt by the default, which says so with --verbose', async () => {
    await using mirror = await startMirror(repository.folder, {
      faults: { [repository.index]: { kind: 'flip', at: 40 } },
    })
    const place = await bare()
    const options = ['-v']
    const ended = await place.sh('aarch64', 'uname -m', {
      mirror: mirror.url,
      keys: [repository.keyFile],
      options,
    })
    expect(ended).toMatchObject({ status: 0, stdout: 'aarch64\n' })
    expect(ended.stderr).toMatch(/^xarch: a source of emulators failed: .*APKINDEX\.tar\.gz/m)
    expect(ended.stderr).toContain('(from apt)')
  })
})

if (NO_FAKES) it.skip(NO_FAKES, () => undefined)
const here = NO_FAKES ? describe.skip : describe

here('an emulator of a repository', () => {
  let repository: EmulatorRepository
  beforeAll(async () => {
    repository = await repositoryOf('fake', '10.1.3', fakeEmulator('aarch64', '10.1.3'))
  })

  it('is kept: the second run asks for none', async () => {
    await using mirror = await startMirror(repository.folder)
    const place = await bare()
    const given = { mirror: mirror.url, keys: [repository.keyFile] }
    const first = await place.sh('aarch64', 'true', given)
    expect(first.status).toBe(73)
    expect(first.stdout).toContain('version 10.1.3')
    expect(first.stderr).not.toContain('warning')
    const kept = await readdir(path.join(place.cache, 'xarch/tools/xarch-qemu-aarch64'))
    expect(kept).toEqual([expect.stringMatching(/^10\.1\.3-[0-9a-f]{12}$/)])
    const before = emulatorRequests(mirror)
    expect(await place.sh('aarch64', 'true', given)).toMatchObject({ status: 73 })
    expect(emulatorRequests(mirror)).toEqual(before)
  })

  it('is got once by two that need it at once: the second waits, and says so', async () => {
    await using mirror = await startMirror(repository.folder)
    const file = repository.packagePath({ cpu: 'aarch64', version: '10.1.3' })
    mirror.faults[file] = { kind: 'slow', bytesPerSecond: 1000 }
    await using host = await startHost()
    const place = await bare()
    const args = ['handlers', 'add', 'aarch64', '--mirror', mirror.url, '--keys', repository.keyFile]
    const first = place.start(args, { within: host.within })
    await first.saying('downloading')
    const second = place.start(args, { within: host.within })
    await second.saying('another xarch on this machine is getting emulators; waiting for it')
    expect((await first.ended).status).toBe(0)
    const { status, stderr } = await second.ended
    expect([status, stderr.includes('downloading')]).toEqual([0, false])
    expect(emulatorRequests(mirror)).toEqual([repository.index, file])
    await place.run(['handlers', 'remove', 'aarch64'], { within: host.within })
    expect([host.entry('qemu-aarch64'), host.journal()]).toEqual([undefined, []])
  })

  it('of a version that is not to be had is one error', async () => {
    const place = await bare()
    const options = ['--qemu', 'apk', '--qemu-version', '9.1']
    const given = { mirror: `file:${repository.folder}`, keys: [repository.keyFile], options }
    await expectRefused(place, 'aarch64-none', await place.sh('aarch64', 'true', given), [
      /error: there is no static qemu-aarch64 of version 9\.1 \(input "qemu": apk\)/,
    ])
  })
})
