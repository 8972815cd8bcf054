import { describe, expect, it } from '@jest/globals'
import type { SeenEntry } from '../../src/binfmt/entry.js'
import type { RawInputs } from '../../src/inputs/table.js'
import { planHandlers, type Execution, type HandlersPlan, type Machine } from '../../src/plan/handlers.js'
import { aMachine, anInputs, architecture } from '../support/builders.js'

function planned(raw: RawInputs, machine: Partial<Machine> = {}): HandlersPlan {
  return planHandlers(anInputs(raw), aMachine(machine))
}

/** How the first architecture runs. */
function first({ executions }: HandlersPlan): Execution | undefined {
  return [...executions.values()][0]
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
    const plan = planned({ arch })
    expect(first(plan)).toEqual({ kind: 'native' })
    expect(plan.handlers).toEqual([])
  })

  it('of 32-bit arm on aarch64 is native only where its canary has run', () => {
    const on = (runs: string[]): string | undefined =>
      first(planned({ arch: 'armv7' }, { machine: 'aarch64', runs: new Set(runs) }))?.kind
    expect([on(['armv7']), on([])]).toEqual(['native', 'register'])
  })

  it.each([
    ['s390x', ['qemu-s390x']],
    ['loongarch64', ['qemu-loongarch64', 'qemu-loongarch']],
  ])('of %s needs handlers of the names that abuild looks for', (arch, names) => {
    const plan = planned({ arch })
    const { handlers } = plan
    expect(first(plan)).toEqual({ kind: 'register', names })
    expect(handlers).toEqual([{ arch: architecture(arch), names, setuid: false }])
  })

  it('uses a good entry that is there', () => {
    const entries = new Map([['qemu-s390x', anEntry({ flags: 'POF', version: '10.0.2' })]])
    const plan = planned({ arch: 's390x' }, { entries })
    const { handlers, warnings } = plan
    expect(first(plan)).toEqual({
      kind: 'reuse',
      entry: 'qemu-s390x',
      interpreter: '/usr/bin/qemu-s390x-static',
      version: '10.0.2',
    })
    expect({ handlers, warnings }).toEqual({ handlers: [], warnings: [] })
  })

  it('uses an old emulator of the machine never in silence', () => {
    const entries = new Map([['qemu-s390x', anEntry({ version: '7.2.22' })]])
    const plan = planned({ arch: 's390x' }, { entries })
    const { warnings } = plan
    expect(first(plan)?.kind).toBe('reuse')
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
    const plan = planned({ arch: 's390x', ...raw }, { entries })
    const { handlers, notes } = plan
    expect(first(plan)?.kind).toBe('register')
    expect(handlers[0]?.names).toEqual(['xarch-s390x'])
    expect(notes.join('\n')).toContain(reason)
  })

  it.each<[string, Partial<SeenEntry>, RawInputs, string]>([
    ['serves', { isOurs: true }, {}, 'xarch-s390x'],
    ['has other flags than are asked for', { isOurs: true }, { setuid: 'true' }, 'xarch-s390x-2'],
    ['is somebody else’s', {}, {}, 'xarch-s390x-2'],
  ])('takes a name of ours that %s for what it is', (_, own, raw, name) => {
    const entries = new Map([
      ['qemu-s390x', anEntry({ enabled: false })],
      ['xarch-s390x', anEntry(own)],
    ])
    const { handlers, notes } = planned({ arch: 's390x', ...raw }, { entries })
    expect(handlers[0]?.names).toEqual([name])
    expect(notes.join('\n')).toContain(`${name} is registered`)
  })
})

describe('handlers', () => {
  it('are registered for further architectures, each cpu once, without a root for them', () => {
    const { executions, handlers } = planned({ arch: 's390x', handlers: 'arm armhf ppc64le x86' })
    expect(handlers.map(({ arch }) => arch.cpu)).toEqual(['s390x', 'arm', 'ppc64le'])
    expect([...executions.keys()].map(({ name }) => name)).toEqual([
      's390x',
      'armv7',
      'armhf',
      'ppc64le',
      'x86',
    ])
  })

  it('may be all there is to do: of what is named, or of everything that is not native', () => {
    const alone = planned({ rootfs: 'none', handlers: 'riscv64' })
    expect(alone.handlers.map(({ arch }) => arch.name)).toEqual(['riscv64'])
    const all = planned({ rootfs: 'none', handlers: 'all' }).handlers.map(({ arch }) => arch.cpu)
    expect(all).toHaveLength(28)
    expect(all).not.toContain('x86_64')
    expect(planned({ rootfs: 'none', arch: 'ppc', handlers: 's390x' }).handlers).toHaveLength(2)
  })

  it('with the flag C come with a warning that says what it allows', () => {
    const { handlers, warnings } = planned({ arch: 's390x', setuid: 'true' })
    expect(handlers[0]?.setuid).toBe(true)
    expect(warnings).toEqual([expect.stringMatching(/setuid .* anywhere on this machine/)])
    expect(planned({ arch: 'x86_64', setuid: 'true' }).warnings).toEqual([])
  })
})
