import { describe, expect } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { withoutKnownFaults } from '../support/known-faults.js'
import { type Mirror, startMirror } from '../support/mirror-server.js'
import { it } from '../support/side-by-side.js'
import { atTerminal, shownBy, type AtTerminal, type TerminalOptions } from '../support/terminal.js'
import { embedded, places } from '../support/xarch.js'

const ESC = '\u001b'

/** What a person sees of a slow download, at a terminal and in a log. */

const newPlace = places()
const MINIROOTFS = '/v3.20/releases/aarch64/alpine-minirootfs-3.20.3-aarch64.tar.gz'
const slow = (bytesPerSecond = 2_500_000 /* 1.6 s */): Promise<Mirror> =>
  startMirror(EMBEDDED_MIRROR, { faults: { [MINIROOTFS]: { kind: 'slow', bytesPerSecond } } })

const wordsOf = (mirror: Mirror, script: string, ...options: string[]): string[] => {
  const source = embedded({ mirror: mirror.url })
  return ['run', '-a', 'aarch64', ...source, ...options, '--', 'sh', '-c', script]
}

/** A run at a terminal, with a mirror that is there until the terminal is of no use any more. */
async function run(
  script: string,
  options: Partial<TerminalOptions> = {},
  ...more: string[]
): Promise<AtTerminal & AsyncDisposable> {
  const mirror = await slow()
  const terminal = atTerminal(await newPlace(), wordsOf(mirror, script, ...more), { columns: 80, ...options })
  return { ...terminal, [Symbol.asyncDispose]: () => mirror.close() }
}

/** Lines on the terminal that are neither empty nor what is known to be said of emulators. */
const leftOn = (said: string): string[] =>
  withoutKnownFaults(shownBy(said))
    .split('\n')
    .filter((line) => line.trim() !== '')

const BAR = /aarch64 minirootfs {2}\[#*-*\] {2}[\d.]+( kB)? of 3\.9 MB {2}[\d.]+ [kM]B\/s/

describe('at a terminal', () => {
  it('a bar is there while it goes on, and nothing of it afterwards', async () => {
    await using running = await run('printf "mine\\nno end"')
    expect(await running.ended).toBe(0)
    expect(running.said()).toMatch(BAR)
    const left = leftOn(running.said())
    expect(left.slice(0, -2).every((line) => line.startsWith('xarch: '))).toBe(true)
    expect(left.slice(-2)).toEqual(['mine', 'no end'])
    expect(shownBy(running.said())).not.toContain('minirootfs  [')
  })

  it('no line is wider than the terminal', async () => {
    await using running = await run('true', { columns: 30 })
    expect(await running.ended).toBe(0)
    const [, ...drawings] = running.said().split(`\r${ESC}[K`)
    const drawn = drawings.map((text) => (text.split(ESC)[0]?.split(/[\r\n]/)[0] ?? '').length)
    expect(drawn.length).toBeGreaterThan(3)
    expect(Math.max(...drawn)).toBeLessThanOrEqual(27)
  })

  it('is drawn no more than ten times a second', async () => {
    await using running = await run('true')
    const beganMs = performance.now()
    await running.ended
    const drawn = running.said().match(new RegExp(BAR, 'g')) ?? []
    expect(drawn.length).toBeGreaterThan(3)
    expect(drawn.length).toBeLessThanOrEqual((performance.now() - beganMs) / 100)
  })

  it('^C leaves a clean line', async () => {
    await using running = await run('true')
    await running.saying(BAR)
    running.type('\x03')
    expect(await running.ended).toBe(130)
    expect(shownBy(running.said())).not.toMatch(/minirootfs {2}\[/)
    expect(leftOn(running.said()).at(-1)).toBe('xarch: error: ended by SIGINT')
  })

  it('--quiet is silent', async () => {
    await using running = await run('echo mine', {}, '--quiet')
    expect(await running.ended).toBe(0)
    expect(withoutKnownFaults(running.said())).toBe('mine\r\n')
  })

  it('one that cannot erase gets no such line', async () => {
    await using running = await run('echo mine', { env: { TERM: 'dumb' } })
    expect(await running.ended).toBe(0)
    expect(running.said()).not.toContain('\x1b')
    expect(leftOn(running.said()).at(-1)).toBe('mine')
  })
})

describe('in a log', () => {
  it('nothing is said of what takes less than 5 s', async () => {
    await using mirror = await slow()
    const { status, stderr } = await (await newPlace()).run(wordsOf(mirror, 'true'))
    expect({ status, said: stderr.includes('minirootfs: ') || stderr.includes(ESC) }).toEqual({
      status: 0,
      said: false,
    })
  })

  it('there is a line after 5 s, and one at the end', async () => {
    await using mirror = await slow(600_000) // 6.6 s
    const { status, stderr } = await (await newPlace()).run(wordsOf(mirror, 'true'))
    const lines = stderr.split('\n').filter((line) => line.includes('minirootfs: '))
    expect(status).toBe(0)
    expect(lines).toEqual([
      expect.stringMatching(/^xarch: aarch64 minirootfs: [\d.]+ of 3\.9 MB, \d+ kB\/s, \d s left$/),
      expect.stringMatching(/^xarch: aarch64 minirootfs: 3\.9 MB in \d s, \d+ kB\/s$/),
    ])
  })
})
