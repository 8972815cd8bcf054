import { CANARY_CODE } from '../../src/qemu/canary-code.js'
import { canaryElf } from '../../src/qemu/canary.js'
import { architecture } from './builders.js'

/** Where ELF64's only program header has the size of its segment, in the file and in memory: System V ABI. */
const SIZES_AT = [64 + 32, 64 + 40] as const

/** Instructions of aarch64, by what becomes of who runs them. */
const INSTRUCTIONS = {
  /** udf #0: no processor has it. */
  illegal: '00000000',
  /** ldr x0, [x0]: registers are 0 at the start of a program, in qemu too. */
  segfault: '000040f9',
  /** cntb x0, of SVE: qemu's default model has it, cortex-a53 has not. */
  sve: 'e0e32004',
} as const

/** A static program of aarch64 that begins with one of them, and then ends with the status of a canary. */
export function aarch64Program(first: keyof typeof INSTRUCTIONS): Buffer {
  const canary = canaryElf(architecture('aarch64'))
  const code = Buffer.from(CANARY_CODE.aarch64.code.replaceAll(' ', ''), 'hex')
  const before = canary.subarray(0, canary.length - code.length)
  const file = Buffer.concat([before, Buffer.from(INSTRUCTIONS[first], 'hex'), code])
  for (const at of SIZES_AT) file.writeBigUInt64LE(BigInt(file.length), at)
  return file
}
