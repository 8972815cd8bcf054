import { describe, expect, it } from '@jest/globals'
import type { Outcome } from '../../src/outcome.js'
import { failures } from '../../src/report/failures.js'
import { anOutcome } from '../support/builders.js'

const FOLDERS = { workspace: '/w/repo', folder: '/w/repo/sub', script: '/temp/commands' }
const failed = (overrides: Partial<Outcome> = {}): Outcome =>
  anOutcome({ exit: { status: 2, signal: null }, ...overrides })
const place = (file: string, message = 'x'): Outcome['annotations'][number] => ({
  file,
  line: 3,
  column: undefined,
  message,
})

describe('the errors of a step', () => {
  it('are one for each target that failed, at the first place in the repository, with all of them', () => {
    const annotations = [place('/usr/include/a.h'), { ...place('a.c', 'y'), column: 5 }, place('../b.c')]
    expect(failures([anOutcome(), failed({ arch: 'ppc', annotations, advice: ['try'] })], FOLDERS)).toEqual([
      {
        title: 'xarch: ppc failed (status 2)',
        message: 'ppc: the command ended with status 2\ndo: try\nsub/a.c:3:5: y\nb.c:3: x',
        place: { file: 'sub/a.c', line: 3, column: 5, message: 'y' },
      },
    ])
  })

  it('name lines of the commands that the step has itself, which are in no file of the repository', () => {
    expect(
      failures([failed({ annotations: [place('/temp/commands', 'foo: not found')] })], FOLDERS),
    ).toMatchObject([
      { message: 's390x: the command ended with status 2\nrun:3: foo: not found', place: undefined },
    ])
  })

  it.each([
    ['a signal', { exit: { status: null, signal: 'SIGSEGV' } }, ' (SIGSEGV, status 139)', /SIGSEGV/],
    ['its time', { exit: { status: 124, signal: null }, lateMs: 60_000 }, ' (timeout)', /after 1 minute /],
    ['an error', { exit: undefined, error: ['no root', 'do: y'] }, '', /^s390x: no root\ndo: y$/],
  ] as const)('tell how it ended by %s', (_, overrides, how, message) => {
    expect(failures([failed(overrides)], FOLDERS)).toEqual([
      { title: `xarch: s390x failed${how}`, message: expect.stringMatching(message), place: undefined },
    ])
  })

  it('are none for targets that passed, were set up, or were cancelled as another one failed', () => {
    const cancelled = failed({ arch: 'ppc', isCancelled: true })
    const all = [anOutcome(), anOutcome({ exit: undefined }), cancelled, failed({ arch: 'mips64' })]
    expect(failures(all, FOLDERS).map(({ title }) => title)).toEqual(['xarch: mips64 failed (status 2)'])
    expect(failures([anOutcome(), cancelled], FOLDERS)).toHaveLength(1) // it was us who were asked to end
  })

  it('have no password and no command to the runner in what the guest said', () => {
    const [error] = failures(
      [failed({ annotations: [place('a.c', '##[error]x https://me:pw@host/')] })],
      FOLDERS,
    )
    expect(error?.message).toContain('##\\[error]x https://***@host/')
  })
})
