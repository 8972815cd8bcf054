import { describe, expect } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { halfBuilt, keptRoots } from '../support/kept-roots.js'
import { startMirror } from '../support/mirror-server.js'
import { it } from '../support/side-by-side.js'
import { NATIVE_TARBALL } from '../support/tarballs.js'
import { places } from '../support/xarch.js'

const newPlace = places()

describe('ten runs at once on an empty store', () => {
  it('have one of them build the root; nine wait, say for which process, and use it', async () => {
    const place = await newPlace({ emulators: false })
    let allThere = (): void => undefined
    const until = new Promise<void>((resolve) => (allThere = resolve))
    const faults = { [NATIVE_TARBALL]: { kind: 'slow', bytesPerSecond: 100_000, until } as const }
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults })
    const script = 'cat /etc/alpine-release; echo mine >>/etc/mine; cat /etc/mine'
    const runs = Array.from({ length: 10 }, () => place.startSh('x86_64', script, { mirror: mirror.url }))
    await Promise.all(
      runs.map((run) => Promise.any([run.saying('downloading'), run.saying('waiting for process')])),
    )
    allThere()
    const ended = await Promise.all(runs.map((run) => run.ended))
    for (const end of ended) expect(end).toMatchObject({ status: 0, stdout: '3.20.3\nmine\n' })
    expect(mirror.requests.filter(({ path }) => path === NATIVE_TARBALL)).toHaveLength(1)

    const [builder, ...others] = runs.filter((_, index) => ended[index]?.stderr.includes('downloading'))
    expect(others).toEqual([])
    const said = `waiting for process ${builder?.child.pid ?? 0} in ${place.workspace}, which builds the root xarch-2-x86_64-`
    expect(ended.filter(({ stderr }) => stderr.includes(said))).toHaveLength(9)
    expect(await keptRoots(place)).toHaveLength(1)
    expect(await halfBuilt(place)).toEqual([])
  })

  it('are not kept by one that dies: the next in the row builds it', async () => {
    const place = await newPlace({ emulators: false })
    const faults = { [NATIVE_TARBALL]: { kind: 'stall', times: 1 } as const }
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults })
    const first = place.startSh('x86_64', 'echo run', { mirror: mirror.url })
    await first.saying('downloading')
    const second = place.startSh('x86_64', 'echo run', { mirror: mirror.url })
    await second.saying(`waiting for process ${first.child.pid ?? 0}`)
    first.child.kill('SIGKILL')
    await first.ended
    expect(await second.ended).toMatchObject({ status: 0, stdout: 'run\n' })
    expect(await keptRoots(place)).toHaveLength(1)
    expect(await halfBuilt(place)).toEqual([])
  })

  it('for different packages of one base have the base made once', async () => {
    const place = await newPlace({ emulators: false })
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const setups = ['one', 'two', 'three']
    const ended = await Promise.all(
      setups.map((word) => {
        const options = ['--setup', `echo ${word} >/etc/made`]
        return place.sh('x86_64', 'cat /etc/made', { mirror: mirror.url, options })
      }),
    )
    expect(ended.map(({ status, stdout }) => ({ status, stdout }))).toEqual(
      setups.map((word) => ({ status: 0, stdout: `${word}\n` })),
    )
    expect(mirror.requests.filter(({ path }) => path === NATIVE_TARBALL)).toHaveLength(1)
    expect(await keptRoots(place)).toHaveLength(4)
  })
})
