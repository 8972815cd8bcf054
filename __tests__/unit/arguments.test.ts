import { describe, expect, it } from '@jest/globals'
import { parseRunArguments } from '../../src/inputs/arguments.js'

function problemsOf(...args: string[]): readonly string[] {
  const parsed = parseRunArguments(args)
  return parsed.ok ? [] : parsed.problems
}

describe('the arguments of xarch run', () => {
  it('are inputs in front of --, and the command, word by word, behind it', () => {
    const parsed = parseRunArguments([
      '-a',
      'ppc',
      '--arch=s390x',
      '-p',
      'make',
      '-v',
      '--',
      'sh',
      '-c',
      'echo "$1" --',
      '--help',
    ])
    expect(parsed.ok).toBe(true)
    if (!parsed.ok || parsed.value.help) throw new Error('not understood')
    expect(parsed.value.inputs.architectures.map(({ name }) => name)).toEqual(['ppc', 's390x'])
    expect(parsed.value.command).toEqual(['sh', '-c', 'echo "$1" --', '--help'])
    expect(parsed.value).toMatchObject({ verbose: true, quiet: false })
  })

  it('ask for help before anything else is looked at', () => {
    expect(parseRunArguments(['--help', '--nonsense'])).toEqual({ ok: true, value: { help: true } })
  })

  it.each([
    [['--', 'true', '--branch'], 0, /./],
    [['-a', 'ppc'], 1, /no command was given; it stands behind --/],
    [
      ['--archs', 'ppc', '--', 'true'],
      2,
      /got the option --archs, which there is not; did you mean --arch\?/,
    ],
    [['uname', '-a', 'ppc', '--', 'true'], 1, /got "uname" where an option was expected/],
    [['--branch', '--', 'true'], 1, /the option --branch needs a value/],
    [['--allow-untrusted=yes', '--', 'true'], 2, /the option --allow-untrusted takes no value, got "yes"/],
    [['--run', 'x', '--', 'true'], 2, /got the option --run, which there is not/],
  ])('%j has %i problems', (args, count, first) => {
    const problems = problemsOf(...args)
    expect(problems).toHaveLength(count)
    if (count > 0) expect(problems[0]).toMatch(first)
  })
})
