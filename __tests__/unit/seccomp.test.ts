import { describe, expect, it } from '@jest/globals'
import { ownersFilter, seccompFilter, type Filter } from '../../src/sandbox/seccomp.js'

/** What a call meets: the program of a filter, carried out as the kernel would. */
function answer({ program }: Filter, call: { audit: number; number: number; request?: number }): string {
  const data = new Map([
    [0, call.number],
    [4, call.audit],
    [24, call.request ?? 0],
  ])
  let loaded = 0
  for (let at = 0; at < program.length; at += 8) {
    const [code, ifTrue, ifFalse] = [
      program.readUInt16LE(at),
      program.readUInt8(at + 2),
      program.readUInt8(at + 3),
    ]
    const value = program.readUInt32LE(at + 4)
    if (code === 0x20) loaded = data.get(value) ?? NaN
    else if (code === 0x15) at += 8 * (loaded === value ? ifTrue : ifFalse)
    else if (code === 0x35) at += 8 * (loaded >= value ? ifTrue : ifFalse)
    else return value === 0x7fff0000 ? 'allowed' : `errno ${value & 0xffff}`
  }
  throw new Error('the program has no end')
}

function filterOf(machine: string): Filter {
  const filter = seccompFilter(machine)
  if (!filter) throw new Error(`no filter for ${machine}`)
  return filter
}

const X86_64 = { audit: 0xc000003e, ioctl: 16, add_key: 248, bpf: 321, userfaultfd: 323, read: 0 }
const I386 = { audit: 0x40000003, ioctl: 54, add_key: 286, bpf: 357, userfaultfd: 374, read: 3 }
const AARCH64 = { audit: 0xc00000b7, ioctl: 29, add_key: 217, bpf: 280, userfaultfd: 282, read: 63 }
const ARM = { audit: 0x40000028, ioctl: 54, add_key: 309, bpf: 386, userfaultfd: 388, read: 3 }

describe.each([
  { machine: 'x86_64', ...X86_64 },
  { machine: 'x86_64', ...I386 },
  { machine: 'aarch64', ...AARCH64 },
  { machine: 'aarch64', ...ARM },
])('the filter of $machine, for calls of the architecture $audit', ({ machine, audit, ...numbers }) => {
  const filter = filterOf(machine)
  it.each(['add_key', 'bpf', 'userfaultfd'] as const)('refuses %s', (name) => {
    expect(answer(filter, { audit, number: numbers[name] })).toBe('errno 1')
  })

  it('says that io_uring is not there, so that programs do without', () => {
    expect([425, 426, 427].map((number) => answer(filter, { audit, number }))).toEqual(
      Array(3).fill('errno 38'),
    )
  })

  it('refuses to type into a terminal, and lets other requests pass', () => {
    const requests = [0x5412, 0x541c, 0x5401, 0x5413]
    expect(requests.map((request) => answer(filter, { audit, number: numbers.ioctl, request }))).toEqual([
      'errno 1',
      'errno 1',
      'allowed',
      'allowed',
    ])
  })

  it('lets all else pass', () => {
    expect(answer(filter, { audit, number: numbers.read })).toBe('allowed')
    expect(answer(filter, { audit, number: numbers.read, request: 0x5412 })).toBe('allowed')
  })
})

/** chown, fchown, lchown and fchownat, where they are there, and those of 32 bits. */
const CHOWN = {
  x86_64: { audit: 0xc000003e, numbers: [92, 93, 94, 260] },
  i686: { audit: 0x40000003, numbers: [182, 95, 16, 298, 198, 207, 212] },
  aarch64: { audit: 0xc00000b7, numbers: [54, 55] },
  armv7l: { audit: 0x40000028, numbers: [182, 95, 16, 325, 198, 207, 212] },
} as const

describe.each(Object.entries(CHOWN))(
  'where files of %s have but one owner',
  (machine, { audit, numbers }) => {
    it.each([
      ['the filter of a build', ownersFilter(machine)],
      ['the strict one', seccompFilter(machine, true)],
    ])('%s lets calls that give a file away do nothing', (_, filter) => {
      const met = numbers.map((number) => filter && answer(filter, { audit, number }))
      expect(met).toEqual(numbers.map(() => 'errno 0'))
    })

    it('the filter of a build has no other rule', () => {
      const filter = ownersFilter(machine)
      const others = [...Array(500).keys()].filter(
        (number) => !(numbers as readonly number[]).includes(number),
      )
      const met = others.map((number) => filter && answer(filter, { audit, number }))
      expect(new Set(met)).toEqual(new Set(['allowed']))
    })

    it('the strict filter is else what it is', () => {
      const [strict, also] = [seccompFilter(machine), seccompFilter(machine, true)]
      const others = [...Array(500).keys()].filter(
        (number) => !(numbers as readonly number[]).includes(number),
      )
      const of = (filter: Filter | undefined): unknown[] =>
        others.map((number) => filter && answer(filter, { audit, number }))
      expect(of(also)).toEqual(of(strict))
      expect(strict && answer(strict, { audit, number: numbers[0] })).toBe('allowed')
    })
  },
)

describe('the filter', () => {
  it('knows no other way to a call: x32, or an architecture that the machine has not', () => {
    const filter = filterOf('x86_64')
    expect(answer(filter, { audit: X86_64.audit, number: 0x40000000 + X86_64.bpf })).toBe('errno 38')
    expect(answer(filter, { audit: AARCH64.audit, number: 0 })).toBe('errno 38')
  })

  it('is written in the order of the machine’s bytes', () => {
    expect(filterOf('s390x').program.subarray(0, 8)).toEqual(Buffer.from('0020000000000004', 'hex'))
    expect(filterOf('x86_64').program.subarray(0, 8)).toEqual(Buffer.from('2000000004000000', 'hex'))
  })

  it('is not there for a machine whose numbers are not known', () => {
    expect(seccompFilter('alpha')).toBeUndefined()
  })
})
