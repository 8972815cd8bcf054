import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import type { Input } from '../../src/inputs/input.js'
import { INPUTS } from '../../src/inputs/table.js'
import { VERBS } from '../../src/inputs/verbs.js'
import { overview, verbHelp } from '../../src/report/help.js'
import { manPage } from '../../src/report/man.js'
import { noTopic, topics, topicText } from '../../src/report/topics.js'
import { skipAloud } from '../support/skipped.js'

const FACTS = { machine: 'x86_64', version: '1.2.3' }

describe('the overview', () => {
  it.each(VERBS)('has the verb $name, which has a help of its own', ({ name, options, switches }) => {
    expect(overview()).toContain(`\n  xarch ${name} `)
    for (const { name: option } of [...options, ...switches]) expect(verbHelp(name)).toContain(`--${option}`)
  })

  it('fits a screen of 120 columns', () => {
    for (const text of [overview(), ...VERBS.map(({ name }) => verbHelp(name))])
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  })
})

describe('a topic', () => {
  it.each(topics())('%s has something to say', (topic) => {
    expect((topicText(topic, FACTS) ?? '').length).toBeGreaterThan(60)
  })

  it.each(INPUTS as readonly Input[])('$name tells what its row of the table does', (input) => {
    const { name, meaning, letter, default: fallback, value } = input
    const text = topicText(name, FACTS) ?? ''
    expect(text.replace(/\s+/g, ' ')).toContain(meaning)
    expect(text).toContain(`with: { ${name}: `)
    if (letter !== undefined) expect(text).toContain(`-${letter}, --${name}`)
    if (fallback !== '') expect(text).toContain(fallback)
    if (value !== undefined) expect(text).toContain(value)
    if (input.option === false) expect(text).toContain('of the action alone')
  })

  it('that is a verb and an input is told as both', () => {
    const text = topicText('shell', FACTS) ?? ''
    expect(text).toContain('xarch shell NAME')
    expect(text).toContain('the input shell')
  })

  it('that there is not has its nearest named, or all', () => {
    expect(topicText('isolaton', FACTS)).toBeUndefined()
    expect(noTopic('isolaton')).toBe('help: got "isolaton"; did you mean "isolation"?')
    expect(noTopic('constructor')).toContain('topics are run, shell')
    expect(topicText('constructor', FACTS)).toBeUndefined()
  })
})

describe('the manual page', () => {
  const page = manPage('1.2.3')

  it('has every verb, option and input in it', () => {
    const plain = page.replaceAll('\\-', '-')
    for (const { name } of VERBS) expect(plain).toContain(`.SS ${name}\n`)
    for (const { name } of INPUTS) expect(plain).toMatch(new RegExp(`^\\.B .*${name}`, 'm'))
  })

  const CHECKS = [
    ['groff', ['-man', '-ww', '-Tutf8', '-z']],
    ['mandoc', ['-Tlint', '-Wwarning']],
  ] as const

  for (const [program, args] of CHECKS) {
    if (spawnSync(program, ['--version']).error) {
      skipAloud(`the manual page is good roff to ${program}: SKIPPED, it is not there`)
      continue
    }
    it(`is good roff to ${program}`, () => {
      const { status, stdout, stderr } = spawnSync(program, args, { input: page, encoding: 'utf8' })
      // It has no date: it is made when it is read.
      const said = (stdout + stderr)
        .split('\n')
        .filter((line) => line !== '' && !line.includes('missing date'))
      expect({ isBroken: (status ?? 9) > 2, said }).toEqual({ isBroken: false, said: [] })
    })
  }

  const isShown = (text: string): void => {
    const shown = spawnSync('groff', ['-man', '-Tutf8', '-P-c'], { input: manPage(text), encoding: 'utf8' })
    expect(shown.stdout).toContain(text)
  }
  const TEXTS = ["it's a 'quote'", '.TH first', 'back\\slash', 'a-b', 'x "y"', 'a ~ ^']
  if (spawnSync('groff', ['--version']).error)
    skipAloud('texts in the manual page: SKIPPED, groff is not there')
  else it.each(TEXTS)('shows %s as it is', isShown)
})
