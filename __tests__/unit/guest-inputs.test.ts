import { describe, expect, it } from '@jest/globals'
import { parseInputs } from '../../src/inputs/parse.js'
import { anInputs } from '../support/builders.js'

const problemsOf = (raw: Parameters<typeof parseInputs>[0]): readonly string[] => {
  const parsed = parseInputs(raw)
  return parsed.ok ? [] : parsed.problems
}

describe('what is asked for beside the commands', () => {
  it('is by itself: root, no volumes, no limit, and commands to the runner as in any step', () => {
    expect(anInputs().guest).toEqual({ user: 'root', volumes: [], timeoutMs: undefined, commands: 'on' })
  })

  it.each(['runner', 'build', '1000', '1000:1000', 'www-data:www-data', '_apt', 'a.b-c', 'samba$'])(
    'the user %s is taken',
    (user) => {
      expect(anInputs({ user: ` ${user}\n` }).guest.user).toBe(user)
    },
  )

  it.each(['a b', 'a:', ':0', 'a:b:c', '-u', '$(id)', 'x/y', 'a\nb', 'é', "'"])(
    'the user %j is refused',
    (user) => {
      expect(problemsOf({ user })).toEqual([
        expect.stringMatching(/^user: got ".*"; allowed are root, runner/s),
      ])
    },
  )

  it('volumes may have blanks, commas and backslashes in their names, behind a backslash', () => {
    const volumes = String.raw`/a\ b\,c:/d\ e:ro /f\\g /h\i`
    expect(anInputs({ volumes }).guest.volumes).toEqual([
      { source: '/a b,c', target: '/d e', readOnly: true },
      { source: String.raw`/f\g`, target: undefined, readOnly: false },
      { source: String.raw`/h\i`, target: undefined, readOnly: false },
    ])
  })

  it('volumes are a list, of sources with targets and whether they can be written to', () => {
    const volumes = './a,/b:/c\n/d:/e/../f/:ro /g:/h:rw'
    expect(anInputs({ volumes }).guest.volumes).toEqual([
      { source: './a', target: undefined, readOnly: false },
      { source: '/b', target: '/c', readOnly: false },
      { source: '/d', target: '/f', readOnly: true },
      { source: '/g', target: '/h', readOnly: false },
    ])
  })

  it.each([
    ['/a:b', /absolute path below \//],
    ['/a:/', /absolute path below \//],
    ['/a:/x/../..', /absolute path below \//],
    ['/a:/proc/x', /over \/proc, \/sys and \/dev/],
    ['/a:/dev', /over \/proc, \/sys and \/dev/],
    ['/a:/x/../sys', /over \/proc, \/sys and \/dev/],
    ['/a:/b:rx', /source\[:target\[:ro\]\]/],
    ['/a:/b:ro:z', /source\[:target\[:ro\]\]/],
    [':/b', /source\[:target\[:ro\]\]/],
    ['~/a:/b', /~ stands for no folder/],
  ])('the volume %s is refused', (volumes, allowed) => {
    expect(problemsOf({ volumes })).toEqual([expect.stringMatching(allowed)])
    expect(problemsOf({ volumes })[0]).toContain(`volumes: got "${volumes}"`)
  })

  it.each([
    ['5', 300_000],
    ['0.5', 30_000],
    ['.02', 1200],
    ['35000', 2_100_000_000],
  ])('%s minutes are a limit', (text, ms) => {
    expect(anInputs({ 'timeout-minutes': text }).guest.timeoutMs).toBe(ms)
    expect(anInputs({ 'silence-minutes': text }).guest.silenceMs).toBe(ms)
  })

  it.each(['0', '-1', '1h', '1e3', 'none', '35001', '0x10', '1,5'])('%s minutes are refused', (text) => {
    expect(problemsOf({ 'timeout-minutes': text })).toEqual([
      expect.stringMatching(/^timeout-minutes: got .*above 0/),
    ])
  })

  it('what is printed can be no command where that was asked for', () => {
    expect(anInputs({ commands: 'off' }).guest.commands).toBe('off')
    expect(problemsOf({ commands: 'false' })).toEqual(['commands: got "false"; allowed are on and off'])
  })
})
