import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ADVICE } from '../../src/report/advice/table.js'
import { INPUTS } from '../../src/inputs/table.js'
import { adviceOf, verdict } from '../../src/report/verdict.js'
import { Witness, type Heard } from '../../src/report/witness.js'
import { endingOf, LATE, type Sample, status } from '../support/advice-samples.js'
import { MADE_BY_KERNEL } from '../support/advice-samples-kernel.js'
import { QUOTED } from '../support/advice-samples-quoted.js'
import { MADE_BY_TOOLS } from '../support/advice-samples-tools.js'
import { REPOSITORY } from '../support/runner-environment.js'

const SAMPLES: readonly Sample[] = [...MADE_BY_TOOLS, ...MADE_BY_KERNEL, ...QUOTED]

function heard(...lines: string[]): Heard {
  const witness = new Witness()
  for (const line of lines) witness.read(line)
  return witness
}

function idsFor(lines: string[], sample: Pick<Sample, 'ending'> = {}): string[] {
  return adviceOf(heard(...lines), endingOf(sample)).map(({ id }) => id)
}

const ordinary = async (): Promise<string[]> => {
  const text = await readFile(path.join(REPOSITORY, '__tests__/fixtures/ordinary-output.txt'), 'utf8')
  return text.split('\n')
}

describe('advice', () => {
  it.each(SAMPLES)('$id is given, and alone, for: $line ($from)', ({ id, line, ending }) => {
    expect(idsFor([line], { ...(ending ? { ending } : {}) })).toEqual([id])
  })

  it('has a real line of output for every row', () => {
    expect([...new Set(SAMPLES.map(({ id }) => id))].sort()).toEqual(ADVICE.map(({ id }) => id).sort())
  })

  it('is found whatever the terminal makes of the line, and wherever in the output it stands', () => {
    const texts = fc.array(fc.constantFrom('all is well', '', '  CC main.o', '\x1b[32mok\x1b[0m'))
    const coloured = fc.constantFrom<[string, string]>(
      ['', ''],
      ['\x1b[31m', '\x1b[0m'],
      ['', '\r'],
      ['\x1b]0;title\x07', ''],
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES),
        texts,
        texts,
        coloured,
        (sample, before, after, [from, to]) => {
          const text = [...before, from + sample.line + to, ...after].join('\n')
          const { ending } = sample
          expect(idsFor([text], { ...(ending ? { ending } : {}) })).toEqual([sample.id])
        },
      ),
    )
  })

  it.each([status(1), status(2), status(101), { isEmulated: false }])(
    'is not given for ordinary output (%j)',
    async (ending) => {
      const lines = await ordinary()
      expect(lines.length).toBeGreaterThan(150)
      expect(lines.filter((line) => idsFor([line], { ending }).length > 0)).toEqual([])
    },
  )

  it('that is for what hangs is given only where its time was over, and only under emulation', () => {
    const lines = ['go: downloading golang.org/x/sys v0.30.0']
    expect(idsFor(lines, { ending: LATE })).toEqual(['go-hang'])
    expect(idsFor(lines)).toEqual([])
    expect(idsFor(lines, { ending: { ...LATE, isEmulated: false } })).toEqual([])
  })

  it('that is for some architectures is given for no other', () => {
    const lines = ['remote error: tls: bad record MAC', 'Out of memory allocating 536870912 bytes!']
    expect(idsFor(lines)).toEqual([])
    expect(idsFor(lines, { ending: { arch: 'armv7' } })).toEqual(['out-of-memory-32-bit'])
  })

  it('is given once for what is said often, in the order of the table, and for three things at most', () => {
    const lines = ['ns', 'bwrap: namespace: Invalid argument', 'su: must be suid to work properly']
    expect(idsFor([...lines, ...lines])).toEqual(['setuid', 'namespaces'])
    expect(idsFor(SAMPLES.map(({ line }) => line))).toHaveLength(3)
  })

  it('ends with the thread that it comes from', () => {
    const { advice } = verdict(heard('a: applet not found'), endingOf())
    expect(advice).toEqual([
      expect.stringMatching(/^a program got .*\. Let xarch .* See https:\/\/github\.com\/multiarch\S+$/),
    ])
  })
})

describe('the table of advice', () => {
  it('has every id once, in kebab-case', () => {
    const ids = ADVICE.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/)
  })

  it.each(ADVICE)('$id: one line, a cause, whole sentences, a thread', ({ cause, remedy, link, message }) => {
    for (const text of [cause, remedy, message]) expect(text).not.toMatch(/\n|\|/)
    expect(cause).toMatch(/[^.]$/)
    expect(remedy).toMatch(/^[A-Z].*\.$/)
    if (link !== undefined)
      expect(link).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w.-]+\/(issues|pull)\/\d+$/)
  })

  it('names inputs that there are', () => {
    const names = new Set<string>(INPUTS.map(({ name }) => name))
    const quoted = ADVICE.flatMap(({ remedy }) => [...remedy.matchAll(/"([a-z-]+)(?:: [^"]*)?"/g)])
    expect(quoted.length).toBeGreaterThan(40)
    expect(quoted.map(([, name = '']) => name).filter((name) => !names.has(name))).toEqual([])
  })
})
