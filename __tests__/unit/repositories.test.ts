import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseInputs } from '../../src/inputs/parse.js'
import type { RawInputs } from '../../src/inputs/table.js'
import { repositoryUrl, withUrl } from '../../src/rootfs/repositories.js'
import { anInputs } from '../support/builders.js'

const DEBIAN = { rootfs: 'debian:bookworm', arch: 's390x' }
const of = (repositories: string, raw: RawInputs = DEBIAN): readonly string[] =>
  anInputs({ ...raw, repositories }).repositories
function problemsOf(repositories: string, raw: RawInputs = DEBIAN): readonly string[] {
  const parsed = parseInputs({ ...raw, repositories })
  return parsed.ok ? [] : parsed.problems
}

describe('repositories of a root of Debian', () => {
  it.each([
    ['deb http://mine.invalid/debian bookworm-updates main'],
    ['deb http://mine.invalid/security bookworm-security main contrib non-free-firmware'],
    ['deb [arch=s390x,all check-valid-until=no] https://mine.invalid/debian 20261130T000000Z main'],
    ['deb file:///srv/flat ./'],
    ['deb https://mine.invalid/flat /'],
    ['deb https://mine.invalid/x bookworm/updates main/debug'],
  ])('take the line %j as it is', (line) => {
    expect(of(line)).toEqual([line])
  })

  it('are URLs and lines, each once, with their words one blank apart', () => {
    const text = `https://one.invalid/x/, https://two.invalid
      deb   [  arch=s390x  ]\thttps://mine.invalid/debian//   bookworm-updates  main   contrib
      https://one.invalid/x
      deb [arch=s390x] https://mine.invalid/debian bookworm-updates main contrib`
    expect(of(text)).toEqual([
      'https://one.invalid/x',
      'https://two.invalid',
      'deb [arch=s390x] https://mine.invalid/debian bookworm-updates main contrib',
    ])
  })

  it.each([
    ['deb', /got "deb"; allowed is deb \[OPTION=VALUE …\] URL SUITE COMPONENT…/],
    ['deb https://x.invalid', /allowed is deb \[OPTION/],
    ['deb https://x.invalid bookworm', /where a suite that ends with "\/" has no components$/],
    ['deb https://x.invalid ./ main', /has no components$/],
    ['deb https://x.invalid book?worm main', /allowed is deb \[OPTION/],
    ['deb https://x.invalid bookworm main $(id)', /"\$\(id\)" is no component/],
    ['deb bookworm main', /^repositories: got "bookworm"; allowed are https:/],
    ['deb cdrom:[x]/ bookworm main', /^repositories: got "cdrom:/],
    ['deb-src https://x.invalid bookworm main', /nothing is built from sources of packages/],
    [
      'deb [trusted=yes] https://x.invalid bookworm main',
      /"trusted" is not taken: .*input "allow-untrusted"$/,
    ],
    ['deb [signed-by=/k.gpg] https://x.invalid bookworm main', /"signed-by" is not taken: .*input "keys"$/],
    [
      'deb [allow-insecure=yes] https://x.invalid bookworm main',
      /is no option that is taken; allowed are arch=/,
    ],
    ['deb [arch] https://x.invalid bookworm main', /"arch" is no option that is taken/],
    ['@edge https://x.invalid', /^repositories: got a tag/],
  ])('refuse %j', (line, says) => {
    expect(problemsOf(line).join('\n')).toMatch(says)
    expect(problemsOf(`https://good.invalid\n${line}`)).toHaveLength(problemsOf(line).length)
  })
})

it('a line for apt is refused with a root of another kind', () => {
  const line = 'deb https://mine.invalid/debian bookworm main'
  for (const rootfs of ['auto', 'apk', 'docker://alpine:3.20'])
    expect(problemsOf(line, { rootfs })).toEqual([expect.stringContaining('take rootfs debian:SUITE')])
})

describe('the URL of a line', () => {
  it.each([
    ['https://x.invalid/a', 'https://x.invalid/a'],
    ['@edge https://x.invalid/a', 'https://x.invalid/a'],
    ['deb file:mine bookworm main', 'file:mine'],
    ['deb [arch=s390x lang=none] http://x.invalid bookworm main contrib', 'http://x.invalid'],
  ])('of %j is %j', (line, url) => {
    expect(repositoryUrl(line)).toBe(url)
    expect(withUrl(line, url)).toBe(line)
  })

  it('is replaced where it stands, whatever it is', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.constantFrom('', '@edge ', 'deb ', 'deb [arch=s390x] '), (url, before) => {
        const after = before.startsWith('deb') ? ' bookworm main' : ''
        expect(withUrl(`${before}file:old${after}`, url)).toBe(`${before}${url}${after}`)
      }),
    )
  })
})
