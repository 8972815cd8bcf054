import { describe, expect, it } from '@jest/globals'
import type { TriedHandler } from '../../src/binfmt/list.js'
import { check, type Check } from '../../src/doctor/check.js'
import { judgeEmulators } from '../../src/doctor/emulators.js'
import { judgeHandlers } from '../../src/doctor/handlers.js'
import { judgeRuns, type Runs } from '../../src/doctor/isolations.js'
import { kernelCheck, nodeCheck, rootCheck } from '../../src/doctor/machine.js'
import { judgeMirror, throughProxy } from '../../src/doctor/mirror.js'
import { mendNamespaces } from '../../src/doctor/namespaces.js'
import { judgeStore } from '../../src/doctor/places.js'
import { judgePrograms, PROGRAMS } from '../../src/doctor/programs.js'
import { architecture } from '../support/builders.js'

const s390x = architecture('s390x')
const ppc = architecture('ppc')
const ANY = { named: [], mirror: 'https://mirror.invalid', branch: 'v3.20' }
const ROOT = { privilege: 'root' } as const
const USER = { privilege: 'none' } as const

describe('the kernel, node and root', () => {
  it.each([
    ['linux', 'x86_64', 'ok'],
    ['linux', 'vax', 'missing'],
    ['darwin', 'arm64', 'missing'],
  ])('%s on %s is %s', (platform, machine, state) => {
    expect(kernelCheck(platform, machine, '6.8')).toMatchObject({ state, needed: true })
  })

  it.each([
    ['18.20.1', 'missing'],
    ['20.0.0', 'ok'],
    ['24.1.0', 'ok'],
  ])('node %s is %s', (version, state) => {
    expect(nodeCheck(version)).toMatchObject({ state, needed: true })
  })

  it('of an ordinary user is limited', () => {
    expect(rootCheck(USER)).toMatchObject({
      state: 'limited',
      says: expect.stringMatching(/^an ordinary user/),
    })
  })
})

describe('user namespaces that are refused', () => {
  const nothing = { most: '1000', clone: '', apparmor: '0', status: 'Seccomp:\t0\n' }
  it.each([
    [{ ...nothing, most: '0' }, ROOT, 'sysctl -w user.max_user_namespaces=15000'],
    [{ ...nothing, clone: '0' }, USER, 'sudo sysctl -w kernel.unprivileged_userns_clone=1'],
    [{ ...nothing, apparmor: '1' }, USER, 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'],
    [{ ...nothing, status: 'Name:\tx\nSeccomp:\t2\n' }, ROOT, expect.stringContaining('--privileged')],
    [nothing, ROOT, undefined],
  ])('by %j are mended as %j', (settings, ports, mend) => {
    expect(mendNamespaces(settings, 'unshare: unshare failed: Operation not permitted', ports)).toEqual(mend)
  })
})

describe('handlers of others', () => {
  const good: TriedHandler = {
    ...{
      name: 'qemu-s390x',
      enabled: true,
      interpreter: '/usr/bin/qemu',
      flags: 'PF',
      offset: 0,
      magic: '',
      mask: '',
    },
    ...{ architectures: ['s390x'], holders: [], works: true },
  }
  const judged = (handler: Partial<TriedHandler>, isThere = true): Check[] =>
    judgeHandlers([{ ...good, ...handler }], () => isThere, USER)

  it.each([
    [{ enabled: false }, true, 'disabled'],
    [{ flags: 'P' }, true, 'without the flag F'],
    [{ flags: 'P' }, false, 'its emulator /usr/bin/qemu is not there'],
    [{ flags: 'F' }, true, 'without the flag P'],
    [{ works: false }, true, 'no program runs through it'],
  ])('are broken: %j', (handler, isThere, says) => {
    expect(judged(handler, isThere)).toMatchObject([
      {
        ...{ name: 'handler-qemu-s390x', state: 'limited', says: expect.stringContaining(says) },
        mend: "sudo sh -c 'echo -1 >/proc/sys/fs/binfmt_misc/qemu-s390x'",
      },
    ])
  })

  it.each([
    ['good ones', {}, 'of others, and good: qemu-s390x'],
    ['those of xarch', { holders: ['by-hand'], flags: '' }, 'none of others'],
    [
      'those of something else than programs of an architecture',
      { architectures: [], flags: '' },
      'none of others',
    ],
    ['those whose file is gone, but was opened', { works: true }, 'of others, and good: qemu-s390x'],
  ])('are not: %s', (_, handler, says) => {
    expect(judged(handler, false)).toEqual([check('handlers', 'ok', says)])
  })
})

describe('the cache folder', () => {
  const room = { freeBytes: 10e9, freeFiles: 100_000, runsPrograms: true }
  it.each([
    [{}, 'ok', '10 GB free'],
    [{ freeFiles: undefined }, 'ok', '10 GB free'],
    [{ freeBytes: 1e9 }, 'limited', '1.0 GB free'],
    [{ freeBytes: 1e6 }, 'missing', '1.0 MB free'],
    [{ freeFiles: 3 }, 'missing', 'room for 3 more files'],
    [{ runsPrograms: false }, 'missing', 'noexec'],
  ] as const)('with %j is %s', (found, state, says) => {
    const judged = judgeStore('/cache', { ...room, ...found })
    expect(judged).toMatchObject({ state, needed: true, says: expect.stringContaining(says) })
    expect(judged.mend === undefined).toBe(state === 'ok')
  })
})

describe('the mirror', () => {
  const down = { kind: 'unreachable', what: 'no answer' } as const
  it.each([
    [{ kind: 'found' } as const, false, 'ok'],
    [{ kind: 'not-there' } as const, false, 'missing'],
    [{ kind: 'not-there' } as const, true, 'limited'],
    [down, false, 'missing'],
    [down, true, 'limited'],
  ])('that gives %j, with kept roots: %s, is %s', (reached, hasRoots, state) => {
    expect(judgeMirror([{ arch: s390x, reached }], 'https://m', '', hasRoots)).toMatchObject({
      state,
      needed: true,
    })
  })

  it('is asked through a proxy whose password is not shown', () => {
    const proxies = { https_proxy: 'http://me:secret@proxy:3128' }
    expect(throughProxy('https://m/alpine', proxies)).toBe(
      ' (through the proxy http://proxy:3128 of https_proxy)',
    )
    expect(throughProxy('file:///m', proxies)).toBe('')
    expect(throughProxy('https://m', { https_proxy: 'ftp://x' })).toBe('')
  })
})

describe('emulators', () => {
  const emulator = { cpu: 's390x', file: '/f', version: '10.1.3', source: 'kept from before' } as const
  const nothing = { emulators: [], working: new Set<string>(), canBeGot: true }
  it.each([
    ['a good one', { emulators: [emulator] }, 'ok'],
    ['one with faults', { emulators: [{ ...emulator, version: '7.2.22' }] }, 'limited'],
    ['a handler that works', { working: new Set(['s390x']) }, 'ok'],
    ['none, but a mirror', {}, 'limited'],
    ['none, and no way to get one', { canBeGot: false }, 'missing'],
    ['one of another', { emulators: [{ ...emulator, cpu: 'ppc' as const }], canBeGot: false }, 'missing'],
  ])('%s', (_, found, state) => {
    expect(judgeEmulators({ ...ANY, named: [s390x] }, { ...nothing, ...found })).toMatchObject({
      state,
      needed: true,
    })
  })

  it('of any architecture are enough where none was named', () => {
    expect(judgeEmulators(ANY, { ...nothing, emulators: [emulator], canBeGot: false })).toMatchObject({
      state: 'ok',
    })
  })
})

describe('the main job', () => {
  const runs = (...isolations: Runs['isolation'][]): Runs[] =>
    isolations.map((isolation, at) => ({ arch: at === 0 ? s390x : ppc, isolation }))
  it.each([
    [runs('unshare', 'unshare'), [], 'ok', 'all 2 architectures that need an emulator: isolated by unshare'],
    [runs('unshare'), [s390x], 'ok', 's390x: isolated by unshare'],
    [runs('bwrap', undefined), [], 'limited', 's390x: isolated by bwrap; nothing isolates commands of ppc'],
    [runs('bwrap', undefined), [s390x, ppc], 'missing', 'nothing isolates commands of ppc'],
    [runs(undefined, undefined), [], 'missing', 'nothing isolates commands of any'],
  ])('%#', (found, named, state, says) => {
    const judged = judgeRuns(found, { ...ANY, named })
    expect(judged).toMatchObject({ state, needed: true, says: expect.stringContaining(says) })
  })
})

describe('programs', () => {
  it('that are missing are named with their package', () => {
    const checks = judgePrograms(
      new Set(PROGRAMS.map(({ name }) => name).filter((name) => name !== 'zstd')),
      USER,
    )
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([
      {
        ...{ name: 'program-zstd', state: 'missing', needed: false },
        ...{ says: 'not there; for packed roots and archives (.tar.zst)', mend: 'sudo apt-get install zstd' },
      },
    ])
  })

  it('are needed or wanted, as the table has it', () => {
    for (const { name, needed } of judgePrograms(new Set(), ROOT))
      expect(needed).toBe(PROGRAMS.find((one) => `program-${one.name}` === name)?.need === 'needed')
  })
})
