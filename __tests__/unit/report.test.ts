import { describe, expect, it } from '@jest/globals'
import type { Input } from '../../src/inputs/input.js'
import { INPUTS } from '../../src/inputs/table.js'
import { statusOf, statusOfAll } from '../../src/outcome.js'
import { BadInputs, explain, Failed, Interrupted } from '../../src/report/errors.js'
import { verbHelp } from '../../src/report/help.js'
import { duration } from '../../src/report/duration.js'
import { results } from '../../src/report/results.js'
import { ending, summaryLines } from '../../src/report/summary.js'
import { anOutcome } from '../support/builders.js'

describe('a status', () => {
  it.each([
    [{ status: 3, signal: null }, 3],
    [{ status: null, signal: 'SIGSEGV' as const }, 139],
    [{ status: null, signal: 'SIGKILL' as const }, 137],
  ])('of %j is %i', (exit, status) => {
    expect(statusOf(exit)).toBe(status)
  })

  it('of several is the first that is not 0', () => {
    const bad = anOutcome({ exit: { status: 7, signal: null } })
    expect(statusOfAll([anOutcome(), bad, anOutcome({ exit: undefined })])).toBe(7)
    expect(statusOfAll([anOutcome()])).toBe(0)
  })
})

describe('the summary', () => {
  it('says how a command ended, and nothing of one that ended well', () => {
    expect(ending(anOutcome())).toBeUndefined()
    expect(ending(anOutcome({ exit: undefined }))).toBeUndefined()
    expect(ending(anOutcome({ exit: { status: 2, signal: null } }))).toBe(
      's390x: the command ended with status 2',
    )
    expect(ending(anOutcome({ exit: { status: null, signal: 'SIGILL' } }))).toBe(
      's390x: the command ended with SIGILL (status 132)',
    )
  })

  it('stands in columns', () => {
    expect(
      summaryLines([anOutcome(), anOutcome({ arch: 'ppc', exit: { status: 1, signal: null } })]),
    ).toEqual([
      's390x  status 0: emulator 12 ms, run 1.5 s',
      '       emulator: qemu-s390x 10.0.2 (from apt)',
      '       root: minirootfs 3.20.3 from https://mirror.invalid, v3.20 (built)',
      'ppc    status 1: emulator 12 ms, run 1.5 s',
      '       emulator: qemu-s390x 10.0.2 (from apt)',
      '       root: minirootfs 3.20.3 from https://mirror.invalid, v3.20 (built)',
    ])
    expect([duration(0.4), duration(999.4), duration(61_000)]).toEqual(['0 ms', '999 ms', '61.0 s'])
  })

  it('is JSON by architecture as an output', () => {
    expect(JSON.parse(results([anOutcome({ exit: { status: null, signal: 'SIGTERM' } })]))).toMatchObject({
      s390x: { status: 143, signal: 'SIGTERM', cacheHit: false, phasesMs: { emulator: 12, run: 1500 } },
    })
  })
})

describe('an error', () => {
  it('is explained by its kind', () => {
    expect(explain(new BadInputs(['one', 'two']))).toEqual(['one', 'two'])
    expect(explain(new Failed({ what: 'w', source: 's', todo: 't' }))).toEqual(['w', 'at: s', 'do: t'])
    expect(explain(new Interrupted('SIGINT'))).toEqual(['ended by SIGINT'])
    const scarce = Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })
    expect(explain(scarce)).toEqual(['EMFILE: too many open files', expect.stringContaining('ulimit -n')])
    expect(explain(new TypeError('oops'))[0]).toMatch(/this is a bug in xarch, .*TypeError: oops/)
  })
})

describe('the help', () => {
  it.each(INPUTS.filter((input: Input) => input.option !== false))(
    'has the option --$name',
    ({ name, default: fallback }) => {
      expect(verbHelp('run')).toContain(`--${name}`)
      if (fallback !== '' && fallback !== 'false') expect(verbHelp('run')).toContain(fallback)
    },
  )

  it('fits a screen of 110 columns', () => {
    expect(
      Math.max(
        ...verbHelp('run')
          .split('\n')
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(120)
  })
})
