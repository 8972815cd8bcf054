import { describe, expect, it } from '@jest/globals'
import { parseInputs } from '../../src/inputs/parse.js'
import { isolated } from '../../src/plan/isolation.js'
import { planPolicy } from '../../src/plan/policy.js'
import { DROPPED_CAPABILITIES } from '../../src/sandbox/capabilities.js'
import { givenBack, limits } from '../../src/sandbox/policy.js'
import { anInputs } from '../support/builders.js'

const ALL = 40
const filter = { prctl: 157, program: Buffer.from('0600', 'hex') }

describe('the policy of a command', () => {
  it.each([
    { raw: {}, given: [], limited: /^-cap_2,.*,-cap_40,no-new-privs$/, warned: [] },
    { raw: { setuid: 'true' }, given: [], limited: /-cap_40$/, warned: [] },
    {
      raw: { isolation: 'strict' },
      given: [],
      limited: /-cap_40,no-new-privs,seccomp:157:0600$/,
      warned: [],
    },
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
    const needed = policy.strict ? filter : undefined
    expect(limits(policy, { lastCapability: ALL, filter: needed })).toMatch(limited)
    expect(warnings).toEqual(warned.map((pattern) => expect.stringMatching(pattern)))
  })

  it('names no capability that the kernel does not know', () => {
    const { policy } = planPolicy(anInputs({ setuid: 'true' }))
    const numbers = limits(policy, { lastCapability: 37, filter })
      .split(',')
      .map((word) => Number(word.replace('-cap_', '')))
    expect(numbers).toEqual(Object.values(DROPPED_CAPABILITIES).filter((number) => number <= 37))
  })
})

describe('what strict isolation means for other inputs', () => {
  it.each([
    { raw: { isolation: 'strict' }, network: 'none', binfmt: 'private', rootImage: 'false' },
    { raw: { isolation: 'strict', network: 'host' }, network: 'host', binfmt: 'private', rootImage: 'false' },
    { raw: { isolation: 'unshare' }, network: 'host', binfmt: 'system', rootImage: 'auto' },
    { raw: { network: 'none' }, network: 'none', binfmt: 'system', rootImage: 'auto' },
  ] as const)('of $raw: network $network, handlers $binfmt', ({ raw, network, binfmt, rootImage }) => {
    const asked = anInputs(raw)
    const { kind } = asked.isolation
    const inputs = isolated(asked, kind === 'auto' ? 'unshare' : kind)
    expect({ ...inputs, network: inputs.isolation.network }).toMatchObject({ network, binfmt, rootImage })
  })

  it('a build has the network all the same, so that its root is the same', () => {
    expect(anInputs({ isolation: 'strict' }).network).toBe('host')
  })

  it.each([{ setuid: 'true' }, { nested: 'true' }, { privileged: 'true' }, { rootfs: 'debian:bookworm' }])(
    '%p is refused with it',
    (raw) => {
      const parsed = parseInputs({ isolation: 'strict', ...raw })
      expect(parsed).toEqual({ ok: false, problems: [expect.stringContaining('"strict"')] })
    },
  )
})
