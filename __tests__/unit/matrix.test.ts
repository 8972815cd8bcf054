import { describe, expect, it } from '@jest/globals'
import { parseMatrixArguments } from '../../src/inputs/matrix-arguments.js'
import { planMatrix } from '../../src/plan/matrix.js'
import { architecture } from '../support/builders.js'

const THREE = ['s390x', 'aarch64', 'x86'].map(architecture)

describe('a matrix', () => {
  it('has a job for each architecture, on a machine that runs it natively where GitHub has one', () => {
    expect(planMatrix(THREE, [])).toEqual({
      ok: true,
      value: {
        include: [
          { arch: 's390x', 'runs-on': 'ubuntu-24.04' },
          { arch: 'aarch64', 'runs-on': 'ubuntu-24.04-arm' },
          { arch: 'x86', 'runs-on': 'ubuntu-24.04' },
        ],
      },
    })
  })

  it('takes machines for all and for one, by any name of its', () => {
    const planned = planMatrix(THREE, ['large', 'linux/arm64=self-hosted+arm', 'i386=small'])
    expect(planned.ok && planned.value.include.map((job) => job['runs-on'])).toEqual([
      'large',
      ['self-hosted', 'arm'],
      'small',
    ])
  })

  it.each(['arch64=large', 'aarch64=', '=large', 'a++b'])('refuses %s', (item) => {
    expect(planMatrix(THREE, [item])).toEqual({
      ok: false,
      problems: [
        expect.stringContaining(`runs-on: got "${item}"; allowed are LABEL, for all, and ARCH=LABEL`),
      ],
    })
  })
})

describe('the arguments of matrix', () => {
  it('are architectures, by commas or blanks, and machines', () => {
    const parsed = parseMatrixArguments([
      'arm64,s390x',
      'ppc',
      '--runs-on',
      'large',
      '--runs-on',
      'ppc=small',
    ])
    expect(parsed.ok && !parsed.value.help && parsed.value).toMatchObject({
      architectures: [{ name: 'aarch64' }, { name: 's390x' }, { name: 'ppc' }],
      runsOn: ['large', 'ppc=small'],
    })
  })

  it.each([
    [[], 'no architecture was given'],
    [['arch64'], 'did you mean "aarch64"'],
    [['s390x', '--run-on', 'x'], 'did you mean --runs-on'],
  ])('%j are refused', (args, says) => {
    const parsed = parseMatrixArguments(args)
    expect(parsed.ok ? [] : parsed.problems.join('\n')).toContain(says)
  })
})
