/** Byte order of an architecture, as `EI_DATA` of its ELF files says it. */
export type ByteOrder = 'little' | 'big'

/** qemu's names of the processors this project knows a magic of. */
// prettier-ignore
export type Cpu =
  | 'i386' | 'x86_64' | 'alpha' | 'arm' | 'armeb' | 'aarch64' | 'aarch64_be' | 'sparc' | 'sparc32plus'
  | 'sparc64' | 'ppc' | 'ppc64' | 'ppc64le' | 'm68k' | 'mips' | 'mipsel' | 'mipsn32' | 'mipsn32el'
  | 'mips64' | 'mips64el' | 'sh4' | 'sh4eb' | 's390x' | 'hppa' | 'riscv32' | 'riscv64' | 'xtensa' | 'or1k'
  | 'hexagon' | 'loongarch64'

/** A numbered Alpine branch; `edge` and `latest-stable` are links that move. */
export type Branch = `v${number}.${number}`

/** The branches that have an architecture; the first is the oldest this project knows of. */
export interface Published {
  readonly first: Branch
  /** The last one, or null where Alpine still publishes it (then `edge` has it too). */
  readonly last: Branch | null
}

/** One row of the table: everything this project knows about one architecture. */
export interface Architecture {
  /** The name used everywhere in this project: Alpine's where Alpine has (or had) it, else qemu's. */
  readonly name: string
  /** qemu's name of the processor: the emulator is `qemu-<cpu>`, and so is its handler. */
  readonly cpu: Cpu
  /** What `uname -m` prints under qemu's default model. Source: qemu's linux-user, UNAME_MACHINE. */
  readonly uname: string
  /** `EI_CLASS`: the width of an address in its ELF files. */
  readonly bits: 32 | 64
  readonly order: ByteOrder
  /** Which Alpine branches have it, null where none ever did. Source: Alpine's mirrors. */
  readonly alpine: Published | null
  /** Docker's platform, null where it has none. Source: the OCI image spec, which takes GOARCH and GOARM. */
  readonly docker: string | null
  /** dpkg's name, whether or not an archive has it today. Source: `dpkg-architecture -L`. */
  readonly debian: string | null
  /** GOARCH, null where Go has no port. Source: `go tool dist list`. */
  readonly go: string | null
  /** Further names that mean this row and no other. Not a row's `name`, and no row shares one. */
  readonly aliases: readonly string[]
  /** The first bytes of its ELF files, in hex. Source: qemu's scripts/qemu-binfmt-conf.sh. */
  readonly magic: string
  /** Which bits of them count, as long as `magic`, in hex. Source: the same. */
  readonly mask: string
}

/**
 * Every architecture this project runs. The order speaks: of rows that share a name in one column (`arm` is
 * the GOARCH and the qemu cpu of three), the upper is meant. Alpine's names win over everyone's: `armhf` is
 * Alpine's armhf (ARMv6), although Debian's armhf is ARMv7 and so stands in the column `debian` of armv7.
 */
// prettier-ignore
export const ARCHITECTURES = [
  { name: 'x86_64', cpu: 'x86_64', uname: 'x86_64', bits: 64, order: 'little',
    alpine: { first: 'v3.10', last: null }, docker: 'linux/amd64', debian: 'amd64', go: 'amd64',
    aliases: ['x64', 'x86-64', 'amd64/v1'],
    magic: '7f454c4602010100000000000000000002003e00', mask: 'fffffffffffefe00fffffffffffffffffeffffff' },
  { name: 'x86', cpu: 'i386', uname: 'i686', bits: 32, order: 'little',
    alpine: { first: 'v3.10', last: null }, docker: 'linux/386', debian: 'i386', go: '386',
    aliases: ['i486', 'i586', 'x86_32', 'ia32'],
    magic: '7f454c4601010100000000000000000002000300', mask: 'fffffffffffefe00fffffffffffffffffeffffff' },
  { name: 'aarch64', cpu: 'aarch64', uname: 'aarch64', bits: 64, order: 'little',
    alpine: { first: 'v3.10', last: null }, docker: 'linux/arm64', debian: 'arm64', go: 'arm64',
    aliases: ['arm64/v8', 'arm64v8', 'armv8', 'armv8a'],
    magic: '7f454c460201010000000000000000000200b700', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
  { name: 'armv7', cpu: 'arm', uname: 'armv7l', bits: 32, order: 'little',
    alpine: { first: 'v3.10', last: null }, docker: 'linux/arm/v7', debian: 'armhf', go: 'arm',
    aliases: ['armv7a', 'armv7hl', 'arm32v7', 'arm32', 'armv8l', 'arm/v8'],
    magic: '7f454c4601010100000000000000000002002800', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
  { name: 'armhf', cpu: 'arm', uname: 'armv7l', bits: 32, order: 'little',
    alpine: { first: 'v3.10', last: null }, docker: 'linux/arm/v6', debian: null, go: 'arm',
    aliases: ['armv6', 'armv6l', 'armv6hf', 'arm32v6'],
    magic: '7f454c4601010100000000000000000002002800', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
  { name: 'armel', cpu: 'arm', uname: 'armv7l', bits: 32, order: 'little',
    alpine: null, docker: 'linux/arm/v5', debian: 'armel', go: 'arm',
    aliases: ['armv5', 'armv5te', 'armv5tel', 'arm32v5'],
    magic: '7f454c4601010100000000000000000002002800', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
  { name: 'ppc64le', cpu: 'ppc64le', uname: 'ppc64le', bits: 64, order: 'little',
    alpine: { first: 'v3.10', last: null }, docker: 'linux/ppc64le', debian: 'ppc64el', go: 'ppc64le',
    aliases: ['powerpc64le', 'powerpc64el'],
    magic: '7f454c4602010100000000000000000002001500', mask: 'ffffffffffffff00fffffffffffffffffeffff00' },
  { name: 's390x', cpu: 's390x', uname: 's390x', bits: 64, order: 'big',
    alpine: { first: 'v3.10', last: null }, docker: 'linux/s390x', debian: 's390x', go: 's390x',
    aliases: ['systemz'],
    magic: '7f454c4602020100000000000000000000020016', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'riscv64', cpu: 'riscv64', uname: 'riscv64', bits: 64, order: 'little',
    alpine: { first: 'v3.20', last: null }, docker: 'linux/riscv64', debian: 'riscv64', go: 'riscv64',
    aliases: ['riscv64gc', 'rv64'],
    magic: '7f454c460201010000000000000000000200f300', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
  { name: 'loongarch64', cpu: 'loongarch64', uname: 'loongarch64', bits: 64, order: 'little',
    alpine: { first: 'v3.21', last: null }, docker: 'linux/loong64', debian: 'loong64', go: 'loong64',
    aliases: ['loongarch'],
    magic: '7f454c4602010100000000000000000002000201', mask: 'fffffffffffffffc00fffffffffffffffeffffff' },
  { name: 'mips64', cpu: 'mips64', uname: 'mips64', bits: 64, order: 'big',
    alpine: { first: 'v3.12', last: 'v3.14' }, docker: 'linux/mips64', debian: 'mips64', go: 'mips64',
    aliases: ['mips64eb'],
    magic: '7f454c4602020100000000000000000000020008', mask: 'ffffffffffffff0000fffffffffffffffffeffff' },
  { name: 'mips64el', cpu: 'mips64el', uname: 'mips64', bits: 64, order: 'little',
    alpine: null, docker: 'linux/mips64le', debian: 'mips64el', go: 'mips64le', aliases: [],
    magic: '7f454c4602010100000000000000000002000800', mask: 'ffffffffffffff0000fffffffffffffffeffffff' },
  { name: 'mips', cpu: 'mips', uname: 'mips', bits: 32, order: 'big',
    alpine: null, docker: 'linux/mips', debian: 'mips', go: 'mips', aliases: ['mipseb', 'mips32'],
    magic: '7f454c46010201000000000000000000000200080000000100000000000000000000000000000000',
    mask: 'ffffffffffffff0000fffffffffffffffffeffffffffffff00000000000000000000000000000020' },
  { name: 'mipsel', cpu: 'mipsel', uname: 'mips', bits: 32, order: 'little',
    alpine: null, docker: 'linux/mipsle', debian: 'mipsel', go: 'mipsle', aliases: ['mips32el', 'mips32le'],
    magic: '7f454c46010101000000000000000000020008000100000000000000000000000000000000000000',
    mask: 'ffffffffffffff0000fffffffffffffffeffffffffffffff00000000000000000000000020000000' },
  { name: 'mipsn32', cpu: 'mipsn32', uname: 'mips64', bits: 32, order: 'big',
    alpine: null, docker: null, debian: 'mipsn32', go: null, aliases: [],
    magic: '7f454c46010201000000000000000000000200080000000100000000000000000000000000000020',
    mask: 'ffffffffffffff0000fffffffffffffffffeffffffffffff00000000000000000000000000000020' },
  { name: 'mipsn32el', cpu: 'mipsn32el', uname: 'mips64', bits: 32, order: 'little',
    alpine: null, docker: null, debian: 'mipsn32el', go: null, aliases: [],
    magic: '7f454c46010101000000000000000000020008000100000000000000000000000000000020000000',
    mask: 'ffffffffffffff0000fffffffffffffffeffffffffffffff00000000000000000000000020000000' },
  { name: 'ppc', cpu: 'ppc', uname: 'ppc', bits: 32, order: 'big',
    alpine: null, docker: null, debian: 'powerpc', go: null, aliases: ['ppc32', 'powerpc32'],
    magic: '7f454c4601020100000000000000000000020014', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'ppc64', cpu: 'ppc64', uname: 'ppc64', bits: 64, order: 'big',
    alpine: null, docker: 'linux/ppc64', debian: 'ppc64', go: 'ppc64', aliases: ['powerpc64', 'ppc64be'],
    magic: '7f454c4602020100000000000000000000020015', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'aarch64_be', cpu: 'aarch64_be', uname: 'aarch64_be', bits: 64, order: 'big',
    alpine: null, docker: null, debian: null, go: null, aliases: ['arm64be', 'arm64_be', 'aarch64be'],
    magic: '7f454c46020201000000000000000000000200b7', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'armeb', cpu: 'armeb', uname: 'armv7b', bits: 32, order: 'big',
    alpine: null, docker: null, debian: 'armeb', go: null, aliases: ['armbe', 'armv7eb', 'armv5teb'],
    magic: '7f454c4601020100000000000000000000020028', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'riscv32', cpu: 'riscv32', uname: 'riscv32', bits: 32, order: 'little',
    alpine: null, docker: null, debian: null, go: null, aliases: ['rv32'],
    magic: '7f454c460101010000000000000000000200f300', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
  { name: 'm68k', cpu: 'm68k', uname: 'm68k', bits: 32, order: 'big',
    alpine: null, docker: null, debian: 'm68k', go: null, aliases: ['m68000', '68k'],
    magic: '7f454c4601020100000000000000000000020004', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'sh4', cpu: 'sh4', uname: 'sh4', bits: 32, order: 'little',
    alpine: null, docker: null, debian: 'sh4', go: null, aliases: ['sh4el', 'sh4a'],
    magic: '7f454c4601010100000000000000000002002a00', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
  { name: 'sh4eb', cpu: 'sh4eb', uname: 'sh4', bits: 32, order: 'big',
    alpine: null, docker: null, debian: 'sh4eb', go: null, aliases: ['sh4aeb'],
    magic: '7f454c460102010000000000000000000002002a', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'sparc', cpu: 'sparc', uname: 'sparc', bits: 32, order: 'big',
    alpine: null, docker: null, debian: 'sparc', go: null, aliases: ['sparc32', 'sparcv8'],
    magic: '7f454c4601020100000000000000000000020002', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'sparc64', cpu: 'sparc64', uname: 'sparc64', bits: 64, order: 'big',
    alpine: null, docker: null, debian: 'sparc64', go: null, aliases: ['sparcv9'],
    magic: '7f454c460202010000000000000000000002002b', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'sparc32plus', cpu: 'sparc32plus', uname: 'sparc64', bits: 32, order: 'big',
    alpine: null, docker: null, debian: null, go: null, aliases: ['sparcv8plus'],
    magic: '7f454c4601020100000000000000000000020012', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'alpha', cpu: 'alpha', uname: 'alpha', bits: 64, order: 'little',
    alpine: null, docker: null, debian: 'alpha', go: null, aliases: [],
    magic: '7f454c4602010100000000000000000002002690', mask: 'fffffffffffefe00fffffffffffffffffeffffff' },
  { name: 'hppa', cpu: 'hppa', uname: 'parisc', bits: 32, order: 'big',
    alpine: null, docker: null, debian: 'hppa', go: null, aliases: ['pa-risc', 'hppa1.1'],
    magic: '7f454c460102010000000000000000000002000f', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'xtensa', cpu: 'xtensa', uname: 'xtensa', bits: 32, order: 'little',
    alpine: null, docker: null, debian: null, go: null, aliases: [],
    magic: '7f454c4601010100000000000000000002005e00', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
  { name: 'or1k', cpu: 'or1k', uname: 'openrisc', bits: 32, order: 'big',
    alpine: null, docker: null, debian: 'or1k', go: null, aliases: ['or1200', 'openrisc1000'],
    magic: '7f454c460102010000000000000000000002005c', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
  { name: 'hexagon', cpu: 'hexagon', uname: 'hexagon', bits: 32, order: 'little',
    alpine: null, docker: null, debian: null, go: null, aliases: ['qdsp6'],
    magic: '7f454c460101010000000000000000000200a400', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
] as const satisfies readonly Architecture[]

/** The names of the rows. */
export type ArchitectureName = (typeof ARCHITECTURES)[number]['name']

/**
 * Whether the kernel would take a file that begins with `header` for one of this architecture: its bytes are
 * the magic's wherever the mask has a bit. A file shorter than the magic counts as padded with zeros.
 */
export function isHeaderOf(
  { magic, mask }: Pick<Architecture, 'magic' | 'mask'>,
  header: Uint8Array,
): boolean {
  const care = Buffer.from(mask, 'hex')
  return Buffer.from(magic, 'hex').every((byte, at) => (((header[at] ?? 0) ^ byte) & (care[at] ?? 0)) === 0)
}
