import { copyFile } from 'node:fs/promises'
import { machine } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Architecture, Cpu } from '../../src/arch/architectures.js'
import { entryNames, type Handler } from '../../src/binfmt/entry.js'
import { CANARY_STATUS } from '../../src/qemu/canary.js'
import type { Emulator } from '../../src/qemu/emulator.js'
import { handlerEntries, provideHandlers } from '../../src/qemu/handlers.js'
import { runCanary } from '../../src/qemu/proof.js'
import { enginePorts } from '../support/engine.js'
import { everyEmulator, FOREIGN_ROWS } from '../support/every-emulator.js'
import { execOn, startHost, type Host } from '../support/host.js'
import { temporaryFolder, type TemporaryFolder } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** Every architecture that has an emulator here, registered by one call; the kernel runs its programs. */

let folder: TemporaryFolder
let found: ReadonlyMap<Cpu, string>
beforeAll(async () => {
  folder = await temporaryFolder()
  const files = await everyEmulator(folder.path)
  const own = new Map<Cpu, string>() // in a folder of ours, so that the host takes what it leaves away
  for (const [cpu, file] of files) {
    own.set(cpu, path.join(folder.path, `qemu-${cpu}`))
    await copyFile(file, path.join(folder.path, `qemu-${cpu}`))
  }
  found = own
}, 180_000)
afterAll(() => folder.remove())
watchMachine()

const rows = (): Architecture[] => FOREIGN_ROWS.filter(({ cpu }) => found.has(cpu))

function wanted(setuid = false): Handler[] {
  const emulators = new Map<Cpu, Emulator>(
    [...found].map(([cpu, file]) => [cpu, { cpu, file, version: '0', source: 'of the test' }]),
  )
  const plans = [...new Map(rows().map((arch) => [arch.cpu, arch])).values()]
  return handlerEntries(
    plans.map((arch) => ({ arch, names: entryNames(arch), setuid })),
    emulators,
  )
}

const portsOn = (host: Host) => {
  const ports = enginePorts(folder.path)
  return { ...ports, exec: execOn(host, ports.exec) }
}

const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

describe.each(['job', 'run'] as const)('all architectures, registered by one call for a %s', (lifetime) => {
  it('run their canaries by the kernel, and are gone after it', async () => {
    await using host = await startHost()
    const ports = portsOn(host)
    const handlers = wanted()
    const begin = performance.now()
    const registered = await provideHandlers(handlers, [], lifetime, ports)
    const took = performance.now() - begin
    say(`${handlers.length} handlers for ${rows().length} architectures registered in ${took.toFixed(0)} ms`)
    const statuses = await Promise.all(
      rows().map(async (arch) => [arch.name, (await runCanary(arch, undefined, ports)).status] as const),
    )
    await registered.release()
    expect(Object.fromEntries(statuses)).toEqual(
      Object.fromEntries(rows().map(({ name }) => [name, CANARY_STATUS])),
    )
    expect(handlers.map(({ name }) => host.entry(name)).filter((entry) => entry !== undefined)).toEqual([])
    expect(host.journal()).toEqual([])
  })
})

describe('the entries of all architectures', () => {
  it('are shown by the kernel as the table has them, with the flags of setuid where asked for', async () => {
    await using host = await startHost()
    const registered = await provideHandlers(wanted(true), [], 'job', portsOn(host))
    const shown = rows().map((arch) => ({ arch, text: host.entry(entryNames(arch)[0]) ?? '' }))
    await registered.release()
    for (const { arch, text } of shown) {
      expect(text).toContain(`magic ${arch.magic}\n`)
      expect(text).toContain(`mask ${arch.mask}\n`)
      expect(Array.from(/^flags: (.*)$/m.exec(text)?.[1] ?? '').sort()).toEqual(['C', 'F', 'O', 'P'])
    }
  })

  it('leave the machine’s own programs alone', async () => {
    await using host = await startHost()
    const ports = portsOn(host)
    const registered = await provideHandlers(wanted(), [], 'job', ports)
    const { status, stdout } = await ports.exec.attempt({
      argv: ['uname', '-m'],
      why: 'a program of the machine',
    })
    await registered.release()
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${machine()}\n` })
  })

  it('are none less than the table has, but for those that no emulator is here of', () => {
    const missing = FOREIGN_ROWS.filter(({ cpu }) => !found.has(cpu)).map(({ name }) => name)
    if (missing.length > 0) say(`NOT TRIED, there is no emulator here: ${missing.join(', ')}`)
    expect(rows().length).toBeGreaterThan(0)
  })
})
