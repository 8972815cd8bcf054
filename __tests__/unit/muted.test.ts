import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { mutedOutput } from '../../src/report/muted.js'

const TOKEN = 'only-we-know'

function printed(chunks: readonly string[]): string {
  let text = ''
  const muted = mutedOutput((bytes) => (text += bytes.toString()), TOKEN)
  for (const chunk of chunks) muted.write(Buffer.from(chunk))
  muted.end()
  return text
}

describe('output in which no command is heard', () => {
  it.each([
    { chunks: [], between: '' },
    { chunks: ['a\n', '::error::b', '\n'], between: 'a\n::error::b\n' },
    { chunks: ['no newline'], between: 'no newline\n' },
    { chunks: ['a\n', ''], between: 'a\n' },
  ])('of $chunks is between the two marks', ({ chunks, between }) => {
    expect(printed(chunks)).toBe(`::stop-commands::${TOKEN}\n${between}::${TOKEN}::\n`)
  })

  it('has the end in a line of its own, whatever was printed', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a:\n]{0,5}$/)), (chunks) => {
        const lines = printed(chunks).split('\n')
        expect([lines.at(0), lines.at(-2), lines.at(-1)]).toEqual([
          `::stop-commands::${TOKEN}`,
          `::${TOKEN}::`,
          '',
        ])
      }),
    )
  })
})
