import { describe, expect, it } from '@jest/globals'
import { check, neededCheck, type State } from '../../src/doctor/check.js'
import { canRun } from '../../src/doctor/examine.js'
import { doctorJson, doctorText } from '../../src/report/doctor.js'
import { architecture } from '../support/builders.js'

const s390x = architecture('s390x')
const ppc = architecture('ppc')

describe('the verdict', () => {
  const STATES: readonly State[] = ['ok', 'limited', 'missing']
  it.each(STATES.flatMap((state) => [true, false].map((needed) => ({ state, needed }))))(
    'of what is $state and needed: $needed',
    ({ state, needed }) => {
      const checks = [neededCheck('a', 'ok', 'a'), { ...check('b', state, 'b'), needed }]
      expect(canRun({ checks })).toBe(!(needed && state === 'missing'))
    },
  )
})

describe('the report', () => {
  const examined = {
    checks: [
      neededCheck('kernel', 'ok', 'Linux'),
      check('program-tar', 'ok', 'for tar'),
      check('program-zstd', 'missing', 'not there', 'apt-get install zstd'),
      check('program-perl', 'ok', 'for perl'),
      neededCheck('mirror', 'missing', 'no answer', '--mirror URL'),
    ],
    runs: [
      { arch: s390x, isolation: 'strict' as const },
      { arch: ppc, isolation: undefined },
    ],
  }

  it('stands in columns, with what mends below', () => {
    expect(doctorText(examined)).toBe(`kernel        ok       Linux
programs      ok       tar perl
program-zstd  missing  not there
                       do: apt-get install zstd
mirror        missing  no answer
                       do: --mirror URL

xarch run cannot do its work here; it needs: mirror.
`)
  })

  it('is JSON that holds all of it', () => {
    expect(JSON.parse(doctorJson(examined))).toEqual({
      version: 1,
      canRun: false,
      architectures: [
        { name: 's390x', isolation: 'strict' },
        { name: 'ppc', isolation: null },
      ],
      checks: examined.checks.map((one) => ({ ...one, mend: one.mend ?? null })),
    })
  })
})
