import { describe, expect, it } from '@jest/globals'
import type { Entry } from '../../src/binfmt/entry.js'
import type { RawInputs } from '../../src/inputs/table.js'
import { plan, type Host, type Plan, type Target } from '../../src/plan.js'
import { aHost, anInputs, architecture } from '../support/builders.js'

const X86_64 = architecture('x86_64')

function planned(raw: RawInputs, host: Partial<Host> = {}): Plan {
  const decided = plan(anInputs(raw), aHost(host), X86_64)
  if (!decided.ok) throw new Error(decided.problems.join('\n'))
  return decided.value
}

function only(raw: RawInputs, host: Partial<Host> = {}): Target {
  const [target] = planned(raw, host).targets
  if (!target) throw new Error('no target')
  return target
}

function problemsOf(raw: RawInputs): readonly string[] {
  const decided = plan(anInputs(raw), aHost(), X86_64)
  return decided.ok ? [] : decided.problems
}

function anEntry(overrides: Partial<Entry> = {}): Entry {
  const { magic, mask } = architecture('s390x')
  return {
    enabled: true,
    interpreter: '/usr/bin/qemu-s390x-static',
    flags: 'PF',
    offset: 0,
    magic,
    mask,
    ...overrides,
  }
}

describe('execution', () => {
  it.each(['x86_64', 'x86'])('of %s on x86_64 needs no emulator', (arch) => {
    expect(only({ arch }).execution).toEqual({ kind: 'native' })
  })

  it('needs a handler of the name that abuild looks for', () => {
    expect(only({ arch: 's390x' }).execution).toEqual({ kind: 'register', entry: 'qemu-s390x' })
  })

  it('uses a good entry that is there', () => {
    const entries = new Map([['qemu-s390x', anEntry({ flags: 'POF' })]])
    expect(only({ arch: 's390x' }, { entries }).execution).toEqual({
      kind: 'reuse',
      entry: 'qemu-s390x',
      interpreter: '/usr/bin/qemu-s390x-static',
    })
  })

  it.each<[string, Partial<Entry>]>([
    ['it is disabled', { enabled: false }],
    ['it has no flag F', { flags: 'P' }],
    ['it has no flag P', { flags: 'OF' }],
    ['its magic or mask is another', { magic: architecture('ppc').magic }],
    ['its magic or mask is another', { offset: 2 }],
  ])('leaves an entry alone because %s, and says so', (reason, fault) => {
    const { targets, notes } = planned(
      { arch: 's390x' },
      { entries: new Map([['qemu-s390x', anEntry(fault)]]) },
    )
    expect(targets[0]?.execution).toEqual({ kind: 'register', entry: 'xarch-s390x' })
    expect(notes.join('\n')).toContain(reason)
  })
})

describe('the branch', () => {
  it('is the last that has the architecture, where none is asked for', () => {
    expect(only({ arch: 'mips64' }).root.branch).toBe('v3.14')
    expect(only({ arch: 's390x' }).root.branch).toBe('latest-stable')
  })

  it.each([
    ['mips64', 'v3.20', /Alpine has mips64 from v3\.12 to v3\.14/],
    ['riscv64', 'v3.19', /Alpine has riscv64 from v3\.20 on/],
    ['mips64', 'edge', /Alpine has mips64 from v3\.12 to v3\.14/],
  ])('of %s cannot be %s on the public mirror', (arch, branch, problem) => {
    expect(problemsOf({ arch, branch })).toEqual([expect.stringMatching(problem)])
  })

  it('is what another mirror says it has', () => {
    expect(only({ arch: 'mips64', branch: 'v3.20', mirror: 'https://mirror.example' }).root.branch).toBe(
      'v3.20',
    )
  })
})

describe('an architecture that Alpine never had', () => {
  it.each(['ppc', 'ppc64'])('%s needs a mirror or repositories of its own', (arch) => {
    expect(problemsOf({ arch })).toEqual([
      expect.stringMatching(/was never published by Alpine; give a mirror .*Adélie/),
    ])
    expect(problemsOf({ arch, repositories: 'https://repositories.example/main' })).toEqual([])
    expect(problemsOf({ arch, mirror: 'https://mirror.example' })).toEqual([])
  })
})

describe('the key of a root', () => {
  const key = (raw: RawInputs, host: Partial<Host> = {}): string =>
    only({ arch: 's390x', ...raw }, host).root.key

  it('is the same for the same root, whatever the order of the packages', () => {
    expect(key({ packages: 'make gcc' })).toBe(key({ packages: 'gcc, make' }))
    expect(key({ env: 'A=1', 'working-directory': 'x', run: 'make' })).toBe(key({}))
  })

  const keyed = { name: 'a.rsa.pub', pem: '', digest: '00' }
  it.each<[string, RawInputs, Partial<Host>]>([
    ['packages', { packages: 'make' }, {}],
    ['the branch', { branch: 'v3.20' }, {}],
    ['the mirror', { mirror: 'https://mirror.example' }, {}],
    ['repositories', { repositories: 'https://repositories.example' }, {}],
    ['trust', { 'allow-untrusted': 'true' }, {}],
    ['a key', {}, { keys: [keyed] }],
    ['the architecture', { arch: 'ppc64le' }, {}],
  ])('is another with other %s', (_, raw, host) => {
    expect(key(raw, host)).not.toBe(key({}))
  })

  it("fits GitHub's cache: no comma, at most 512 characters", () => {
    expect(key({})).toMatch(/^xarch-\d+-s390x-[\da-f]{24}$/)
  })
})
