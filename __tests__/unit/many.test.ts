import { describe, expect, it } from '@jest/globals'
import { ARCHITECTURES } from '../../src/arch/architectures.js'
import { endingTogether } from '../../src/ending-together.js'
import { parseInputs } from '../../src/inputs/parse.js'
import { ended, resultOf, statusOfAll } from '../../src/outcome.js'
import { Phases, timesOf } from '../../src/phases.js'
import { Releases } from '../../src/releases.js'
import { junit } from '../../src/report/junit.js'
import { Slots } from '../../src/slots.js'
import { anInputs, anOutcome } from '../support/builders.js'

describe('all architectures', () => {
  it('are those that Alpine has, or had last', () => {
    const names = anInputs({ arch: 'all' }).architectures.map(({ name }) => name)
    expect(names).toEqual(ARCHITECTURES.filter(({ alpine }) => alpine !== null).map(({ name }) => name))
    expect(names).toEqual(expect.arrayContaining(['aarch64', 's390x', 'mips64']))
    expect(names).not.toContain('ppc')
  })

  it('of a branch are those that it has', () => {
    const of = (branch: string): string[] =>
      anInputs({ arch: 'all', branch }).architectures.map(({ name }) => name)
    expect(of('v3.20')).not.toContain('mips64')
    expect(of('v3.14')).toContain('mips64')
    expect(of('v3.14')).not.toContain('loongarch64')
  })

  it('may have others beside them', () => {
    expect(anInputs({ arch: 'all ppc' }).architectures.at(-1)?.name).toBe('ppc')
  })
})

describe('the inputs', () => {
  it('have a default of as many as there are cores, and end all where one fails', () => {
    const { many } = anInputs()
    expect(many.parallel).toBeGreaterThanOrEqual(1)
    expect(many.failFast).toBe(true)
  })

  it.each(['0', '-1', '1.5', 'two', '10000'])('refuse parallel %s', (parallel) => {
    expect(parseInputs({ parallel })).toEqual({
      ok: false,
      problems: [`parallel: got "${parallel}"; allowed is a number from 1 to 9999`],
    })
  })
})

describe('slots', () => {
  it('are taken by so many at a time, in the order of coming', async () => {
    const slots = new Slots(2)
    const order: string[] = []
    const [first, second] = [await slots.take(), await slots.take()]
    const third = slots.take().then((free) => (order.push('third'), free))
    const fourth = slots.take().then((free) => (order.push('fourth'), free))
    await new Promise(setImmediate)
    expect(order).toEqual([])
    second()
    second() // a slot is given back once
    await third
    await new Promise(setImmediate)
    expect(order).toEqual(['third'])
    first()
    await fourth
    expect(order).toEqual(['third', 'fourth'])
  })
})

describe('releases', () => {
  it('are done newest first, each once, whatever fails', async () => {
    const done: number[] = []
    const releases = new Releases()
    releases.add(() => Promise.resolve(done.push(1)))
    releases.add(() => Promise.reject(new Error('two')))
    releases.add(() => Promise.resolve(done.push(3)))
    await expect(releases.release()).rejects.toThrow('two')
    await releases.release()
    expect(done).toEqual([3, 1])
  })
})

describe('what ends commands together', () => {
  const nobody = () => ({
    listen: () => () => undefined,
    received: () => undefined,
    abort: new AbortController().signal,
  })

  it.each([
    [true, ['SIGTERM']],
    [false, []],
  ])('with fail-fast %s gets %j when one has failed', (failFast, wanted) => {
    const heard: string[] = []
    const ending = endingTogether(nobody(), failFast)
    const deaf = ending.listen((signal) => heard.push(signal))
    ending.fail()
    ending.fail()
    deaf()
    expect(heard).toEqual(wanted)
    expect(ending.isOver()).toBe(failFast)
    expect({ aborted: ending.abort.aborted, signal: ending.received() }).toEqual({
      aborted: failFast,
      signal: failFast ? 'SIGTERM' : undefined,
    })
  })

  it('ends by a signal to us whatever is asked for', () => {
    const signals = new AbortController()
    const ending = endingTogether({ ...nobody(), received: () => 'SIGINT', abort: signals.signal }, false)
    expect(ending.abort.aborted).toBe(false)
    signals.abort()
    expect({ aborted: ending.abort.aborted, signal: ending.received() }).toEqual({
      aborted: true,
      signal: 'SIGINT',
    })
  })
})

describe('what came of several', () => {
  const failed = anOutcome({ arch: 'ppc', exit: { status: 7, signal: null } })
  const late = anOutcome({ arch: 'mips64', exit: undefined, error: ['no such mirror', 'do: wait'] })
  const cancelled = anOutcome({ exit: { status: null, signal: 'SIGTERM' }, isCancelled: true })
  const notStarted = anOutcome({ exit: undefined, isCancelled: true })

  it('is a word for each', () => {
    const all = [anOutcome(), failed, late, cancelled, notStarted, anOutcome({ exit: undefined })]
    expect(all.map(resultOf)).toEqual(['passed', 'failed', 'failed', 'cancelled', 'cancelled', 'set up'])
  })

  it.each([
    ['of one that failed, before those that were cancelled', [cancelled, anOutcome(), failed], 7],
    ['of one that was never started', [anOutcome(), late], 125],
    ['of the cancelled where no other failed', [anOutcome(), cancelled], 143],
    ['of those that had no turn', [notStarted], 143],
  ])('has the status %s', (_, outcomes, status) => {
    expect(statusOfAll(outcomes)).toBe(status)
  })

  it('names those that failed, not the ones that were cancelled for it', () => {
    expect(ended([cancelled, failed]).map(({ arch }) => arch)).toEqual(['ppc'])
    expect(ended([cancelled])).toEqual([cancelled])
  })

  it('is a test suite for JUnit', () => {
    const said = { lastLines: ['a < b & "c"', '\u001b[31mred ]]>', '\ud800'] }
    const text = junit([anOutcome(said), failed, late, notStarted])
    expect(text).toContain('tests="4" failures="1" errors="1" skipped="1" time="6.000"')
    expect(text).toContain(
      'name="s390x" time="1.500"><system-out>a &lt; b &amp; &quot;c&quot;\n\ufffd[31mred ]]&gt;\n\ufffd',
    )
    expect(text).toContain('<failure message="status 7">ppc: the command ended with status 7</failure>')
    expect(text).toContain('<error message="no such mirror">mips64: no such mirror\ndo: wait</error>')
    expect(text).toContain('<skipped message="cancelled"/>')
  })
})

describe('phases', () => {
  it('are told as parts since the job began, and as sums', async () => {
    const times = [100, 110, 130, 200, 205]
    const phases = new Phases(() => times.shift() ?? 0, times.shift())
    await phases.time('rootfs', () => Promise.resolve())
    await phases.time('rootfs', () => Promise.reject(new Error('no'))).catch(() => undefined)
    expect(phases.spans()).toEqual([
      { phase: 'rootfs', startMs: 10, endMs: 30 },
      { phase: 'rootfs', startMs: 100, endMs: 105 },
    ])
    expect(timesOf(phases.spans())).toEqual({ rootfs: 25 })
  })
})
