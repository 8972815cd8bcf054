import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { provideEmulators } from '../../src/qemu/provide.js'
import { handlerEntries, provideHandlers } from '../../src/qemu/handlers.js'
import type { Cpu } from '../../src/arch/architectures.js'
import { entryNames } from '../../src/binfmt/entry.js'
import { CANARY_STATUS } from '../../src/qemu/canary.js'
import type { Emulator } from '../../src/qemu/emulator.js'
import { architecture } from '../support/builders.js'
import { emulatorSearch } from '../support/emulator-context.js'
import { emulatorRepository, type EmulatorRepository } from '../support/emulator-repository.js'
import { enginePorts } from '../support/engine.js'
import { fakeEmulator, NO_FAKES } from '../support/fake-emulator.js'
import { execOn, startHost } from '../support/host.js'
import { startMirror } from '../support/mirror-server.js'
import { temporaryFolder, temporaryFolders, type TemporaryFolder } from '../support/temporary.js'

/** Of several emulators, or handlers, some cannot be had: the others can. */

const newFolder = temporaryFolders()
const PPC = architecture('ppc')
const AARCH64 = architecture('aarch64')
const MIPS64 = architecture('mips64')
const BROKEN = { cpu: 'ppc', version: '10.1.3-r1', file: fakeEmulator('ppc', '10.1.3') }

let shared: TemporaryFolder
let repository: EmulatorRepository
beforeAll(async () => {
  shared = await temporaryFolder()
  repository = await emulatorRepository(path.join(shared.path, 'apk'), [
    BROKEN,
    { cpu: 'aarch64', version: '10.1.3-r1', file: fakeEmulator('aarch64', '10.1.3') },
  ])
})
afterAll(() => shared.remove())

let folder: string
beforeEach(async () => {
  folder = await newFolder()
})

if (NO_FAKES) it.skip(NO_FAKES, () => undefined)
const here = NO_FAKES ? describe.skip : describe

here('of several emulators', () => {
  it.each(['auto', 'apk'] as const)(
    'those are there that can be had, where one has another digest and one is nowhere (%s)',
    async (source) => {
      const faults = { [repository.packagePath(BROKEN)]: { kind: 'short' } } as const
      await using mirror = await startMirror(repository.folder, { faults })
      const { context } = emulatorSearch(folder, {
        mirror: mirror.url,
        keys: [repository.key],
        request: { source },
      })
      const { emulators, whyNone } = await provideEmulators([PPC, AARCH64, MIPS64], context)
      expect([...emulators.keys()]).toEqual(['aarch64'])
      const says = (...missing: Parameters<typeof whyNone>[0]): string => (whyNone(missing) as Error).message
      expect(says(PPC)).toMatch(/bytes, \d+ were expected/)
      expect(says(MIPS64)).toMatch(/^there is no static qemu-mips64 /)
      expect(says(MIPS64)).not.toContain('were expected')
    },
  )
})

here('of several handlers', () => {
  it('the others are registered where the canary of one does not run', async () => {
    await using host = await startHost()
    const ports = enginePorts(folder)
    const emulators = new Map<Cpu, Emulator>()
    for (const [cpu, status] of [
      ['ppc', 7],
      ['mips64', CANARY_STATUS],
    ] as const) {
      const file = path.join(folder, `qemu-${cpu}`)
      await writeFile(file, fakeEmulator(cpu, '1.0', status), { mode: 0o755 })
      emulators.set(cpu, { cpu, file, version: '1.0', source: 'of the test' })
    }
    const plans = [PPC, MIPS64, AARCH64].map((arch) => ({ arch, names: entryNames(arch), setuid: false }))
    const registered = await provideHandlers(handlerEntries(plans, emulators), [PPC, MIPS64], 'run', {
      ...ports,
      exec: execOn(host, ports.exec),
    })
    try {
      expect([...registered.broken.keys()]).toEqual([PPC])
      expect((registered.broken.get(PPC) as Error).message).toMatch(
        /^the handler for ppc was registered, but/,
      )
    } finally {
      await registered.release()
    }
  })
})
