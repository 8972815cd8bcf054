import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { oneLine } from '../../src/report/one-line.js'
import { commands } from '../support/workflow-commands.js'

/** What the runner would take for commands is known from its own source; both forms are tried where they hide. */

const HIDDEN = [
  '::error::x',
  '  ::set-output name=a::b',
  'x\r::error::y',
  'x ##[warning]y',
  '###[save-state name=a]b',
]

describe('a text behind a word of ours', () => {
  it.each(HIDDEN)('is no command of the runner: %j', (text) => {
    expect(commands(text)).toHaveLength(1)
    expect(commands(`setup: ${oneLine(text)}`)).toEqual([])
  })

  it('is no command, and one line, whatever is in it', () => {
    const unit = fc.constantFrom(
      '::',
      '##',
      '#',
      '[',
      ']',
      'error',
      'name=a',
      ' ',
      '\r',
      '\n',
      '\t',
      '%',
      'ü',
    )
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(commands(`setup: ${oneLine(text)}`)).toEqual([])
        expect(oneLine(text)).not.toMatch(/[\r\n]/)
      }),
    )
  })

  it.each(['std::string', 'a [b] # c', 'ünïcode\tand "quotes"', '#[derive(Debug)]'])(
    'stays as it is: %j',
    (text) => {
      expect(oneLine(text)).toBe(text)
    },
  )
})
