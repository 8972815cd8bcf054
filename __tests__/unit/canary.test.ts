import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ARCHITECTURES, type Architecture, isHeaderOf } from '../../src/arch/architectures.js'
import { CANARY_CODE } from '../../src/qemu/canary-code.js'
import { canaryElf } from '../../src/qemu/canary.js'

const PT_LOAD = 1
const ROWS: readonly Architecture[] = ARCHITECTURES

/** Reads a number of an ELF file in the file's own byte order. */
function reader(file: Buffer, { order, bits }: Architecture) {
  const read = (at: number, size: number) =>
    order === 'big' ? file.readUIntBE(at, size) : file.readUIntLE(at, size)
  const high = order === 'big' ? 0 : 4
  const word = (at: number) => {
    if (bits === 32) return read(at, 4)
    expect(read(at + high, 4)).toBe(0)
    return read(at + 4 - high, 4)
  }
  return { read, word }
}

/** What a loader reads of the ELF header and its one segment. */
function parse(file: Buffer, row: Architecture) {
  const { read, word } = reader(file, row)
  const wide = row.bits === 64
  const at = word(wide ? 32 : 28)
  return {
    entry: word(24),
    flags: read(wide ? 48 : 36, 4),
    sizes: [read(wide ? 52 : 40, 2), read(wide ? 54 : 42, 2)],
    segments: read(wide ? 56 : 44, 2),
    type: read(at, 4),
    offset: word(at + (wide ? 8 : 4)),
    address: word(at + (wide ? 16 : 8)),
    bytesInFile: word(at + (wide ? 32 : 16)),
    bytesInMemory: word(at + (wide ? 40 : 20)),
    access: read(at + (wide ? 4 : 24), 4),
    align: word(at + (wide ? 48 : 28)),
  }
}

describe.each(ARCHITECTURES)('the canary of $name', (row) => {
  const file = canaryElf(row)

  it('is taken for one of its cpu, and of no other', () => {
    expect(new Set(ROWS.filter((other) => isHeaderOf(other, file)).map(({ cpu }) => cpu))).toEqual(
      new Set([row.cpu]),
    )
  })

  it('is a few bytes long', () => {
    expect(file.length).toBeLessThan(256)
  })

  it('is one segment, all of the file, whose last bytes are the code', () => {
    const { code, flags } = CANARY_CODE[row.cpu]
    const length = Buffer.from(code.replaceAll(' ', ''), 'hex').length
    const elf = parse(file, row)

    expect(elf).toMatchObject({ segments: 1, type: PT_LOAD, offset: 0, access: 5, flags })
    expect(elf).toMatchObject({ bytesInFile: file.length, bytesInMemory: file.length })
    expect(elf.sizes).toEqual(row.bits === 64 ? [64, 56] : [52, 32])
    expect(elf.address % elf.align).toBe(0)
    expect(elf.entry - elf.address).toBe(file.length - length)
    expect(elf.entry % 16).toBe(0)
  })

  it('has code of whole bytes', () => {
    expect(CANARY_CODE[row.cpu].code).toMatch(/^([0-9a-f]{2} ?)+$/)
  })
})

const readelf = spawnSync('readelf', ['--version']).status === 0

describe('readelf', () => {
  if (!readelf) {
    it.skip('reads every canary: SKIPPED, there is no readelf on this machine', () => undefined)
    return
  }

  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'canary-'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it.each(ARCHITECTURES)('reads that of $name and complains of nothing', (row) => {
    const path = join(folder, row.name)
    writeFileSync(path, canaryElf(row))
    const { status, stdout, stderr } = spawnSync('readelf', ['--file-header', '--segments', path], {
      encoding: 'utf8',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    })

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain(`Class:                             ELF${row.bits}`)
    expect(stdout).toContain(`2's complement, ${row.order} endian`)
    expect(stdout).toMatch(/Type: +EXEC/)
    expect(stdout).not.toMatch(/unknown|corrupt/i)
  })
})
