import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { OutputRecord } from '../../src/report/output-record.js'

function recordOf(...chunks: readonly (string | Buffer)[]): OutputRecord {
  const record = new OutputRecord()
  for (const chunk of chunks) record.read('stdout', Buffer.from(chunk))
  return record
}

/** Lines of so many bytes each, the newline with them. */
const lines = (count: number, bytes: number): string[] =>
  Array.from({ length: count }, (_, number) => `${String(number).padEnd(bytes - 1, '.')}\n`)

describe('the last lines', () => {
  it.each([
    ['colours', '\u001b[1;31mred\u001b[0m \u001b[01m\u001b[Kbold\u001b[m\u001b[K', ['red bold']],
    ['a title and a link', '\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b', ['ab']],
    ['a sequence without an end', 'a\u001b[', ['a']],
    ['what was written over', '10 %\r50 %\rdone\r\nnext\r\n', ['done', 'next']],
    ['control characters', 'a\u0000b\u0008c\td', ['abc\td']],
    ['what turns the direction of writing', 'a\u202eb', ['ab']],
    ['bytes that are no UTF-8', Buffer.from('a\xffb', 'latin1'), ['a\ufffdb']],
    ['empty lines around', '\n\n a\n\nb\n\n\n', [' a', '', 'b']],
    ['no newline at the end', 'a\nb', ['a', 'b']],
    ['nothing', '', []],
  ])('show %s as a person would have seen it', (_, text, shown) => {
    expect(recordOf(text).lastLines()).toEqual(shown)
  })

  it('are twenty', () => {
    expect(recordOf(...lines(30, 10)).lastLines()).toHaveLength(20)
  })

  it('cut no word, which could be the half of a secret', () => {
    expect(recordOf('word '.repeat(100)).lastLines()).toEqual([
      `${'word '.repeat(80).trim()} … (499 characters)`,
    ])
    expect(recordOf('x'.repeat(500)).lastLines()).toEqual(['… (500 characters)'])
  })

  it('begin with a whole line, however much was said', () => {
    const record = recordOf(...lines(2, 100 * 1024), 'end\n')
    expect(record.lastLines()).toEqual([expect.stringMatching(/^… \(102399 /), 'end'])
    expect(recordOf(`${'x'.repeat(300 * 1024)}\nend\n`).lastLines()).toEqual(['end'])
  })

  it('are in the order in which they came, and never two streams in one', () => {
    const record = new OutputRecord()
    record.read('stdout', Buffer.from('out '))
    record.read('stderr', Buffer.from('error\n'))
    record.read('stdout', Buffer.from('more\n'))
    expect(record.lastLines()).toEqual(['out', 'error', 'more'])
  })

  it('are the same wherever the stream is cut', () => {
    const texts = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('\n', '\u001b[31m', 'ü', '\r', 'x'.repeat(50_000))),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(texts, fc.array(fc.nat({ max: 200_000 }), { maxLength: 10 }), (parts, cuts) => {
        const whole = Buffer.from(parts.join(''))
        const at = [
          0,
          ...cuts.map((cut) => cut % (whole.length + 1)).sort((one, other) => one - other),
          whole.length,
        ]
        const pieces = at.slice(1).map((end, index) => whole.subarray(at[index], end))
        expect(recordOf(...pieces).lastLines()).toEqual(recordOf(whole).lastLines())
      }),
    )
  })
})

describe('the places of an output', () => {
  it('are those at the begin of standard error and those at the end of both', () => {
    const record = new OutputRecord()
    record.read('stderr', Buffer.from('first.c:1:1: error: x\n'))
    record.read('stdout', Buffer.from('lost.c:1:1: error: x\n'))
    for (const line of lines(400, 1024)) record.read('stdout', Buffer.from(line))
    for (const line of lines(400, 1024)) record.read('stderr', Buffer.from(line))
    record.read('stderr', Buffer.from('lost.c:2:1: error: x\n'))
    for (const line of lines(200, 1024)) record.read('stdout', Buffer.from(line))
    record.read('stdout', Buffer.from('last.c:1:1: error: x\n'))
    expect(record.annotations().map(({ file }) => file)).toEqual(['first.c', 'last.c'])
  })

  it('are read from bytes that were used again', () => {
    const record = new OutputRecord()
    const chunk = Buffer.from('a.c:1:1: error: x\n')
    record.read('stderr', chunk)
    chunk.fill('z')
    expect(record.annotations()).toEqual([{ file: 'a.c', line: 1, column: 1, message: 'x' }])
  })
})
