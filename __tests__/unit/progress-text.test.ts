import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { endLine, progressLine, statusLine, type WorkSeen } from '../../src/report/progress.js'
import { Rate } from '../../src/report/rate.js'
import { stepOf } from '../../src/rootfs/debian/build.js'

const aWork = (more: Partial<WorkSeen> = {}): WorkSeen => ({
  what: 'aarch64 minirootfs',
  note: '',
  doneBytes: undefined,
  totalBytes: undefined,
  bytesPerSecond: undefined,
  elapsedMs: 12_345,
  ...more,
})
const DOWNLOAD = aWork({ doneBytes: 1_900_000, totalBytes: 3_800_000, bytesPerSecond: 2_100_000 })
const SETUP = aWork({ what: 'ppc: setup' })

/** Columns as a terminal has them at most: an emoji has two. */
const columnsOf = (line: string): number =>
  Array.from(line).reduce((sum, character) => sum + (/^[ -~]$/.test(character) ? 1 : 2), 0)

describe('the line of one work', () => {
  it.each([
    [100, 'aarch64 minirootfs  [###############---------------]  1.9 of 3.8 MB  2.1 MB/s  1 s'],
    [70, 'aarch64 minirootfs  [#########---------]  1.9 of 3.8 MB  2.1 MB/s  1 s'],
    [60, 'aarch64 minirootfs  [######-------]  1.9 of 3.8 MB  2.1 MB/s'],
    [48, 'aarch64 minirootfs  [#####------]  1.9 of 3.8 MB'],
    [35, 'aarch64 minir...  1.9 of 3.8 MB'],
    [20, 'aarch64 minir...'],
    [10, 'aarch64...'],
    [2, '..'],
    [0, ''],
  ])('has a bar where its size is known, in %d columns', (columns, line) => {
    expect(statusLine([DOWNLOAD], columns, 0)).toBe(line)
  })

  it.each([
    ['no bytes', {}, '| aarch64 minirootfs  12 s'],
    ['a note', { note: '3 of 12, musl' }, '| aarch64 minirootfs  3 of 12, musl  12 s'],
    [
      'an unknown size',
      { doneBytes: 1_900_000, bytesPerSecond: 2e6 },
      '| aarch64 minirootfs  1.9 MB  2.0 MB/s  12 s',
    ],
    [
      'more bytes than were announced',
      { ...DOWNLOAD, doneBytes: 4e6 },
      '| aarch64 minirootfs  4.0 MB  2.1 MB/s  12 s',
    ],
    ['nothing yet', { doneBytes: 0, totalBytes: 0 }, '| aarch64 minirootfs  0.0 kB  12 s'],
    [
      'nothing of something',
      { doneBytes: 0, totalBytes: 5e6, bytesPerSecond: 0 },
      'aarch64 minirootfs  [----------------------]  0.0 kB of 5.0 MB  0.0 kB/s',
    ],
    [
      'all',
      { ...DOWNLOAD, doneBytes: 3.8e6 },
      'aarch64 minirootfs  [####################]  3.8 of 3.8 MB  2.1 MB/s  0 s',
    ],
  ])('tells of %s', (_, more, line) => {
    expect(statusLine([aWork(more)], 72, 0)).toBe(line)
  })

  it('turns its spinner', () => {
    expect([0, 1, 2, 3, 4].map((turn) => statusLine([SETUP], 80, turn)[0])).toEqual([
      '|',
      '/',
      '-',
      '\\',
      '|',
    ])
  })

  it('keeps whole characters of a name that is cut', () => {
    expect(statusLine([aWork({ what: '🦆'.repeat(30) })], 40, 0)).toBe(`| ${'🦆'.repeat(6)}...  12 s`)
  })
})

describe('the line of several works', () => {
  it('has the sum of those whose size is known, and all names', () => {
    const other = aWork({ what: 'qemu-ppc', doneBytes: 1e6, totalBytes: 8.2e6, bytesPerSecond: 1e6 })
    expect(statusLine([DOWNLOAD, SETUP, other], 100, 0)).toBe(
      '| 3 at once, 2.9 of 12 MB, 3.1 MB/s: aarch64 minirootfs, ppc: setup, qemu-ppc',
    )
  })

  it('is cut where it has no room', () => {
    expect(statusLine([DOWNLOAD, SETUP], 40, 1)).toBe('/ 2 at once, 1.9 of 3.8 MB, 2.1 MB/s:...')
  })
})

describe('any line', () => {
  const name = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }))
  const bytes = fc.option(fc.nat({ max: 1e13 }), { nil: undefined })
  const work = fc.record({
    what: name,
    note: name,
    doneBytes: bytes,
    totalBytes: bytes,
    bytesPerSecond: fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }), { nil: undefined }),
    elapsedMs: fc.nat({ max: 1e10 }),
  })

  it('is never wider than the terminal', () => {
    fc.assert(
      fc.property(
        fc.array(work, { maxLength: 5 }),
        fc.oneof(fc.integer({ min: 10, max: 200 }), fc.nat({ max: 10 })),
        fc.nat(),
        (works, columns, turn) => columnsOf(statusLine(works, columns, turn)) <= columns,
      ),
    )
  })
})

describe('lines of a log', () => {
  it.each([
    [DOWNLOAD, 'aarch64 minirootfs: 1.9 of 3.8 MB, 2.1 MB/s, 1 s left'],
    [{ ...DOWNLOAD, bytesPerSecond: 0 }, 'aarch64 minirootfs: 1.9 of 3.8 MB, 0.0 kB/s'],
    [{ ...DOWNLOAD, totalBytes: 1e6 }, 'aarch64 minirootfs: 1.9 MB, 2.1 MB/s'],
    [SETUP, 'ppc: setup: 12 s so far'],
    [{ ...SETUP, note: '3 of 12, musl', elapsedMs: 125_000 }, 'ppc: setup: 3 of 12, musl, 2 min 5 s so far'],
  ])('say how far it is: %#', (work, line) => {
    expect(progressLine(work)).toBe(line)
  })

  it.each([
    [{ ...DOWNLOAD, elapsedMs: 2000 }, 'aarch64 minirootfs: 1.9 MB in 2 s, 950 kB/s'],
    [{ ...DOWNLOAD, elapsedMs: 0 }, 'aarch64 minirootfs: 1.9 MB in 0 s'],
    [{ ...SETUP, elapsedMs: 7_200_000 }, 'ppc: setup: done in 2 h'],
  ])('say what it took: %#', (work, line) => {
    expect(endLine(work)).toBe(line)
  })
})

describe('a rate', () => {
  const rateOf = (...samples: (readonly [ms: number, bytes: number])[]): number | undefined => {
    const rate = new Rate()
    for (const [ms, bytes] of samples) rate.add(ms, bytes)
    return rate.perSecond()
  }

  it.each([
    ['nothing seen', [], undefined],
    ['one look', [[0, 100]], undefined],
    ['two looks at one time', [[5, 0], [5, 100]], undefined], // prettier-ignore
    ['even bytes', [[0, 0], [1000, 500], [2000, 1000]], 500], // prettier-ignore
    ['a stall: the last five seconds count', [[0, 0], [1000, 9000], [7000, 9000], [12_000, 9000]], 0], // prettier-ignore
    ['a file that is begun anew', [[0, 0], [1000, 9000], [2000, 0], [3000, 100]], 100], // prettier-ignore
  ] as const)('is told of %s', (_, samples, rate) => {
    expect(rateOf(...samples)).toBe(rate)
  })
})

describe('what mmdebstrap and dpkg do now', () => {
  it.each([
    ['I: extracting archives...', 'extracting archives'],
    ['Setting up make (4.3-4.1) ...', 'Setting up make'],
    ['Unpacking libc6:ppc64el (2.36-9) over (2.36-8) ...', 'Unpacking libc6:ppc64el'],
    ['Get:1 http://mirror/debian bookworm InRelease [151 kB]', undefined],
    ['E: Unable to locate package nosuch', undefined],
  ])('is read from %s', (line, step) => {
    expect(stepOf(line)).toBe(step)
  })
})
