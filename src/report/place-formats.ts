type Groups = Readonly<Record<string, string | undefined>>

/** How one kind of program names a place in a file. */
export interface Format {
  readonly name: string
  /** With the groups `file`, `line`, `column` and `message`, where they stand in that line. */
  readonly place: RegExp
  /** The message, where it stands in another line; undefined: the line names nothing wrong. */
  readonly message?: (lines: readonly string[], at: number, groups: Groups) => string | undefined
  /** 0, the default: where it is wrong. 1: where that was noticed. 2: only a file. */
  readonly rank?: number
}

/** How many lines before or behind a place its message may be. */
const NEAR = 60

/** One row for each way to say it; the first that fits a line counts. */
export const FORMATS: readonly Format[] = [
  {
    name: 'gcc, clang, as', // and who says it as they do: javac, mypy, swiftc
    place:
      /^(?!\d+:)(?<file>[^\s:][^:]*):(?<line>\d+):(?:(?<column>\d+):)? (?:fatal |internal compiler )?[eE]rror: (?<message>.+)$/,
  },
  {
    name: 'ld',
    place:
      /^(?:\S*ld(?:\.\w+)?: )?(?<file>[^\s:][^:]*):(?<line>\d+): (?<message>(?:undefined reference to|multiple definition of) .+)$/,
  },
  {
    name: 'make: a makefile that cannot be read',
    place: /^(?<file>[^\s:][^:]*):(?<line>\d+): \*\*\* (?<message>.+)$/,
  },
  {
    name: 'make: a recipe',
    place:
      /^\S*make(?:\[\d+\])?: \*\*\* \[(?<file>[^:\]]+):(?<line>\d+): (?<target>[^\]]+)\] (?<end>Error \d+|[A-Z].*)$/,
    message: (_lines, _at, { target = '', end = '' }) => `${target}: ${end}`,
    rank: 1,
  },
  {
    name: 'rustc',
    place: /^ *--> (?<file>[^:]+):(?<line>\d+):(?<column>\d+)$/,
    message: (lines, at) =>
      /^error(?:\[E\d+\])?: (?<message>.+)$/.exec(lines[at - 1] ?? '')?.groups?.['message'],
  },
  {
    name: 'a panic of Rust', // since 1.73
    place: /^thread '.*' (?:\(\d+\) )?panicked at (?<file>[^:]+):(?<line>\d+):(?<column>\d+):$/,
    message: (lines, at) => lines[at + 1],
  },
  {
    name: 'go build, go vet',
    place: /^(?:vet: )?(?<file>[^\s:]+\.go):(?<line>\d+):(?<column>\d+): (?<message>.+)$/,
  },
  {
    name: 'go test',
    place: /^ {4,}(?<file>[^\s:]+_test\.go):(?<line>\d+): (?<message>.+)$/,
    message: (lines, at, { message }) => (isUnderFailure(lines, at) ? message : undefined),
  },
  {
    name: 'pytest', // --tb=long and --tb=line
    place:
      /^(?<file>[^\s:]+\.py):(?<line>\d+): (?<message>[A-Z]\w*|assert .+|[A-Z]\w*(?:Error|Exception): .+)$/,
    message: (lines, at, { message }) => errorBefore(lines, at) ?? message,
  },
  {
    name: 'pytest --tb=short',
    place: /^(?<file>[^\s:]+\.py):(?<line>\d+): in \S+$/,
    message: errorBehind,
  },
  {
    name: 'pytest, the summary',
    place: /^(?:FAILED|ERROR) (?<file>[^\s:]+\.py)(?:::(?<test>.+?))?(?: - (?<said>.+))?$/,
    message: (_lines, _at, { test, said }) => [test, said].filter((part) => part !== undefined).join(': '),
    rank: 2,
  },
  {
    name: 'a traceback of Python',
    place: /^ {2}File "(?<file>[^"<]+)", line (?<line>\d+)(?:, in .+)?$/,
    message: endOfTraceback,
  },
  {
    name: 'busybox sh, bash',
    place: /^(?<file>[^\s:][^:]*): line (?<line>\d+): (?<message>(?!warning: ).+)$/,
  },
  {
    name: 'dash',
    place:
      /^(?=[^\s:]*[./])(?<file>[^\s:][^:]*): (?<line>\d+): (?<message>Syntax error: .+|Bad substitution|.+: (?:not found|parameter not set|Permission denied|bad variable name|is read only))$/,
  },
  {
    name: 'a test of Perl',
    place: /^# {3}at (?<file>\S+) line (?<line>\d+)\.$/,
    message: (lines, at) => /^# {3}(?<message>Failed .+)$/.exec(lines[at - 1] ?? '')?.groups?.['message'],
  },
  {
    name: 'perl',
    place: /^(?!#|Use of |Useless )(?<message>.+) at (?<file>[^\s(]+) line (?<line>\d+)\.$/,
    rank: 1,
  },
  {
    name: 'ruby',
    place: /^(?<file>[^\s:]+):(?<line>\d+):in [`'].+': (?<message>.+ \([A-Z][\w:]*\))$/,
  },
]

/** A line that a failed test of Go has said: below its name, or above it with -v. */
function isUnderFailure(lines: readonly string[], at: number): boolean {
  const isVerdict = (line: string): boolean => /^ *--- (FAIL|PASS|SKIP): |^=== |^(ok|FAIL|PASS)\b/.test(line)
  const before = lines.slice(Math.max(0, at - NEAR), at).findLast(isVerdict) ?? ''
  if (/^ *--- /.test(before)) return before.includes('--- FAIL: ')
  const behind = lines.slice(at + 1, at + NEAR).find((line) => isVerdict(line) && !line.startsWith('=== '))
  return behind?.includes('--- FAIL: ') ?? false
}

/** The first of pytest's last lines that begin with E. */
function errorBefore(lines: readonly string[], at: number): string | undefined {
  const near = lines.slice(Math.max(0, at - NEAR), at)
  const end = near.findLastIndex((line) => line.startsWith('E  '))
  if (near.slice(end + 1).some((line) => /^\S+\.py:\d+: /.test(line))) return undefined
  let begin = end
  while (near[begin - 1]?.startsWith('E  ')) begin--
  return near[begin]?.replace(/^E +/, '')
}

/** The next of pytest's lines that begin with E, where no other place comes before it: the innermost one counts. */
function errorBehind(lines: readonly string[], at: number): string | undefined {
  const next = lines.slice(at + 1, at + NEAR).find((line) => /^E {2}|^\S/.test(line))
  return next?.startsWith('E  ') ? next.replace(/^E +/, '') : undefined
}

/** What a traceback ends with, for the innermost of its places that is no library's. */
function endOfTraceback(lines: readonly string[], at: number): string | undefined {
  const isLibrary = (line: string): boolean => /\/(site|dist)-packages\/|\/lib\/python\d|"</.test(line)
  if (isLibrary(lines[at] ?? '')) return undefined
  for (const line of lines.slice(at + 1, at + NEAR)) {
    if (/^ {2}File "/.test(line) && !isLibrary(line)) return undefined
    if (/^\S/.test(line)) return /^[A-Za-z_][\w.]*(?:: .*)?$/.test(line) ? line : undefined
  }
  return undefined
}
