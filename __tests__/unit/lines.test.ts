import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { labels } from '../../src/report/label.js'
import { labelled, labelledCommands } from '../../src/report/labelled.js'
import { lineSplitter } from '../../src/report/lines.js'

/** All that a splitter hands over for these chunks, joined. */
function split(chunks: readonly Uint8Array[]): Buffer[] {
  const handed: Buffer[] = []
  const splitter = lineSplitter((lines) => handed.push(lines))
  for (const chunk of chunks) splitter.write(Buffer.from(chunk))
  splitter.end()
  return handed
}

describe('the line splitter', () => {
  const some = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 })
  const ofFewBytes = fc.array(fc.array(fc.constantFrom(10, 13, 65, 58, 255), { maxLength: 12 }), {
    maxLength: 12,
  })

  it.each([
    ['any bytes', some],
    ['many line ends', ofFewBytes.map((chunks) => chunks.map((bytes) => Uint8Array.from(bytes)))],
  ])('hands over whole lines, wherever the stream is cut: %s', (_, chunks) => {
    fc.assert(
      fc.property(chunks, (cut) => {
        const handed = split(cut)
        const whole = Buffer.concat(cut).toString('latin1')
        const wanted = whole === '' || whole.endsWith('\n') ? whole : `${whole}\n`
        expect(Buffer.concat(handed).toString('latin1')).toBe(wanted)
        for (const lines of handed) expect(lines.at(-1)).toBe(10)
      }),
    )
  })

  it('never mixes lines of several streams, wherever they are cut and however they come in turn', () => {
    const turns = fc.array(
      fc.tuple(fc.nat({ max: 2 }), fc.string({ unit: fc.constantFrom('a', '\n'), maxLength: 9 })),
    )
    fc.assert(
      fc.property(turns, (said) => {
        let shown = ''
        const put = (label: string) => (lines: Buffer) => (shown += labelled(label)(lines.toString('latin1')))
        const splitters = ['0 |', '1 |', '2 |'].map((label) => lineSplitter(put(label)))
        for (const [who, text] of said) splitters[who]?.write(Buffer.from(text))
        for (const splitter of splitters) splitter.end()
        for (const who of [0, 1, 2]) {
          const own = said.flatMap(([by, text]) => (by === who ? [text] : [])).join('')
          const lines = shown.split('\n').filter((line) => line.startsWith(`${who} |`))
          expect(lines.map((line) => line.slice(3)).join('\n')).toBe(own.replace(/\n$/, ''))
        }
      }),
    )
  })

  it('cuts a line that has no end', () => {
    const handed = split([Buffer.alloc(200 * 1024, 'x')])
    expect(handed.map(({ length }) => length)).toEqual([65537, 65537, 65537, 8193])
  })
})

describe('labels', () => {
  it('are equally wide, with a colour for each where these are shown', () => {
    const plain = labels(['ppc', 'aarch64'], false)
    expect([plain('ppc'), plain('aarch64')]).toEqual(['ppc     | ', 'aarch64 | '])
    const coloured = labels(['ppc', 'aarch64'], true)
    expect(coloured('ppc')).toBe('\u001b[36mppc     |\u001b[0m ')
    expect(coloured('aarch64')).toBe('\u001b[33maarch64 |\u001b[0m ')
  })
})

describe('labelled lines for a runner', () => {
  it.each([
    ['a command begins its line', '::error file=a.c,line=2::no\n', '::error file=a.c,line=2::no\n'],
    ['a command behind blanks', ' ::notice::yes\n', ' ::notice::yes\n'],
    ['lines around it have their label', 'a\n::warning::w\nb\n', 'L|a\n::warning::w\nL|b\n'],
    ['C++ names are no commands', 'std::move(x)\n::operator new\n', 'L|std::move(x)\nL|::operator new\n'],
    ['groups would swallow lines of others', '::group::x\n::endgroup::\n', 'L|::group::x\nL|::endgroup::\n'],
  ])('%s', (_, said, shown) => {
    expect(labelledCommands('L|')(said)).toBe(shown)
  })

  it('are no commands any more once their own target has stopped them, until it begins again', () => {
    const [one, other] = [labelledCommands('1|'), labelledCommands('2|')]
    expect(one('::stop-commands::word\n::error::a\n')).toBe('1|::stop-commands::word\n1|::error::a\n')
    expect(other('::error::b\n')).toBe('::error::b\n')
    expect(one('plain\n::word::\n::error::c\n')).toBe('1|plain\n1|::word::\n::error::c\n')
  })
})
