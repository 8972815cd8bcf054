import { machine } from 'node:os'
import { CANARY_STATUS } from '../../src/qemu/canary.js'

/** A static x86_64 program's headers: ELF (64 bytes), one PT_LOAD (56), and where it is mapped. */
const HEAD_BYTES = 64 + 56
const BASE = 0x400000

export const NO_FAKES =
  machine() === 'x86_64' ? false : `fake emulators are x86_64 programs, this is ${machine()}`

/**
 * A static file that says it is qemu in some version, whatever it is asked, and ends with a status: what an emulator is
 * for those that look for one. With CANARY_STATUS it passes every canary. It runs no guest: a command that it is the
 * handler of prints that version.
 */
export function fakeEmulator(cpu: string, version: string, status = CANARY_STATUS): Buffer {
  const text = Buffer.from(`qemu-${cpu} version ${version}\nCopyright (c) a test\n`)
  // mov eax,1 (write) · mov edi,1 · mov esi,TEXT · mov edx,LENGTH · syscall · mov eax,60 (exit) · mov edi,STATUS · syscall
  const code = Buffer.from('b801000000bf01000000be00000000ba000000000f05b83c000000bf000000000f05', 'hex')
  code.writeUInt32LE(BASE + HEAD_BYTES + code.length, 11)
  code.writeUInt32LE(text.length, 16)
  code.writeUInt32LE(status, 28)
  const head = Buffer.alloc(HEAD_BYTES)
  const length = HEAD_BYTES + code.length + text.length
  Buffer.from('7f454c4602010100000000000000000002003e0001000000', 'hex').copy(head)
  head.writeBigUInt64LE(BigInt(BASE + HEAD_BYTES), 24) // e_entry
  head.writeBigUInt64LE(64n, 32) // e_phoff
  head.writeUInt16LE(64, 52) // e_ehsize
  head.writeUInt16LE(56, 54) // e_phentsize
  head.writeUInt16LE(1, 56) // e_phnum
  head.writeUInt32LE(1, 64) // PT_LOAD
  head.writeUInt32LE(5, 68) // read and execute
  for (const at of [80, 88]) head.writeBigUInt64LE(BigInt(BASE), at)
  for (const at of [96, 104]) head.writeBigUInt64LE(BigInt(length), at)
  head.writeBigUInt64LE(0x1000n, 112)
  return Buffer.concat([head, code, text])
}
