import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { withinWorkspace } from '../../src/report/failures.js'
import { places } from '../../src/report/places.js'
import { plainLines } from '../../src/report/plain.js'
import { REPOSITORY } from '../support/runner-environment.js'

/** Real output of programs: fixtures/said/README.md says of which, and how it was made. */
const SAID = path.join(REPOSITORY, '__tests__/fixtures/said')

function placesOf(text: string | Buffer): string[] {
  return places([plainLines(Buffer.from(text))]).map(
    ({ file, line, column, message }) =>
      `${file}:${line}${column === undefined ? '' : `:${column}`} ${message}`,
  )
}

const OF_C = [
  'inc.h:1:22 ‘nope’ undeclared (first use in this function)',
  'bad.c:4:11 ‘undefined_name’ undeclared (first use in this function)',
  'bad.c:6:10 ‘y’ undeclared (first use in this function)',
  'bad.c:6:11 expected ‘;’ before ‘}’ token',
]
const OF_RUST = ['main.rs:3:20 cannot find value `nope` in this scope', 'main.rs:2:18 mismatched types']
const OF_GO_TEST = ['x_test.go:7 F() = 1, want 2', 'x_test.go:12 a log']
const pytest = (file: string): string[] => [
  `${file}:3 assert 1 == 2`,
  `${file}:6 ValueError: no good`,
  `${file}:9 KeyError: 'k'`,
  `${file}:16 AssertionError: why not`,
]

const FOUND: Readonly<Record<string, readonly string[]>> = {
  gcc: OF_C,
  'gcc-colour': OF_C,
  'clang-colour': [
    "inc.h:1:22 use of undeclared identifier 'nope'",
    "bad.c:4:11 use of undeclared identifier 'undefined_name'",
    "bad.c:6:10 use of undeclared identifier 'y'",
    "bad.c:6:11 expected ';' after return statement",
  ],
  'gcc-fatal': ['fatal.c:1:10 none.h: No such file or directory'],
  'g++': [
    'bad.cc:3:41 ‘class std::vector<int>’ has no member named ‘foo’',
    'bad.cc:2:34 request for member ‘nope’ in ‘t’, which is of non-class type ‘int’',
  ],
  as: ["a.s:2 no such instruction: `nosuch %eax'"],
  ld: ["/project/link.c:2 undefined reference to `missing'"],
  'ld-clang': ["/project/link.c:2 undefined reference to `missing'"],
  make: ['Makefile:4 check: Error 1'],
  'make-folder': [
    '/project/c/fatal.c:1:10 none.h: No such file or directory',
    '/project/mk/sub/Makefile:2 all: Error 1',
    'rec.mk:2 all: Error 2',
  ],
  'make-makefile': ['bad.mk:1 missing separator.  Stop.'],
  rustc: OF_RUST,
  'rustc-colour': OF_RUST,
  'rust-panic': ['panic.rs:1:54 index out of bounds: the len is 0 but the index is 3'],
  'go-build': ['bad/bad.go:3:23 undefined: y'],
  'go-vet': ['x.go:5:28 fmt.Printf format %d has arg "s" of wrong type string'],
  'go-test': OF_GO_TEST,
  'go-test-verbose': OF_GO_TEST,
  pytest: pytest('test_x.py'),
  'pytest-colour': pytest('test_x.py'),
  'pytest-short': pytest('test_x.py'),
  'pytest-line': pytest('/project/test_x.py'),
  'pytest-summary': ['test_x.py:1 test_a: assert 1 == 2'],
  python: ['/project/helper.py:2 RuntimeError: broken: here'],
  'python-library': [
    '/project/lib.py:2 json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
  ],
  'python-syntax': ['/project/syntax.py:1 SyntaxError: invalid syntax'],
  unittest: ['/project/ut.py:4 AssertionError: 1 != 2'],
  busybox: ['run.sh:3 foo: not found'],
  'busybox-syntax': ['syntax.sh:3 syntax error: unexpected end of file (expecting "fi")'],
  dash: ['run.sh:3 foo: not found'],
  'dash-syntax': ['syntax.sh:3 Syntax error: end of file unexpected (expecting "fi")'],
  bash: ['run.sh:3 foo: command not found'],
  'bash-unset': ['unset.sh:2 nope: unbound variable'],
  perl: ['die.pl:3 broken'],
  'perl-syntax': [
    'syn.pl:2 Global symbol "$y" requires explicit package name (did you forget to declare "my $y"?)',
  ],
  prove: ["t/a.t:2 Failed test 'one is two'"],
  ruby: ['die.rb:2 broken (RuntimeError)'],
}

describe('the places that are found', () => {
  it.each(Object.entries(FOUND))('in what %s said are those of its errors', (name, found) => {
    expect(placesOf(readFileSync(path.join(SAID, `${name}.txt`)))).toEqual(found)
  })

  it('are tried for every file of real output', () => {
    const files = readdirSync(SAID).filter((name) => name.endsWith('.txt'))
    expect(files.sort()).toEqual(
      Object.keys(FOUND)
        .map((name) => `${name}.txt`)
        .sort(),
    )
  })

  it.each([
    ['a warning', 'a.c:1:2: warning: x'],
    ['a note', 'a.c:1:2: note: x'],
    ['a warning of rustc', 'warning: unused variable\n --> src/main.rs:4:9'],
    ['a test of Go that passed', '--- PASS: TestA (0.00s)\n    a_test.go:3: a log'],
    ['a test of Go that passed, with -v', '=== RUN   TestA\n    a_test.go:3: a log\n--- PASS: TestA (0.00s)'],
    ['a log with the file', 'main.go:12: listening'],
    ['a time', '12:30:11: error: no'],
    ['a warning of Perl', 'Use of uninitialized value $x in print at a.pl line 3.'],
    ['a warning of pytest', '  a.py:3: UserWarning: x'],
    ['an object file', 'a.o:(.text+0x5): undefined reference to `x'],
    ['an old make', 'make: *** [check] Error 1'],
    ['a program without a script', 'sh: 1: foo: not found'],
    ['a table', 'README.md: 3: lines'],
  ])('are none in %s', (_, text) => {
    expect(placesOf(text)).toEqual([])
  })

  it('are each there once, whoever says it again', () => {
    expect(placesOf('./a.c:1:2: error: x\na.c:1:2: error: x\na.c:1:3: error: x')).toEqual([
      'a.c:1:2 x',
      'a.c:1:3 x',
    ])
    const [head, tail] = ['a.c:1:2: error: x', "make: Entering directory '/w/sub'\na.c:1:2: error: x"]
    expect(places([[head], tail.split('\n')])).toMatchObject([{ file: '/w/sub/a.c' }])
  })

  it('are at most ten of different places, with messages of bounded length, whatever is said', () => {
    const part = fc.constantFrom(
      'a.c:1:2: error: ',
      '\n',
      '12',
      ' --> ',
      'make: *** [',
      ': ',
      'line 7: ',
      'FAILED ',
      '.py',
      '"',
    )
    const text = fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 300 })
    fc.assert(
      fc.property(text, (parts) => {
        const found = places([parts.join('').split('\n')])
        expect(found.length).toBeLessThanOrEqual(10)
        expect(new Set(found.map(({ file, line, column }) => `${file}:${line}:${column ?? ''}`)).size).toBe(
          found.length,
        )
        for (const { message, line } of found) {
          expect(message.length).toBeLessThan(350)
          expect(Number.isSafeInteger(line)).toBe(true)
        }
      }),
    )
  })

  it.each(['.', 'a', ' at ', ": '", '1:', '(A ', '::a', ' --> a:', 'make: *** [a', 'a.py:1: '])(
    'are looked for in a time that does not explode in lines of %j',
    (piece) => {
      const line = `${piece.repeat(1000).slice(0, 990)}:1`
      const began = performance.now()
      places([Array.from({ length: 400 }, () => line)])
      expect(performance.now() - began).toBeLessThan(1000)
    },
  )
})

describe('a file', () => {
  const folders = { workspace: '/w/repo', folder: '/w/repo/sub' }
  it.each([
    ['a.c', 'sub/a.c'],
    ['../a.c', 'a.c'],
    ['/w/repo/src/a.c', 'src/a.c'],
    ['..c', 'sub/..c'],
    ['/usr/include/stdio.h', undefined],
    ['../../other/a.c', undefined],
    ['/w/repository/a.c', undefined],
    ['..', undefined],
    ['/w', undefined],
  ])('named %s is %s in the repository', (file, path) => {
    expect(withinWorkspace(file, folders)).toBe(path)
  })
})
