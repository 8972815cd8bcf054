import { describe, expect, it } from '@jest/globals'
import type { RawInputs } from '../../src/inputs/table.js'
import { planRoots, type RootsPlan, type Target } from '../../src/plan/roots.js'
import type { PublicKey } from '../../src/rootfs/keys.js'
import { anInputs, architecture } from '../support/builders.js'

const X86_64 = architecture('x86_64')

function planned(raw: RawInputs, keys: readonly PublicKey[] = []): RootsPlan {
  const decided = planRoots(anInputs(raw), {
    keys,
    hostArch: X86_64,
    sourceDigest: undefined,
    hasOwners: true,
  })
  if (!decided.ok) throw new Error(decided.problems.join('\n'))
  return decided.value
}

function only(raw: RawInputs, keys: readonly PublicKey[] = []): Target {
  const [target] = planned(raw, keys).targets
  if (!target) throw new Error('no target')
  return target
}

function problemsOf(raw: RawInputs): readonly string[] {
  const decided = planRoots(anInputs(raw), {
    keys: [],
    hostArch: X86_64,
    sourceDigest: undefined,
    hasOwners: true,
  })
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
    ['another source', { rootfs: 'docker://alpine' }, []],
    ['base packages', { 'base-packages': 'busybox' }, []],
    ['setup', { setup: 'true' }, []],
    ['demands on its signature', { signature: 'required' }, []],
  ])('is another with other %s', (_, raw, keys) => {
    expect(key(raw, keys)).not.toBe(key({}))
  })

  it("fits GitHub's cache: no comma, at most 512 characters", () => {
    expect(key({})).toMatch(/^xarch-\d+-s390x-[\da-f]{52}-[\da-f]{24}$/)
    expect(key({}).length).toBeLessThan(200)
  })
})

describe('the steps of a root', () => {
  const steps = (raw: RawInputs): string[] =>
    only({ arch: 's390x', ...raw }).root.steps.map(({ kind }) => kind)
  const keys = (raw: RawInputs): readonly string[] =>
    only({ arch: 's390x', ...raw }).root.steps.map(({ key }) => key)

  it.each<[RawInputs, string[]]>([
    [{}, ['base']],
    [{ packages: 'make' }, ['base', 'packages']],
    [{ setup: 'true' }, ['base', 'setup']],
    [{ packages: 'make', setup: 'true' }, ['base', 'packages', 'setup']],
  ])('of %j are %j', (raw, expected) => {
    expect(steps(raw)).toEqual(expected)
  })

  it('that another setup leaves as they were keep their keys', () => {
    const [one, other] = [keys({ packages: 'make', setup: 'a' }), keys({ packages: 'make', setup: 'b' })]
    expect(one.slice(0, 2)).toEqual(other.slice(0, 2))
    expect(one[2]).not.toBe(other[2])
    expect(keys({ packages: 'make' })).toEqual(one.slice(0, 2))
    expect(keys({})).toEqual(one.slice(0, 1))
  })

  it('do not depend on the network where nothing is set up', () => {
    expect(keys({ network: 'none' })).toEqual(keys({}))
    expect(keys({ network: 'none', setup: 'a' })).not.toEqual(keys({ setup: 'a' }))
  })

  it('of a folder are never kept, those of a tarball are known by what it has in it', () => {
    const decide = (digest: string | undefined) => {
      const sourceDigest = digest === undefined ? undefined : ({ algorithm: 'sha256', digest } as const)
      const decided = planRoots(anInputs({ arch: 's390x', rootfs: './root.tar' }), {
        keys: [],
        hostArch: X86_64,
        hasOwners: true,
        sourceDigest,
      })
      return decided.ok ? decided.value.targets[0]?.root : undefined
    }
    expect(decide(undefined)?.cache).toBe('false')
    expect(decide('aa')?.cache).toBe('true')
    expect(decide('aa')?.key).not.toBe(decide('bb')?.key)
  })
})

describe('the native root that apk runs in', () => {
  it('is the same that a target of that architecture begins with', () => {
    const { targets, installer } = planned({ arch: 'x86_64', packages: 'make' })
    expect(installer('latest-stable').key).toBe(targets[0]?.root.steps[0]?.key)
  })
})
