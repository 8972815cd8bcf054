import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Outcome } from '../../src/outcome.js'
import { GANTT_LIMIT, jobSummary } from '../../src/report/job-summary.js'
import { anOutcome } from '../support/builders.js'

const MIB = 1024 * 1024
const ASKED = { raw: { run: 'make check' }, shell: undefined }
const summary = (outcomes: readonly Outcome[], bytes = MIB): string =>
  jobSummary(outcomes, ASKED, { bytes, gantt: GANTT_LIMIT })
const failed = (arch: string, overrides: Partial<Outcome> = {}): Outcome =>
  anOutcome({ arch, exit: { status: 2, signal: null }, lastLines: ['why'], ...overrides })

/** The rows of the table, as their cells. */
function rowsOf(text: string): string[][] {
  const rows = text.split('\n').filter((line) => line.startsWith('| '))
  return rows.map((line) => line.slice(2, -2).split(' | '))
}

describe('the summary of the job', () => {
  it('has a row for each target', () => {
    const outcomes = [
      anOutcome({ cacheHit: true }),
      failed('ppc', { alpineVersion: null }),
      failed('mips64', { exit: { status: null, signal: 'SIGSEGV' } }),
      failed('riscv64', { exit: { status: 124, signal: null }, lateMs: 60_000 }),
      failed('armv7', { error: ['no root'], exit: undefined, rootPath: '', spans: [], emulator: '' }),
      failed('x86', { isCancelled: true, exit: undefined }),
      anOutcome({ arch: 'aarch64', exit: undefined }),
    ]
    const [emulator, root] = ['qemu-s390x 10.0.2 (from apt)', 'Alpine 3.20.3']
    expect(rowsOf(summary(outcomes)).slice(2)).toEqual([
      ['**s390x**', '✅ passed', '1.5 s', root, 'hit', emulator],
      [
        '**ppc**',
        '❌ failed (status 2)',
        '1.5 s',
        'minirootfs 3.20.3 from https://mirror.invalid, v3.20 (built)',
        'built',
        emulator,
      ],
      ['**mips64**', '❌ failed (SIGSEGV, 139)', '1.5 s', root, 'built', emulator],
      ['**riscv64**', '❌ failed (timeout)', '1.5 s', root, 'built', emulator],
      ['**armv7**', '❌ failed', '', '', '', ''],
      ['**x86**', '⚪ cancelled', '1.5 s', root, 'built', emulator],
      ['**aarch64**', '☑️ set up', '1.5 s', root, 'built', emulator],
    ])
    expect(summary(outcomes)).toContain('\n### xarch: 4 failed, 1 cancelled, 1 passed, 1 set up\n')
  })

  it('counts what was done at the same time once', () => {
    const spans = [
      [0, 1000],
      [500, 2000],
      [9000, 9500],
    ].map(([startMs = 0, endMs = 0]) => ({ phase: 'x', startMs, endMs }))
    expect(rowsOf(summary([anOutcome({ spans })])).at(-1)?.[2]).toBe('2.5 s')
  })

  it('has the last lines of what failed, as a block that they cannot end, and no password', () => {
    const text = summary([
      failed('ppc', { lastLines: ['````', '</details>', 'https://a:b@c'], advice: ['<b>'] }),
    ])
    expect(text).toContain(
      '<details>\n<summary><b>ppc</b>: the last 3 lines</summary>\n\n`````text\n````\n</details>\nhttps://***@c\n`````\n\n- &#60;b&#62;\n\n</details>\n',
    )
  })

  it('says why a command was not started', () => {
    const text = summary([failed('ppc', { error: ['no root', 'do: this'], exit: undefined })])
    expect(text).toContain(
      '<b>ppc</b>: why it was not started</summary>\n\n```text\nno root\ndo: this\n```\n',
    )
  })

  it('has the line that repeats what failed, and none where all passed', () => {
    expect(summary([failed('ppc'), anOutcome(), failed('mips64')])).toContain(
      "```sh\nxarch run -a ppc,mips64 -- sh -eo pipefail -c 'make check'\n```\n",
    )
    expect(summary([anOutcome()])).not.toContain('xarch run')
  })

  it('warns of what need not be signed', () => {
    const untrusted = ['a', 'b'].map((arch) => anOutcome({ arch, allowsUntrusted: true }))
    expect(summary([...untrusted, anOutcome()])).toContain(
      '> [!WARNING]\n> a, b: what it is made of need not be signed',
    )
  })

  it('has a diagram', () => {
    expect(summary([anOutcome()])).toMatch(/```mermaid\ngantt\n[^`]*section s390x\n[^`]*```\n$/)
  })

  it('is nothing where there is no target, or no room', () => {
    expect(summary([])).toBe('')
    expect(summary([anOutcome()], 10)).toBe('')
  })
})

describe('a summary of a thousand targets', () => {
  const lastLines = Array.from({ length: 20 }, () => 'x'.repeat(400))
  const all = Array.from({ length: 1000 }, (_, number) =>
    number % 2 === 0 ? anOutcome({ arch: `good${number}` }) : failed(`bad${number}`, { lastLines }),
  )

  it('has a row for each, fewer last lines, and a diagram of some', () => {
    const text = summary(all)
    expect(rowsOf(text)).toHaveLength(1002)
    expect(text).toContain('the last 3 lines')
    expect(text.slice(text.indexOf('```mermaid')).split('\n').length).toBeLessThan(40)
  })

  it('names those that failed first where there is no room for all', () => {
    const text = summary(all, 20_000)
    expect(text).toMatch(/\nand \d+ more \(\d+ failed, 500 passed\)\n/)
    expect(text).not.toContain('good')
  })

  it('says at least how many', () => {
    expect(summary(all, 100)).toBe(
      '\n### xarch: 500 failed, 500 passed\n\nand 1000 more (500 failed, 500 passed)\n',
    )
  })
})

describe('whatever targets are called and say, a summary', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.stringMatching(/^[|`\n\\<>&*_:;#$~[\]()!-]{0,12}$/),
    fc.constant('💥'.repeat(200)),
  )
  const exit = fc.constantFrom({ status: 0, signal: null }, { status: 1, signal: null }, undefined)
  const outcome = fc.record({
    ...{ exit, isCancelled: fc.boolean(), emulator: text, rootSource: text, allowsUntrusted: fc.boolean() },
    ...{ alpineVersion: fc.option(text), advice: fc.array(text, { maxLength: 2 }) },
    lastLines: fc.array(
      text.map((line) => line.replace(/\n/g, ' ')),
      { maxLength: 25 },
    ),
  })
  const named = fc
    .array(outcome, { maxLength: 40 })
    .map((all) => all.map((one, index) => anOutcome({ ...one, arch: `arch${index}.` })))

  it('is never over its limit, and names no other target where one that failed is not named', () => {
    fc.assert(
      fc.property(named, fc.nat({ max: 20_000 }), (outcomes, bytes) => {
        const text = summary(outcomes, bytes)
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytes)
        const isNamed = ({ arch }: Outcome): boolean => text.includes(arch)
        const isFailed = ({ exit, isCancelled }: Outcome): boolean => exit?.status === 1 && !isCancelled
        if (!outcomes.filter(isFailed).every(isNamed))
          expect(outcomes.filter((one) => !isFailed(one) && isNamed(one))).toEqual([])
      }),
    )
  })

  it('has a table whose rows have six cells', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, outcome), { minLength: 1, maxLength: 4 }), (pairs) => {
        const text = summary(pairs.map(([arch, one]) => anOutcome({ ...one, arch, lastLines: [] })))
        const begin = text.indexOf('| architecture')
        const rows = text
          .slice(begin, text.indexOf('\n\n', begin))
          .split('\n')
          .filter((line) => line !== '')
        expect(rows).toHaveLength(pairs.length + 2)
        for (const row of rows) expect(row).toMatch(/^\|( [^|\n]*\|){6}$/)
      }),
    )
  })
})
