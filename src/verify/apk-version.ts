/**
 * The order of versions: apk-package(5), and src/version.c of apk-tools 3 (`number{.number}…{letter}{_suffix{number}}…
 * {~hash}{-rnumber}`). apk 2 has the same order but for numbers with leading zeros behind a point (1.010 and 1.02).
 */
const VERSION =
  /^(?<numbers>\d+(?:\.\d+)*)(?<letter>[a-z]?)(?<suffixes>(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~(?<hash>[0-9a-f]+))?(?:-r(?<revision>\d+))?$/

/** Before a release, '' stands for the release itself, and after. */
const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p']

/** Kinds of parts; where two versions go on differently, the one with the earlier kind is the newer. */
const KINDS = ['first', 'number', 'letter', 'suffix', 'suffixNumber', 'hash', 'revision', 'end'] as const

interface Part {
  readonly kind: (typeof KINDS)[number]
  readonly text: string
}

const END: Part = { kind: 'end', text: '' }

export function isVersion(version: string): boolean {
  return VERSION.test(version)
}

/** Below 0 where `a` is older than `b`, above 0 where it is newer. What is no version is older than what is one. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)]
  for (let at = 0; ; at++) {
    const [one, other] = [left[at] ?? END, right[at] ?? END]
    if (one.kind !== other.kind) return compareKinds(one, other)
    if (one.kind === 'end') return 0
    const order = compareTexts(one, other)
    if (order !== 0) return order
  }
}

/** A few versions are compared again and again. */
const taken = new Map<string, readonly Part[]>()

function parts(version: string): readonly Part[] {
  const known = taken.get(version) ?? takeApart(version)
  taken.set(version, known)
  return known
}

function takeApart(version: string): readonly Part[] {
  const found = VERSION.exec(version)?.groups
  if (found === undefined) return []
  const { numbers = '', letter = '', suffixes = '', hash = '', revision = '' } = found
  const all: Part[] = [
    ...numbers.split('.').map((text, at): Part => ({ kind: at === 0 ? 'first' : 'number', text })),
    { kind: 'letter', text: letter },
    ...Array.from(suffixes.matchAll(/_([a-z]+)(\d*)/g)).flatMap(([, suffix = '', number = '']): Part[] => [
      { kind: 'suffix', text: suffix },
      { kind: 'suffixNumber', text: number },
    ]),
    { kind: 'hash', text: hash },
    { kind: 'revision', text: revision },
  ]
  return all.filter(({ text }) => text !== '')
}

/** What goes on is newer than what ends, but for a suffix that comes before a release. */
function compareKinds(one: Part, other: Part): number {
  if (isBeforeRelease(one)) return -1
  if (isBeforeRelease(other)) return 1
  return KINDS.indexOf(other.kind) - KINDS.indexOf(one.kind)
}

function isBeforeRelease({ kind, text }: Part): boolean {
  return kind === 'suffix' && SUFFIXES.indexOf(text) < SUFFIXES.indexOf('')
}

function compareTexts({ kind, text: one }: Part, { text: other }: Part): number {
  switch (kind) {
    case 'suffix':
      return SUFFIXES.indexOf(one) - SUFFIXES.indexOf(other)
    case 'number':
      return one.startsWith('0') || other.startsWith('0') ? byCode(one, other) : byValue(one, other)
    case 'first':
    case 'suffixNumber':
    case 'revision':
      return byValue(one, other)
    default:
      return byCode(one, other)
  }
}

/** Numbers of any length: a date with a time is larger than what a double holds. */
function byValue(one: string, other: string): number {
  const [a, b] = [BigInt(one), BigInt(other)]
  return a < b ? -1 : a > b ? 1 : 0
}

function byCode(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
