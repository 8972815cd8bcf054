import type { Cpu } from '../arch/architectures.js'

/** The exit status of every canary; shells end with 126, 127 and 128 + signal, qemu with 1 and 255. */
export const CANARY_STATUS = 73

/** What of a canary differs between processors beyond what the table of architectures says. */
export interface CanaryCode {
  /** The instructions of `exit(CANARY_STATUS)`, in hex, in the order of memory. */
  readonly code: string
  /** `e_flags`: the ABI, 0 where no loader asks for one. Source: each processor's ELF supplement. */
  readonly flags: number
}

/**
 * `exit(73)` for every processor of qemu's, proved under qemu 7.2, 10.0 and 11.1.
 *
 * Numbers of the system call: 1 on the old ports (the kernel's arch/<port>/kernel/syscalls/syscall*.tbl), 60
 * on x86_64, 93 on the ports that share include/uapi/asm-generic/unistd.h, 118 on xtensa; on mips 1, 58, 58
 * above the base of the ABI (o32 4000, n64 5000, n32 6000). Registers: syscall(2), hexagon's from the kernel.
 */
export const CANARY_CODE: Readonly<Record<Cpu, CanaryCode>> = {
  // mov $1,%eax · mov $73,%ebx · int $0x80
  i386: { code: 'b801000000 bb49000000 cd80', flags: 0 },
  // mov $60,%eax · mov $73,%edi · syscall
  x86_64: { code: 'b83c000000 bf49000000 0f05', flags: 0 },
  // lda $0,1($31) · lda $16,73($31) · call_pal callsys
  alpha: { code: '01001f20 49001f22 83000000', flags: 0 },
  // mov r7,#1 · mov r0,#73 · svc #0; EABI version 5
  arm: { code: '0170a0e3 4900a0e3 000000ef', flags: 0x05000000 },
  // the same; without EF_ARM_BE8 the code too is big endian
  armeb: { code: 'e3a07001 e3a00049 ef000000', flags: 0x05000000 },
  // mov x8,#93 · mov x0,#73 · svc #0
  aarch64: { code: 'a80b80d2 200980d2 010000d4', flags: 0 },
  // the same bytes: code is little endian whatever the data is
  aarch64_be: { code: 'a80b80d2 200980d2 010000d4', flags: 0 },
  // mov 1,%g1 · mov 73,%o0 · ta 0x10
  sparc: { code: '82102001 90102049 91d02010', flags: 0 },
  // the same: a 32-bit program on a 64-bit processor; EF_SPARC_32PLUS
  sparc32plus: { code: '82102001 90102049 91d02010', flags: 0x100 },
  // mov 1,%g1 · mov 73,%o0 · ta 0x6d
  sparc64: { code: '82102001 90102049 91d0206d', flags: 0 },
  // li 0,1 · li 3,73 · sc
  ppc: { code: '38000001 38600049 44000002', flags: 0 },
  // the same; ABI version 2, or the entry would be taken for the address of a function descriptor
  ppc64: { code: '38000001 38600049 44000002', flags: 2 },
  ppc64le: { code: '01000038 49006038 02000044', flags: 2 },
  // moveq #1,%d0 · moveq #73,%d1 · trap #0
  m68k: { code: '7001 7249 4e40', flags: 0 },
  // addiu $2,$0,4001 · addiu $4,$0,73 · syscall; mips32, EF_MIPS_ABI_O32
  mips: { code: '24020fa1 24040049 0000000c', flags: 0x50001000 },
  mipsel: { code: 'a10f0224 49000424 0c000000', flags: 0x50001000 },
  // addiu $2,$0,6058 · addiu $4,$0,73 · syscall; mips64, EF_MIPS_ABI2, the bit that tells n32 from o32
  mipsn32: { code: '240217aa 24040049 0000000c', flags: 0x60000020 },
  mipsn32el: { code: 'aa170224 49000424 0c000000', flags: 0x60000020 },
  // addiu $2,$0,5058 · addiu $4,$0,73 · syscall; mips64
  mips64: { code: '240213c2 24040049 0000000c', flags: 0x60000000 },
  mips64el: { code: 'c2130224 49000424 0c000000', flags: 0x60000000 },
  // mov #1,r3 · mov #73,r4 · trapa #0x11; EF_SH4
  sh4: { code: '01e3 49e4 11c3', flags: 9 },
  sh4eb: { code: 'e301 e449 c311', flags: 9 },
  // lghi %r2,73 · svc 1
  s390x: { code: 'a7290049 0a01', flags: 0 },
  // ldo 73(%r0),%r26 · ble 0x100(%sr2,%r0) · ldo 1(%r0),%r20 in its delay slot; PA-RISC 1.1
  hppa: { code: '341a0092 e4008200 34140002', flags: 0x210 },
  // li a7,93 · li a0,73 · ecall; neither compressed code nor floats in registers
  riscv32: { code: '9308d005 13059004 73000000', flags: 0 },
  riscv64: { code: '9308d005 13059004 73000000', flags: 0 },
  // movi a2,118 · movi a6,73 · syscall; EF_XTENSA_XT_INSN, EF_XTENSA_XT_LIT
  xtensa: { code: '22a076 62a049 005000', flags: 0x300 },
  // l.ori r11,r0,93 · l.ori r3,r0,73 · l.sys 1 · l.nop
  or1k: { code: 'a960005d a8600049 20000001 15000000', flags: 0 },
  // { r6 = #93; r0 = #73 } · { trap0(#1) }; v67
  hexagon: { code: 'a64b0078 20c90078 04c00054', flags: 0x67 },
  // ori $a7,$zero,93 · ori $a0,$zero,73 · syscall 0; object ABI version 1, double floats
  loongarch64: { code: '0b748103 04248103 00002b00', flags: 0x43 },
}
