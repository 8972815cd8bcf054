import type { Architecture, ByteOrder } from '../arch/architectures.js'
import { CANARY_CODE } from './canary-code.js'

export { CANARY_STATUS } from './canary-code.js'

/** A number in an ELF file, and the bytes it takes. */
type Field = readonly [size: 2 | 4 | 8, value: number]

/** `e_ident` with `e_type` and `e_machine`: what the magic of every architecture begins with. */
const IDENTITY_BYTES = 20

/** Where the file is mapped: above any `vm.mmap_min_addr`, below 2 GiB, a multiple of every page size. */
const BASE = 0x400000
const LARGEST_PAGE = 0x10000

const PT_LOAD = 1
const READ_AND_EXECUTE = 5

/** Sizes of the headers: System V ABI, "Object Files". */
const SIZES = { 32: { elf: 52, program: 32 }, 64: { elf: 64, program: 56 } } as const

/**
 * A static program of that architecture which does nothing but end with CANARY_STATUS. Who runs it and sees
 * that status knows that the processor, the emulator or the handler works, with no other file involved.
 *
 * Its first bytes are the magic itself, so that the kernel takes its handler, and no other one, for it.
 */
export function canaryElf({ cpu, magic, bits, order }: Architecture): Buffer {
  const { elf, program } = SIZES[bits]
  const { code, flags } = CANARY_CODE[cpu]
  const instructions = Buffer.from(code.replaceAll(' ', ''), 'hex')
  const start = Math.ceil((elf + program) / 16) * 16
  const length = start + instructions.length

  const file = Buffer.alloc(length)
  Buffer.from(magic, 'hex').copy(file, 0, 0, IDENTITY_BYTES)
  pack(elfHeader(bits, BASE + start, flags), order).copy(file, IDENTITY_BYTES)
  pack(programHeader(bits, length), order).copy(file, elf)
  instructions.copy(file, start)
  return file
}

/** The ELF header from `e_version` on: no section, one segment, whose header follows at once. */
function elfHeader(bits: 32 | 64, entry: number, flags: number): Field[] {
  const { elf, program } = SIZES[bits]
  const word = bits === 64 ? 8 : 4
  return [
    [4, 1], // e_version
    [word, entry],
    [word, elf], // e_phoff
    [word, 0], // e_shoff
    [4, flags],
    [2, elf], // e_ehsize
    [2, program], // e_phentsize
    [2, 1], // e_phnum
    [2, 0], // e_shentsize
    [2, 0], // e_shnum
    [2, 0], // e_shstrndx
  ]
}

/** One segment: the whole file. `p_flags` stands second in 64-bit files, for alignment, else last but one. */
function programHeader(bits: 32 | 64, length: number): Field[] {
  const word = bits === 64 ? 8 : 4
  const place: Field[] = [
    [word, 0], // p_offset
    [word, BASE], // p_vaddr
    [word, BASE], // p_paddr
    [word, length], // p_filesz
    [word, length], // p_memsz
  ]
  const type: Field = [4, PT_LOAD]
  const access: Field = [4, READ_AND_EXECUTE]
  const align: Field = [word, LARGEST_PAGE]
  return bits === 64 ? [type, access, ...place, align] : [type, ...place, access, align]
}

/** The fields one after another, in that byte order. */
function pack(fields: readonly Field[], order: ByteOrder): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const big = Buffer.alloc(size)
      const used = Math.min(size, 4)
      big.writeUIntBE(value, size - used, used)
      return order === 'big' ? big : big.reverse()
    }),
  )
}
