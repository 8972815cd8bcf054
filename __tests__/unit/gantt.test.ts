import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { gantt } from '../../src/report/gantt.js'
import { anOutcome } from '../support/builders.js'

const LIMIT = { characters: 50_000, bars: 300 }
const spans = (
  phase: string,
  startMs: number,
  endMs: number,
): { spans: [{ phase: string; startMs: number; endMs: number }] } => ({
  spans: [{ phase, startMs, endMs }],
})

describe('the diagram', () => {
  it('has a section for each target, its phases by their begin, and the one that failed', () => {
    const failed = anOutcome({ arch: 'ppc', exit: { status: 1, signal: null } })
    expect(gantt([anOutcome(), failed], 'phases', LIMIT)?.split('\n')).toEqual([
      'gantt',
      'dateFormat YYYY-MM-DD HH:mm:ss.SSS',
      'axisFormat %-S.%L s',
      'todayMarker off',
      'section s390x',
      'emulator 12 ms :done, 2000-01-01 00:00:00.000, 12ms',
      'run 1.5 s :active, 2000-01-01 00:00:00.012, 1500ms',
      'section ppc ❌',
      'emulator 12 ms :done, 2000-01-01 00:00:00.000, 12ms',
      'run 1.5 s :crit, 2000-01-01 00:00:00.012, 1500ms',
    ])
  })

  it('has one bar for each target where there are many', () => {
    expect(gantt([anOutcome()], 'targets', LIMIT)?.split('\n').slice(4)).toEqual([
      's390x 1.5 s :active, 2000-01-01 00:00:00.000, 1512ms',
    ])
  })

  it('has those that failed, then the slowest, where there are too many', () => {
    const passed = Array.from({ length: 1000 }, (_, number) =>
      anOutcome({ arch: `a${number}`, ...spans('run', 0, number) }),
    )
    const failed = anOutcome({ arch: 'bad', exit: { status: 1, signal: null }, ...spans('run', 0, 1) })
    const bars =
      gantt([...passed, failed], 'slowest', LIMIT)
        ?.split('\n')
        .slice(4) ?? []
    expect(bars.map((line) => line.split(' ')[0])).toEqual([
      'bad',
      ...Array.from({ length: 29 }, (_, number) => `a${999 - number}`),
    ])
  })

  it('is none where nothing was done, or where it is over a limit', () => {
    expect(gantt([anOutcome({ spans: [] })], 'phases', LIMIT)).toBeUndefined()
    expect(gantt([anOutcome(), anOutcome()], 'phases', { ...LIMIT, bars: 3 })).toBeUndefined()
    expect(gantt([anOutcome()], 'phases', { ...LIMIT, characters: 100 })).toBeUndefined()
  })

  it.each([
    [1000, '%-S.%L s'],
    [30_000, '%-S s'],
    [600_000, '%M:%S'],
    [7_200_000, '%H:%M'],
  ])('of %i ms has an axis of %s', (endMs, format) => {
    expect(gantt([anOutcome(spans('run', 0, endMs))], 'phases', LIMIT)).toContain(`axisFormat ${format}\n`)
  })

  it.each([
    ['a:b;c#d%e', 'a b c d e'],
    ['title', '_title'],
    ['section x', '_section x'],
    ['click here', '_click here'],
    ['2024-01-01', '_2024-01-01'],
    ['', '_'],
    ['a\nb | `c` "d" <br>', 'a b c d br'],
    ['🦊 größe', '🦊 größe'],
  ])('calls %j by the name %s, which mermaid takes for one', (phase, name) => {
    expect(gantt([anOutcome(spans(phase, 0, 5))], 'phases', LIMIT)).toContain(`\n${name} 5 ms :done, `)
  })

  it('has lines of the three kinds alone, and is never over its limit, whatever the names and times are', () => {
    const span = fc.record({
      phase: fc.string({ unit: 'binary' }),
      startMs: fc.double({ min: -1e3, max: 1e12, noNaN: true }),
      endMs: fc.double({ min: -1e3, max: 1e12, noNaN: true }),
    })
    const outcome = fc.record({
      arch: fc.string({ unit: 'binary' }),
      spans: fc.array(span, { maxLength: 4 }),
    })
    const form = fc.constantFrom('phases' as const, 'targets' as const, 'slowest' as const)
    fc.assert(
      fc.property(
        fc.array(outcome, { maxLength: 8 }),
        form,
        fc.nat({ max: 2000 }),
        (outcomes, form, characters) => {
          const text = gantt(outcomes.map(anOutcome), form, { characters, bars: 20 }) ?? ''
          expect(text.length).toBeLessThanOrEqual(characters)
          for (const line of text.split('\n').slice(4))
            expect(line).toMatch(
              /^section [^:;#%]+$|^[^:;#%]+ :(done|active|crit), \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}, \d+ms$/u,
            )
        },
      ),
    )
  })
})
