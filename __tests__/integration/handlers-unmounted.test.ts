import { beforeEach, describe, expect, it } from '@jest/globals'
import type { Handler } from '../../src/binfmt/entry.js'
import {
  newKeeper,
  readEntries,
  registerHandlers,
  type Lifetime,
  type Registered,
} from '../../src/binfmt/registry.js'
import { enginePorts } from '../support/engine.js'
import { execOn, startHost, type Host } from '../support/host.js'
import { temporaryFolders } from '../support/temporary.js'
import { registerOn, twoHandlers, withLivingProcess } from '../support/test-handlers.js'
import { watchMachine } from '../support/unchanged.js'

const newFolder = temporaryFolders()
watchMachine()

let folder: string
let one: Handler
let two: Handler
beforeEach(async () => {
  folder = await newFolder()
  ;({ one, two } = await twoHandlers(folder))
})

const register = (
  host: Host,
  handlers: Handler[],
  lifetime: Lifetime,
  holder?: string,
): Promise<Registered> => registerOn(host, folder, handlers, lifetime, holder)

describe('binfmt_misc where it is not mounted', () => {
  it('is mounted for a job, and no longer than it', async () => {
    await using host = await startHost({ mounted: false })
    const registered = await register(host, [one], 'job')
    expect({ mounted: host.isMounted(), there: host.entry(one.name) !== undefined }).toEqual({
      mounted: true,
      there: true,
    })
    await registered.release()
    expect(host.isMounted()).toBe(false)
    expect(host.journal()).toEqual([])
  })

  it('is mounted for a run out of the machine’s sight', async () => {
    await using host = await startHost({ mounted: false })
    const registered = await register(host, [one], 'run')
    expect(host.isMounted()).toBe(false)
    await registered.release()
    expect(host.journal()).toEqual([])
  })

  it('is not mounted any more when the job ends before a run beside it', async () => {
    await using host = await startHost({ mounted: false })
    await withLivingProcess(async (other) => {
      const job = await register(host, [one], 'job')
      const run = await register(host, [one], 'run', other)
      await job.release()
      await run.release()
    })
    expect(host.journal()).toEqual([])
    expect(host.isMounted()).toBe(false)
  })
})

describe('a keeper that looks at what is there, where binfmt_misc is not mounted', () => {
  const looking = async (
    host: Host,
    use: (ports: Parameters<typeof readEntries>[0]) => Promise<void>,
  ): Promise<void> => {
    const ports = enginePorts(folder)
    await use({ ...ports, exec: execOn(host, ports.exec) })
    expect({ mounted: host.isMounted(), journal: host.journal() }).toEqual({ mounted: false, journal: [] })
  }

  it('sees the entries of others, and is the one that keeps those of the run', async () => {
    await using machine = await startHost()
    machine.registerForeign(one.name, one.line)
    await using host = await startHost({ mounted: false })
    await looking(host, async (ports) => {
      const keeper = newKeeper(ports)
      expect([...(await readEntries(ports, keeper)).keys()]).toContain(one.name)
      const log = enginePorts(folder).log
      const registered = await registerHandlers([two], 'run', { ...ports, log }, keeper)
      expect(keeper.take()).toBeUndefined()
      expect(machine.entry(two.name)).toContain(`interpreter ${two.file}`)
      await registered.release()
      expect(machine.entry(two.name)).toBeUndefined()
    })
  })

  it('ends where nothing is to be kept', async () => {
    await using host = await startHost({ mounted: false })
    await looking(host, async (ports) => {
      const keeper = newKeeper(ports)
      await readEntries(ports, keeper)
      await keeper.end()
      expect(keeper.take()).toBeUndefined()
    })
  })
})
