import { accessSync, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { machine } from 'node:os'
import { ARCHITECTURES, type Cpu } from '../arch/architectures.js'
import { executionOn } from '../arch/resolve.js'

/** A static qemu-user file for one cpu, proved by its canary. */
export interface Emulator {
  readonly cpu: Cpu
  readonly file: string
  /** As `qemu-<cpu> --version` says it: `7.2.22`. */
  readonly version: string
  /** The release of Alpine's package that it is from, where it is known: `r1`. */
  readonly release?: string
  /** Where it came from, in words for the log. */
  readonly source: string
}

/** A file that may be an emulator. */
export interface Candidate {
  readonly file: string
  readonly release?: string
}

/** Why a source has no emulator for a cpu that it should have one for. */
export interface Unavailable {
  readonly cpu: Cpu
  readonly cause: unknown
}

/** The version with the release, where that is known: `10.1.3-r1`. */
export function buildOf({ version, release }: Pick<Emulator, 'version' | 'release'>): string {
  return release === undefined ? version : `${version}-${release}`
}

/** The version in what `qemu-<cpu> --version` prints. */
export function parseVersion(text: string): string | undefined {
  return /version (\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1]
}

/** Whether a version is what was asked for: it begins with the same numbers (`10.1.3` is a `10.1`). */
export function isVersion(version: string, asked: string): boolean {
  return asked === '' || version === asked || version.startsWith(`${asked}.`)
}

const PT_INTERP = 3
/** Where a program's headers are, with much room. */
const HEAD_BYTES = 4096

/**
 * Whether an ELF file of this host needs a loader (has a PT_INTERP): such an emulator would look for it in the guest's
 * root. Reads the program headers, which are at the file's beginning.
 * Source: System V ABI, "Program Header".
 */
export function needsLoader(head: Buffer): boolean {
  if (head.length < 64 || head.readUInt32BE(0) !== 0x7f454c46) return true
  const wide = head[4] === 2
  const little = head[5] === 1
  const number = (at: number, size: number): number =>
    little ? head.readUIntLE(at, size) : head.readUIntBE(at, size)
  const start = wide ? number(32, 6) : number(28, 4)
  const size = number(wide ? 54 : 42, 2)
  const count = number(wide ? 56 : 44, 2)
  for (let index = 0; index < count; index++) {
    const at = start + index * size
    if (at + 4 > head.length) return true
    if (number(at, 4) === PT_INTERP) return true
  }
  return false
}

/** Class, byte order and `e_machine` of an ELF file. Source: System V ABI, "ELF Header". */
function machineOf(head: Buffer): string {
  return [head.subarray(4, 6), head.subarray(18, 20)].map((bytes) => bytes.toString('hex')).join()
}

/** Whether this machine may run a program by itself: a home, and what is kept there, may be shared by several machines. */
function isOwn(head: Buffer): boolean {
  const row = ARCHITECTURES.find(({ magic }) => machineOf(Buffer.from(magic, 'hex')) === machineOf(head))
  return !row || executionOn(machine(), row) !== 'emulated'
}

/**
 * Whether a file is there, may be executed on this machine and needs no loader. It is looked at at once: of all cpus in a
 * few milliseconds.
 */
export function isStaticProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    const head = readHead(file)
    return isOwn(head) && !needsLoader(head)
  } catch {
    return false
  }
}

/** Its first bytes. Throws where it is no file. */
function readHead(file: string): Buffer {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error(`${file} is no file`)
    const head = Buffer.alloc(HEAD_BYTES)
    return head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0))
  } finally {
    closeSync(descriptor)
  }
}
