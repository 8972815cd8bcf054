import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { describeDifference, snapshotMachine, type Machine } from '../support/machine.js'
import { startMirror } from '../support/mirror-server.js'
import { triedAtOnce } from '../support/tried-at-once.js'
import { type Place, placeOfCase, placeOfFile, places, until } from '../support/xarch.js'

/** What the kernel may take to end all processes of a sandbox. */
const SECOND = 1000

/** Processes and handlers are as before; what a killed run left in its own temporary folder is not looked at. */
async function expectGone(before: Machine): Promise<void> {
  const left = (): string[] => describeDifference(before, snapshotMachine())
  await until(() => left().length === 0, SECOND).catch(() => {
    expect(left()).toEqual([])
  })
}

describe('SIGKILL of xarch while its command runs', () => {
  const place = placeOfFile()

  it.each(['aarch64', 'ppc', 'x86_64'])(
    'on %s ends every process of the sandbox and takes the handlers away, within a second',
    async (arch) => {
      const before = snapshotMachine()
      const stubborn =
        "setsid sh -c 'trap \"\" TERM HUP INT; sleep 300' & trap '' TERM HUP INT; echo up; sleep 300"
      const started = place.startSh(arch, stubborn)
      await started.saying('up')
      started.child.kill('SIGKILL')
      await expectGone(before)
      expect(await started.ended).toMatchObject({ status: null, signal: 'SIGKILL' })
    },
  )

  it.each(['unshare', 'strict', 'bwrap', 'proot'])(
    'in %s ends one that has stopped itself, too',
    async (isolation) => {
      await place.sh('aarch64', 'true', { options: ['--isolation', isolation] })
      const before = snapshotMachine()
      const started = place.startSh('aarch64', 'echo up; while :; do kill -STOP $$; done', {
        options: ['--isolation', isolation],
      })
      await started.saying('up')
      await new Promise((resolve) => setTimeout(resolve, 300))
      started.child.kill('SIGKILL')
      await expectGone(before)
      await started.ended
    },
  )

  it('leaves a store that the next run uses', async () => {
    const started = place.startSh('aarch64', 'echo changed >/etc/mine; echo up; sleep 300')
    await started.saying('up')
    started.child.kill('SIGKILL')
    await started.ended
    const next = await place.sh('aarch64', 'ls /etc/mine; uname -m', { options: ['-v'] })
    expect(next).toMatchObject({ status: 0, stdout: 'aarch64\n' })
    expect(next.stderr).toContain('(reused)')
  })

  it('of several architectures ends all of them', async () => {
    const before = snapshotMachine()
    const started = place.startSh('aarch64,ppc,x86_64', 'echo up; sleep 300')
    await started.saying('up')
    started.child.kill('SIGKILL')
    await expectGone(before)
    await started.ended
  })
})

describe('SIGKILL of xarch while it builds a root', () => {
  const newPlace = places()

  it.each([
    { phase: 'a download', arch: 'aarch64', slow: '/v3.20/releases/aarch64/alpine-mini*' },
    { phase: 'apk', arch: 'ppc', slow: '/v3.20/main/ppc/busybox*' },
  ])('($phase) leaves no process and no handler; the next run removes what is half-built', async (given) => {
    const { arch, slow } = given
    const faults = { [slow]: { kind: 'slow', bytesPerSecond: 20_000 } as const }
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults })
    const place = await newPlace()
    const before = snapshotMachine()
    const started = place.startSh(arch, 'uname -m', { mirror: mirror.url })
    const asked = (): boolean => mirror.requests.some(({ path: name }) => name.startsWith(slow.slice(0, -1)))
    await until(() => asked())
    await new Promise((resolve) => setTimeout(resolve, 100))
    started.child.kill('SIGKILL')
    await expectGone(before)
    await started.ended
    expect((await place.roots()).filter((name) => name.startsWith('.part.'))).toHaveLength(1)

    Reflect.deleteProperty(mirror.faults, slow)
    const next = await place.sh(arch, 'uname -m', { mirror: mirror.url })
    expect(next).toMatchObject({ status: 0, stdout: `${arch}\n` })
    expect((await place.roots()).filter((name) => name.startsWith('.part.'))).toEqual([])
    expect(await readdir(place.temporary)).toEqual([])
  })
})

describe('a signal that xarch gets', () => {
  const place = placeOfFile()
  const cases = ['aarch64', 'x86_64'].flatMap((arch) => casesOf(arch, place))
  const tried = triedAtOnce(cases, (one) => one.attempt())

  it.each(cases)('with a command on $title', (one) => {
    tried(one)
  })
})

interface Signalled {
  readonly title: string
  readonly attempt: () => Promise<void>
}

function casesOf(arch: string, place: Place): Signalled[] {
  const ignored = async (): Promise<void> => {
    const started = place.startSh(arch, "trap '' TERM INT HUP; echo up; while :; do sleep 1; done")
    await started.saying('up')
    const from = Date.now()
    started.child.kill('SIGTERM')
    const { status } = await started.ended
    expect(status === 143 || status === 137).toBe(true)
    expect(Date.now() - from).toBeLessThan(4000)
  }
  const trapped = async (signal: NodeJS.Signals): Promise<void> => {
    const name = signal.slice('SIG'.length)
    const file = `trapped-${arch}-${name}`
    const script = `trap 'echo ${name} >${file}; sleep 0.3; echo ended >>${file}; exit 9' ${name}; echo up; while :; do sleep 0.05; done`
    const started = place.startSh(arch, script)
    await started.saying('up')
    started.child.kill(signal)
    expect(await started.ended).toMatchObject({ status: 9, signal: null })
    expect(await readFile(path.join(place.workspace, file), 'utf8')).toBe(`${name}\nended\n`)
  }
  const taken = async (signal: NodeJS.Signals, status: number): Promise<void> => {
    const started = place.startSh(arch, 'echo up; exec sleep 300')
    await started.saying('up')
    started.child.kill(signal)
    const ended = await started.ended
    expect(ended).toMatchObject({ status, signal: null })
    expect(ended.stderr).toContain(signal)
  }
  return [
    { title: `${arch} (SIGTERM) ends within four seconds a command that ignores it`, attempt: ignored },
    ...(['SIGTERM', 'SIGINT', 'SIGHUP'] as const).map((signal) => ({
      title: `${arch} (${signal}) reaches the command, which may end in its own way`,
      attempt: () => trapped(signal),
    })),
    ...(
      [
        ['SIGTERM', 143],
        ['SIGINT', 130],
      ] as const
    ).map(([signal, status]) => ({
      title: `${arch} (${signal}) ends a command that has no trap, with status ${status}`,
      attempt: () => taken(signal, status),
    })),
  ]
}

describe('a signal that xarch gets while it downloads', () => {
  const SIGNALS = [
    { signal: 'SIGTERM', status: 143 },
    { signal: 'SIGINT', status: 130 },
  ] as const

  const tried = triedAtOnce(SIGNALS, async ({ signal, status }) => {
    const tarball = '/v3.20/releases/aarch64/alpine-mini*'
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults: { [tarball]: { kind: 'stall' } } })
    await using place = await placeOfCase()
    const started = place.startSh('aarch64', 'echo run', { mirror: mirror.url })
    await until(() => mirror.requests.some(({ path: name }) => name.endsWith('.tar.gz')))
    await new Promise((resolve) => setTimeout(resolve, 200))
    const from = Date.now()
    started.child.kill(signal)
    const ended = await started.ended
    expect(ended).toMatchObject({ status, signal: null, stdout: '' })
    expect(Date.now() - from).toBeLessThan(2000)
    expect(ended.stderr).toContain(signal)
    expect(await place.roots()).toEqual([])
  })

  it.each(SIGNALS)('($signal) ends it at once with status $status, and leaves nothing', (given) => {
    tried(given)
  })
})
