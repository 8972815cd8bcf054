import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from '@jest/globals'
import type { Handler } from '../../src/binfmt/entry.js'
import type { Lifetime, Registered } from '../../src/binfmt/registry.js'
import { startHost, type Host } from '../support/host.js'
import { handlerFor } from '../support/registration.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { temporaryFolders } from '../support/temporary.js'
import { registerOn, twoHandlers, withLivingProcess } from '../support/test-handlers.js'
import { watchMachine } from '../support/unchanged.js'

const newFolder = temporaryFolders()
watchMachine()

const HOLD = path.join(REPOSITORY, 'src/binfmt/hold.sh')

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

async function nameOfDead(): Promise<string> {
  let name = ''
  await withLivingProcess((living) => {
    name = living
    return Promise.resolve()
  })
  return name
}

describe('a keeper', () => {
  const words = (): string[] => [one.name, one.file, one.line]

  it('whose starter is dead when it is ready leaves nothing', async () => {
    await using host = await startHost()
    await withLivingProcess((holder) => {
      // Nobody holds the lifeline, nobody reads that it is ready.
      const script = 'sh "$@" </dev/null | :; exit "${PIPESTATUS[0]}"'
      const [program, ...within] = host.within
      const argv = [...within, 'bash', '-c', script, 'bash', HOLD, holder, ...words()]
      spawnSync(program, argv, { stdio: 'ignore' })
      return Promise.resolve()
    })
    expect({ entry: host.entry(one.name), journal: host.journal() }).toEqual({
      entry: undefined,
      journal: [],
    })
  })

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    'that gets %s stays until its end, and leaves nothing',
    async (signal) => {
      await using host = await startHost()
      await withLivingProcess(async (holder) => {
        const [program, ...within] = host.within
        const argv = [...within, 'sh', HOLD, holder, ...words()]
        const keeper = spawn(program, argv, { stdio: ['pipe', 'pipe', 'inherit'] })
        const ended = once(keeper, 'exit')
        await once(keeper.stdout, 'data')
        keeper.kill(signal)
        await sleep(100)
        expect(host.entry(one.name)).toBeDefined()
        keeper.stdin.end()
        await ended
      })
      expect({ entry: host.entry(one.name), journal: host.journal() }).toEqual({
        entry: undefined,
        journal: [],
      })
    },
  )
})

it('nothing is held in the machine’s own mount namespace, where all would become read-only', async () => {
  await using host = await startHost()
  await withLivingProcess((holder) => {
    const script = path.join(REPOSITORY, 'src/binfmt/handlers.sh')
    const [program, ...within] = host.within
    for (const own of ['', ' 9</proc/self/ns/mnt']) {
      const call = `exec bash "$@"${own}`
      const argv = [
        ...within,
        'bash',
        '-c',
        call,
        'bash',
        script,
        'hold',
        holder,
        one.name,
        one.file,
        one.line,
      ]
      const { status, stderr } = spawnSync(program, argv, { encoding: 'utf8' })
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringContaining('call hold.sh') as unknown,
      })
    }
    return Promise.resolve()
  })
  expect({ entry: host.entry(one.name), journal: host.journal() }).toEqual({ entry: undefined, journal: [] })
})

describe.each(['job', 'run'] as const)('handlers for a %s', (lifetime) => {
  it('leave the journal of others where it is', async () => {
    await using host = await startHost()
    const [program, ...within] = host.within
    spawnSync(program, [...within, 'mkdir', '-p', '/run/xarch/mounts'])
    const registered = await register(host, [one], lifetime)
    await registered.release()
    expect(host.journal()).toEqual(['/run/xarch', '/run/xarch/mounts'])
  })

  it('are there until they are released, and then all is as before', async () => {
    await using host = await startHost()
    const registered = await register(host, [one, two], lifetime)
    expect(host.entry(one.name)).toContain(`interpreter ${one.file}`)
    expect(host.entry(two.name)).toContain('flags: PF')
    await registered.release()
    expect([host.entry(one.name), host.entry(two.name)]).toEqual([undefined, undefined])
    expect(host.journal()).toEqual([])
  })

  it('that two hold stay until the last of them releases', async () => {
    await using host = await startHost()
    await withLivingProcess(async (other) => {
      const first = await register(host, [one], lifetime)
      const second = await register(host, [one, two], lifetime, other)
      await first.release()
      expect(host.entry(one.name)).toBeDefined()
      await second.release()
      expect(host.entry(one.name)).toBeUndefined()
    })
    expect(host.journal()).toEqual([])
  })

  it('of a holder that is dead are taken away by the next', async () => {
    await using host = await startHost()
    await register(host, [one], 'job', await nameOfDead())
    expect(host.entry(one.name)).toBeDefined()
    const next = await register(host, [two], lifetime)
    expect(host.entry(one.name)).toBeUndefined()
    await next.release()
    expect(host.journal()).toEqual([])
  })

  it('never replace an entry of someone else, which stays as it was', async () => {
    await using host = await startHost()
    host.registerForeign(one.name, `:${one.name}:M::XARCHTEST-foreign::${one.file}:F`)
    const before = host.entry(one.name)
    await expect(register(host, [two, one], lifetime)).rejects.toThrow("someone else's")
    expect(host.entry(one.name)).toBe(before)
    expect(host.entry(two.name)).toBeUndefined()
    expect(host.journal()).toEqual([])
  })

  it('are all taken back where one cannot be registered', async () => {
    await using host = await startHost()
    const bad = handlerFor('xarch-test-bad', path.join(folder, 'no-such-emulator'))
    await expect(register(host, [one, bad, two], lifetime)).rejects.toThrow('could not register')
    expect([one, bad, two].map(({ name }) => host.entry(name))).toEqual([undefined, undefined, undefined])
    expect(host.journal()).toEqual([])
  })
})
