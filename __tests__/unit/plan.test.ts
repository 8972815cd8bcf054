import { describe, expect, it } from '@jest/globals'
import type { SeenEntry } from '../../src/binfmt/entry.js'
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

function anEntry(overrides: Partial<SeenEntry> = {}): SeenEntry {
  const { magic, mask } = architecture('s390x')
  return {
    enabled: true,
    interpreter: '/usr/bin/qemu-s390x-static',
    flags: 'PF',
    offset: 0,
    magic,
    mask,
    isOurs: false,
    ...overrides,
  }
}

describe('execution', () => {
  it.each(['x86_64', 'x86'])('of %s on x86_64 needs no emulator', (arch) => {
    const { targets, handlers } = planned({ arch })
    expect(targets.map(({ execution }) => execution)).toEqual([{ kind: 'native' }])
    expect(handlers).toEqual([])
  })

  it('of 32-bit arm on aarch64 is native only where its canary has run', () => {
    const on = (runs: string[]): string | undefined =>
      planned({ arch: 'armv7' }, { machine: 'aarch64', runs: new Set(runs) }).targets[0]?.execution.kind
    expect([on(['armv7']), on([])]).toEqual(['native', 'register'])
  })

  it.each([
    ['s390x', ['qemu-s390x']],
    ['loongarch64', ['qemu-loongarch64', 'qemu-loongarch']],
  ])('of %s needs handlers of the names that abuild looks for', (arch, names) => {
    const { targets, handlers } = planned({ arch })
    expect(targets[0]?.execution).toEqual({ kind: 'register' })
    expect(handlers).toEqual([{ arch: architecture(arch), names, setuid: false }])
  })

  it('uses a good entry that is there', () => {
    const entries = new Map([['qemu-s390x', anEntry({ flags: 'POF', version: '10.0.2' })]])
    const { targets, handlers, warnings } = planned({ arch: 's390x' }, { entries })
    expect(targets[0]?.execution).toEqual({
      kind: 'reuse',
      entry: 'qemu-s390x',
      interpreter: '/usr/bin/qemu-s390x-static',
      version: '10.0.2',
    })
    expect({ handlers, warnings }).toEqual({ handlers: [], warnings: [] })
  })

  it('uses an old emulator of the machine never in silence', () => {
    const entries = new Map([['qemu-s390x', anEntry({ version: '7.2.22' })]])
    const { targets, warnings } = planned({ arch: 's390x' }, { entries })
    expect(targets[0]?.execution.kind).toBe('reuse')
    expect(warnings).toEqual([
      expect.stringMatching(/qemu-s390x of this machine runs qemu 7\.2\.22: .*fixed in 8\.1/),
    ])
  })

  it('shares an entry of another xarch by registering it too', () => {
    const entries = new Map([['qemu-s390x', anEntry({ isOurs: true })]])
    expect(planned({ arch: 's390x' }, { entries }).handlers[0]?.names).toEqual(['qemu-s390x'])
  })

  it.each<[string, Partial<SeenEntry>, RawInputs?]>([
    ['it is disabled', { enabled: false }],
    ['it has no flag F', { flags: 'P' }],
    ['it has no flag P', { flags: 'OF' }],
    ['it has no flag C', { flags: 'POF' }, { setuid: 'true' }],
    ['its magic or mask is another', { magic: architecture('ppc').magic }],
    ['its magic or mask is another', { offset: 2 }],
    ['a program did not run through it', { works: false }],
    ['it has no flag F', { flags: 'P', isOurs: true }],
  ])('leaves an entry alone because %s, and says so', (reason, fault, raw = {}) => {
    const entries = new Map([['qemu-s390x', anEntry(fault)]])
    const { targets, handlers, notes } = planned({ arch: 's390x', ...raw }, { entries })
    expect(targets[0]?.execution).toEqual({ kind: 'register' })
    expect(handlers[0]?.names).toEqual(['xarch-s390x'])
    expect(notes.join('\n')).toContain(reason)
  })

  it('takes no notice of the machine’s entries where handlers are private', () => {
    const entries = new Map([['qemu-s390x', anEntry({ flags: 'P' })]])
    const { handlers, notes } = planned({ arch: 's390x', binfmt: 'private' }, { entries })
    expect(handlers[0]?.names).toEqual(['qemu-s390x'])
    expect(notes).toEqual([])
  })
})

describe('handlers', () => {
  it('are registered for further architectures, each cpu once, without a root for them', () => {
    const { targets, handlers, runnable } = planned({ arch: 's390x', handlers: 'arm armhf ppc64le x86' })
    expect(targets.map(({ arch }) => arch.name)).toEqual(['s390x'])
    expect(handlers.map(({ arch }) => arch.cpu)).toEqual(['s390x', 'arm', 'ppc64le'])
    expect(runnable.map(({ name }) => name)).toEqual(['s390x', 'armv7', 'armhf', 'ppc64le', 'x86'])
  })

  it('may be all there is to do: of what is named, or of everything that is not native', () => {
    const alone = planned({ rootfs: 'none', handlers: 'riscv64' })
    expect([alone.targets, alone.handlers.map(({ arch }) => arch.name)]).toEqual([[], ['riscv64']])
    const all = planned({ rootfs: 'none', handlers: 'all' }).handlers.map(({ arch }) => arch.cpu)
    expect(all).toHaveLength(28)
    expect(all).not.toContain('x86_64')
    expect(planned({ rootfs: 'none', arch: 'ppc', handlers: 's390x' }).handlers).toHaveLength(2)
  })

  it('with the flag C come with a warning that says what it allows', () => {
    const { handlers, warnings } = planned({ arch: 's390x', setuid: 'true' })
    expect(handlers[0]?.setuid).toBe(true)
    expect(warnings).toEqual([expect.stringMatching(/setuid .* anywhere on this machine/)])
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
