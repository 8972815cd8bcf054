import { describe, expect, it } from '@jest/globals'
import { planPolicy } from '../../src/plan/policy.js'
import { DROPPED_CAPABILITIES } from '../../src/sandbox/capabilities.js'
import { givenBack, limits } from '../../src/sandbox/policy.js'
import { anInputs } from '../support/builders.js'

const ALL = 40

describe('the policy of a command', () => {
  it.each([
    { raw: {}, given: [], limited: /^-cap_2,.*,-cap_40,no-new-privs$/, warned: [] },
    { raw: { setuid: 'true' }, given: [], limited: /-cap_40$/, warned: [] },
    { raw: { nested: 'true' }, given: ['nested'], limited: /no-new-privs$/, warned: [/^nested is on/] },
    {
      raw: { privileged: 'true' },
      given: ['nested', 'privileged'],
      limited: /^$/,
      warned: [/^privileged is on/],
    },
  ])('of $raw gives back $given', ({ raw, given, limited, warned }) => {
    const { policy, warnings } = planPolicy(anInputs(raw))
    expect(givenBack(policy)).toEqual(given)
    expect(limits(policy, ALL)).toMatch(limited)
    expect(warnings).toEqual(warned.map((pattern) => expect.stringMatching(pattern)))
  })

  it('names no capability that the kernel does not know', () => {
    const { policy } = planPolicy(anInputs({ setuid: 'true' }))
    const numbers = limits(policy, 37)
      .split(',')
      .map((word) => Number(word.replace('-cap_', '')))
    expect(numbers).toEqual(Object.values(DROPPED_CAPABILITIES).filter((number) => number <= 37))
  })
})
