import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Handler } from '../../src/binfmt/entry.js'
import { registerHandlers, type Lifetime, type Registered } from '../../src/binfmt/registry.js'
import { enginePorts } from '../support/engine.js'
import { execOn, startHost, type Host } from '../support/host.js'
import { callHandlers, handlerFor, living, stopAt, type Living } from '../support/registration.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** Registrations that meet each other, or are killed in their middle. */

const newFolder = temporaryFolders()
const processes: Living[] = []
afterEach(async () => {
  await Promise.all(processes.splice(0).map((process) => process.end()))
})
watchMachine()

let folder: string
let handlers: Handler[]
beforeEach(async () => {
  folder = await newFolder()
  const file = path.join(folder, 'emulator')
  await copyFile('/bin/true', file)
  handlers = ['one', 'two', 'three'].map((name) => handlerFor(`xarch-test-${name}`, file))
})

function someone(): string {
  const process = living()
  processes.push(process)
  return process.name
}

async function nameOfDead(): Promise<string> {
  const process = living()
  await process.end()
  return process.name
}

function register(
  host: Host,
  wanted: Handler[],
  lifetime: Lifetime,
  holder = someone(),
): Promise<Registered> {
  const ports = enginePorts(folder, holder)
  return registerHandlers(wanted, lifetime, { ...ports, exec: execOn(host, ports.exec) })
}

/** Names of entries of these tests that the kernel has. */
const entries = (host: Host): string[] =>
  handlers.map(({ name }) => name).filter((name) => host.entry(name) !== undefined)

const names = (...indices: number[]): string[] => indices.map((index) => handlers[index]?.name ?? '')
const pick = (...indices: number[]): Handler[] => handlers.filter((_, index) => indices.includes(index))

describe.each(['job', 'run'] as const)('eight processes at once, each for a %s', (lifetime) => {
  it('that register the same handlers all have them, and the last to release removes them', async () => {
    await using host = await startHost()
    const all = await Promise.all([...Array(8).keys()].map(() => register(host, pick(0, 1), lifetime)))
    expect(entries(host)).toEqual(names(0, 1))
    const [last, ...others] = all
    await Promise.all(others.map((one) => one.release()))
    expect(entries(host)).toEqual(names(0, 1))
    await last?.release()
    expect({ entries: entries(host), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  })

  it('that register different ones have theirs, and all are gone when all release at once', async () => {
    await using host = await startHost()
    const sets = [[0], [1], [2], [0, 1], [1, 2], [2, 0], [0, 1, 2], [2]]
    const all = await Promise.all(sets.map((set) => register(host, pick(...set), lifetime)))
    expect(entries(host)).toEqual(names(0, 1, 2))
    await Promise.all(all.map((one) => one.release()))
    expect({ entries: entries(host), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  })

  it('that register while others release never find a handler gone that they hold', async () => {
    await using host = await startHost()
    const seen = await Promise.all(
      [...Array(8).keys()].map(async (number) => {
        await sleep(number * 20)
        const mine = await register(host, pick(number % 2), lifetime)
        const there = host.entry(names(number % 2)[0] ?? '') !== undefined
        await mine.release()
        return there
      }),
    )
    expect(seen).toEqual(Array(8).fill(true))
    expect({ entries: entries(host), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  })
})

describe.each([
  { why: 'mounted', mounted: true },
  { why: 'not mounted', mounted: false },
])('a run and a job that share a handler, with binfmt_misc $why', ({ mounted }) => {
  it.each([
    ['run', 'job'],
    ['job', 'run'],
  ] as const)('leave it to the other: the %s ends first', async (first, second) => {
    await using machine = await startHost() // looks at the kernel's entries
    await using host = await startHost({ mounted })
    const held = {
      [first]: await register(host, pick(0), first),
      [second]: await register(host, pick(0), second),
    }
    await held[first]?.release()
    expect(entries(machine)).toEqual(names(0))
    await held[second]?.release()
    expect({ entries: entries(machine), journal: host.journal() }).toEqual({ entries: [], journal: [] })
    expect(host.isMounted()).toBe(mounted)
  })
})

describe('what was added by hand', () => {
  it('outlives jobs and runs that share it, and dead ones', async () => {
    await using host = await startHost()
    const kept = await register(host, pick(0), 'kept')
    const others = await Promise.all(
      (['job', 'run', 'job'] as const).map((it) => register(host, pick(0), it)),
    )
    await register(host, pick(0), 'job', await nameOfDead())
    await Promise.all(others.map((one) => one.release()))
    expect(entries(host)).toEqual(names(0))
    await kept.release()
    expect({ entries: entries(host), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  })
})

describe.each(['acquire', 'hold'] as const)('SIGKILL of handlers.sh %s', (verb) => {
  it.each([
    { point: 'before', there: false, title: 'between the journal and the entry' },
    { point: 'after', there: true, title: 'between the entry and its use' },
  ] as const)('$title: the next one works, and cleans up', async ({ point, there }) => {
    await using host = await startHost()
    const stop = await stopAt(point, host, folder)
    const call = callHandlers(host, verb, await nameOfDead(), pick(0, 1))
    await (point === 'after' && verb === 'hold' ? call.said() : stop.reached())
    await call.kill('group')
    await stop.giveUp()
    expect(entries(host)).toEqual(there ? names(0, 1) : [])
    expect(host.journal()).toContain(`/run/xarch/handlers/${names(0)[0] ?? ''}`)
    const next = await register(host, pick(0, 2), 'job')
    expect(entries(host)).toEqual(names(0, 2))
    await next.release()
    expect({ entries: entries(host), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  })

  it('between the journal and the entry, of a holder that lives on: it registers again, and releases', async () => {
    await using host = await startHost()
    const holder = someone()
    const stop = await stopAt('before', host, folder)
    const call = callHandlers(host, verb, holder, pick(0))
    await stop.reached()
    await call.kill('group')
    await stop.giveUp()
    const again = await register(host, pick(0), 'job', holder)
    expect(entries(host)).toEqual(names(0))
    await again.release()
    expect({ entries: entries(host), journal: host.journal() }).toEqual({ entries: [], journal: [] })
  })

  it.each(['group', 'process'] as const)(
    'of its %s at 30 moments: nothing is left by the next',
    async (what) => {
      await using machine = await startHost() // looks at the kernel's entries
      await using host = await startHost({ mounted: false })
      for (const moment of Array(30).keys()) {
        const call = callHandlers(host, verb, await nameOfDead(), pick(0, 1, 2))
        await sleep(moment * 3)
        await call.kill(what)
      }
      const next = await register(host, pick(1), 'job')
      expect(entries(machine)).toEqual(names(1))
      await next.release()
      expect({ entries: entries(machine), journal: host.journal() }).toEqual({ entries: [], journal: [] })
      expect(host.isMounted()).toBe(false)
    },
  )
})
