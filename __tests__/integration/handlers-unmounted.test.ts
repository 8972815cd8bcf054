import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import process from 'node:process'
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
import { until } from '../support/started.js'
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
  it.each(['job', 'run'] as const)('is kept for a %s out of the machine’s sight', async (lifetime) => {
    await using machine = await startHost()
    await using host = await startHost({ mounted: false })
    const before = host.mountinfo()
    const registered = await register(host, [one, two], lifetime)
    const during = { entry: machine.entry(one.name), mounts: host.mountinfo() }
    await registered.release()
    expect(during).toEqual({
      entry: expect.stringContaining(`interpreter ${one.file}`) as unknown,
      mounts: before,
    })
    expect({ mounts: host.mountinfo(), journal: host.journal() }).toEqual({ mounts: before, journal: [] })
    expect([machine.entry(one.name), machine.entry(two.name)]).toEqual([undefined, undefined])
  })

  it('has the entries of a job without any other mount of it', async () => {
    await using host = await startHost({ mounted: false })
    const first = await register(host, [one], 'job')
    await withLivingProcess(async (other) => {
      const second = await register(host, [one, two], 'job', other)
      await first.release()
      {
        await using machine = await startHost() // mounts it only now
        expect([one, two].map(({ name }) => machine.entry(name) !== undefined)).toEqual([true, true])
      }
      await second.release()
    })
    expect(host.journal()).toEqual([])
  })

  it('is kept by a process that has nothing of the job', async () => {
    await using host = await startHost({ mounted: false })
    const registered = await register(host, [one], 'job')
    const pid = anchorOf(host)
    const files = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
    const session = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[5]
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8')
    await registered.release()
    expect({ session, variables }).toEqual({ session: String(pid), variables: '' })
    expect(files.filter((file) => !/^(\/dev\/null|pipe:.*|\/|.*\/binfmt\/anchor\.sh)$/.test(file))).toEqual(
      [],
    )
  })

  it('is not kept any longer when the job was killed', async () => {
    await using machine = await startHost()
    await using host = await startHost({ mounted: false })
    await withLivingProcess(async (job) => {
      await register(host, [one], 'job', job)
    })
    await until(() => host.journal().length === 0)
    expect(machine.entry(one.name)).toBeUndefined()
  })

  it('is kept by another where somebody has killed who kept it', async () => {
    await using machine = await startHost()
    await using host = await startHost({ mounted: false })
    const first = await register(host, [one], 'job')
    process.kill(anchorOf(host), 'SIGKILL')
    await withLivingProcess(async (other) => {
      const second = await register(host, [one, two], 'job', other)
      expect([one, two].map(({ name }) => machine.entry(name) !== undefined)).toEqual([true, true])
      await second.release()
    })
    await first.release()
    expect({ entry: machine.entry(one.name), journal: host.journal() }).toEqual({
      entry: undefined,
      journal: [],
    })
  })

  it('is given up where somebody has killed who kept it', async () => {
    await using host = await startHost({ mounted: false })
    const registered = await register(host, [one], 'job')
    process.kill(anchorOf(host), 'SIGKILL')
    await registered.release()
    expect(host.journal()).toEqual([])
  })

  it('is kept for a run that goes on after the job', async () => {
    await using machine = await startHost()
    await using host = await startHost({ mounted: false })
    await withLivingProcess(async (other) => {
      const job = await register(host, [one], 'job')
      const run = await register(host, [one], 'run', other)
      await job.release()
      expect(machine.entry(one.name)).toBeDefined()
      await run.release()
    })
    expect({ entry: machine.entry(one.name), journal: host.journal() }).toEqual({
      entry: undefined,
      journal: [],
    })
  })

  it('is at its place for what is registered by hand, a job or not', async () => {
    await using machine = await startHost()
    await using host = await startHost({ mounted: false })
    const job = await register(host, [one], 'job')
    const byHand = await register(host, [one], 'kept')
    await job.release()
    expect({ mounted: host.isMounted(), there: host.entry(one.name) !== undefined }).toEqual({
      mounted: true,
      there: true,
    })
    expect(host.journal()).not.toContain('/run/xarch/anchor')
    await byHand.release()
    expect({ mounted: host.isMounted(), entry: machine.entry(one.name) }).toEqual({
      mounted: false,
      entry: undefined,
    })
    expect(host.journal()).toEqual([])
  })
})

/** Who keeps binfmt_misc there for jobs. */
function anchorOf(host: Host): number {
  const [program, ...words] = [...host.within, 'cat', '/run/xarch/anchor'] as const
  return Number(execFileSync(program, words, { encoding: 'utf8' }).split('-')[0])
}

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
