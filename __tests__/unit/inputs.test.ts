import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { environmentItems, parseInputs, words } from '../../src/inputs/parse.js'
import type { RawInputs } from '../../src/inputs/table.js'
import { anInputs } from '../support/builders.js'

function problemsOf(raw: RawInputs): readonly string[] {
  const parsed = parseInputs(raw)
  return parsed.ok ? [] : parsed.problems
}

describe('inputs', () => {
  it('are the defaults where nothing is given, and where what is given is blank', () => {
    const defaults = anInputs()
    expect(defaults.architectures.map(({ name }) => name)).toEqual(['aarch64'])
    expect(defaults.shell).toBeUndefined() // the root's own
    expect(defaults).toMatchObject({
      branch: 'latest-stable',
      allowUntrusted: false,
      cache: 'true',
      rootfs: { kind: 'auto' },
      cacheMaxAgeMs: 7 * 24 * 3600_000,
      packages: [],
    })
    expect(anInputs({ arch: ' \n', branch: ' ', packages: '\n' })).toEqual(defaults)
  })

  it.each<[keyof RawInputs, string, RegExp]>([
    ['arch', 'arch64', /^arch: got "arch64"; allowed are .*s390x.*; did you mean "aarch64"\?$/],
    ['branch', 'v3.9', /^branch: got "v3\.9"; the oldest that can be used is v3\.10$/],
    ['branch', 'v2.7', /oldest that can be used is v3\.10$/],
    ['branch', '3.9', /^branch: got "3\.9"; allowed are .*v3\.10/],
    ['branch', '3.20', /^branch: got "3\.20"; .*did you mean "v3\.20"\?$/],
    ['branch', 'stable', /did you mean "latest-stable"\?$/],
    ['branch', 'main', /^branch: got "main"; allowed are vX\.Y \(v3\.20\), edge and latest-stable$/],
    ['mirror', '/srv/mirror', /did you mean "file:\/srv\/mirror"\?$/],
    [
      'mirror',
      'dl-cdn.alpinelinux.org/alpine',
      /did you mean "https:\/\/dl-cdn\.alpinelinux\.org\/alpine"\?$/,
    ],
    ['mirror', 'ftp://mirror', /^mirror: got "ftp:\/\/mirror"; allowed are https:/],
    ['packages', '--root=/', /^packages: got "--root=\/"; allowed is a name/],
    ['packages', 'make $(id)', /^packages: got "\$\(id\)"/],
    ['keys', 'key.pem', /^keys: got "key\.pem"; allowed are files NAME\.rsa\.pub/],
    ['cache', 'yes', /^cache: got "yes"; allowed are true, read-only and false$/],
    ['cache-max-age', 'week', /^cache-max-age: got "week"; allowed is a number with m, h, d or w/],
    ['rootfs', 'fedora', /^rootfs: got "fedora"; allowed are auto, minirootfs, apk, docker:/],
    ['rootfs', 'https://x.example/r.tar', /without a checksum; give the sha256/],
    ['rootfs', 'debian:Book worm', /^rootfs: got the suite "Book worm"; allowed are names of suites/],
    ['checksum', 'abc', /^checksum: got "abc"; allowed are a sha256 of 64/],
    ['signature', 'always', /^signature: got "always"; allowed are when-present and required$/],
    ['network', 'bridge', /^network: got "bridge"; allowed are host and none$/],
    ['repositories', '@edge', /^repositories: got the tag "@edge" without a URL/],
    ['allow-untrusted', '1', /^allow-untrusted: got "1"/],
    ['env', '1A', /^env: got "1A"; allowed are NAME, NAME=value and PREFIX_\*/],
    ['env', 'XARCH_NAMES=x', /^env: got "XARCH_NAMES=x"/],
    ['shell', 'bash -e {0}', /^shell: got "bash -e \{0\}"/],
    ['shell-name', 'bin/alpine', /^shell-name: got "bin\/alpine"; allowed is the name of a program/],
    ['shell-name', '-x', /^shell-name: got "-x"; allowed is/],
    ['shell-name', 'bash', /^shell-name: got "bash", which is the name of another program/],
    ['shell-name', 'xarch-ppc', /^shell-name: got "xarch-ppc", which is the name of another/],
  ])(
    '%s "%s" is refused with what was got, what is allowed and what was likely meant',
    (name, text, problem) => {
      expect(problemsOf({ [name]: text })).toEqual([expect.stringMatching(problem)])
    },
  )

  it('tells all problems at once', () => {
    expect(problemsOf({ arch: 'arch64 ppx', branch: '3.20', cache: 'maybe', env: '=x' })).toHaveLength(5)
  })

  it('takes every name of an architecture, and each architecture once', () => {
    const { architectures } = anInputs({ arch: 'linux/arm64, aarch64 ppc64el\nAMD64' })
    expect(architectures.map(({ name }) => name)).toEqual(['aarch64', 'ppc64le', 'x86_64'])
  })

  it.each([
    'make',
    'make=4.4.1-r2',
    'make>4',
    'make@edge',
    'py3-yaml',
    '.build-deps',
    'so:libc.musl-x86_64.so.1',
    '!gcc',
  ])('the package %s is taken', (name) => {
    expect(anInputs({ packages: name }).packages).toEqual([name])
  })

  it('a mirror loses the slash at its end', () => {
    expect(anInputs({ mirror: 'https://mirror.example/alpine//' }).mirror).toBe(
      'https://mirror.example/alpine',
    )
  })
})

describe('lists', () => {
  it('are separated by commas, blanks and lines, in any mixture', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/), { maxLength: 6 }),
        fc.array(fc.constantFrom(',', ' ', '\n', ', ', '\t', ' ,\n'), { minLength: 8, maxLength: 8 }),
        (names, separators) => {
          expect(words(names.map((name, at) => name + (separators[at] ?? ',')).join(''))).toEqual(names)
        },
      ),
    )
  })
})

describe('the items of env', () => {
  it.each([
    ['A B,C', ['A', 'B', 'C']],
    ['A=1 B=2', ['A=1', 'B=2']],
    ['CFLAGS=-O2 -g', ['CFLAGS=-O2 -g']],
    ['LIST=a,b,c', ['LIST=a,b,c']],
    ['CI_* A=1\nMESSAGE=two words\n\nB', ['CI_*', 'A=1', 'MESSAGE=two words', 'B']],
    ['EMPTY=', ['EMPTY=']],
    ['QUOTED="$(id) `id`"', ['QUOTED="$(id) `id`"']],
  ])('of %j are %j', (text, items) => {
    expect(environmentItems(text)).toEqual(items)
  })

  it('are told apart', () => {
    expect(anInputs({ env: 'A CI_*\nB=x = y' }).env).toEqual([
      { kind: 'name', name: 'A' },
      { kind: 'prefix', prefix: 'CI_' },
      { kind: 'value', name: 'B', value: 'x = y' },
    ])
  })
})
