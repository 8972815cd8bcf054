import { describe, expect, it } from '@jest/globals'
import type { RawInputs } from '../../src/inputs/table.js'
import { planRoots, type RootsPlan, type Target } from '../../src/plan/roots.js'
import type { PublicKey } from '../../src/rootfs/keys.js'
import { anInputs, architecture } from '../support/builders.js'

const X86_64 = architecture('x86_64')

function planned(raw: RawInputs, keys: readonly PublicKey[] = []): RootsPlan {
  const decided = planRoots(anInputs(raw), keys, X86_64)
  if (!decided.ok) throw new Error(decided.problems.join('\n'))
  return decided.value
}

function only(raw: RawInputs, keys: readonly PublicKey[] = []): Target {
  const [target] = planned(raw, keys).targets
  if (!target) throw new Error('no target')
  return target
}

function problemsOf(raw: RawInputs): readonly string[] {
  const decided = planRoots(anInputs(raw), [], X86_64)
  return decided.ok ? [] : decided.problems
}

describe('roots', () => {
  it('are made for the architectures to run on, not for those of further handlers', () => {
    const { targets } = planned({ arch: 's390x', handlers: 'ppc64le' })
    expect(targets.map(({ arch }) => arch.name)).toEqual(['s390x'])
    expect(planned({ rootfs: 'none', handlers: 'riscv64' }).targets).toEqual([])
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
  const key = (raw: RawInputs, keys: readonly PublicKey[] = []): string =>
    only({ arch: 's390x', ...raw }, keys).root.key

  it('is the same for the same root, whatever the order of the packages', () => {
    expect(key({ packages: 'make gcc' })).toBe(key({ packages: 'gcc, make' }))
    expect(key({ env: 'A=1', 'working-directory': 'x', run: 'make' })).toBe(key({}))
  })

  const keyed = { name: 'a.rsa.pub', pem: '', digest: '00' }
  it.each<[string, RawInputs, PublicKey[]]>([
    ['packages', { packages: 'make' }, []],
    ['the branch', { branch: 'v3.20' }, []],
    ['the mirror', { mirror: 'https://mirror.example' }, []],
    ['repositories', { repositories: 'https://repositories.example' }, []],
    ['trust', { 'allow-untrusted': 'true' }, []],
    ['a key', {}, [keyed]],
    ['the architecture', { arch: 'ppc64le' }, []],
  ])('is another with other %s', (_, raw, keys) => {
    expect(key(raw, keys)).not.toBe(key({}))
  })

  it("fits GitHub's cache: no comma, at most 512 characters", () => {
    expect(key({})).toMatch(/^xarch-\d+-s390x-[\da-f]{24}$/)
  })
})
