const MIB = 2 ** 20
const GIB = 2 ** 30

/**
 * What an archive of a root may be at most: enough for every honest one, and an end for those that are made to fill a
 * disk or to take all memory. The figures in the reasons are of Alpine 3.13 to 3.20 and of a Debian 12 with compilers.
 */
export const TAR_LIMITS = {
  /** Of the unpacked tar. A root with compilers and a desktop has 10 GiB; a runner has some 20 to 70 GiB free. */
  unpackedBytes: 32 * GIB,
  /** Of one file. The largest in a usual root are some 100 MiB; images of disks are 8 GiB. */
  fileBytes: 16 * GIB,
  /** Unpacked bytes for each one of the file, beyond `freeBytes`. Roots have 1.8 to 5, text 20; deflate's most is 1032. */
  ratio: 100,
  /** Unpacked bytes that need no reason: preallocated files of a small root; no disk is filled by them. */
  freeBytes: 64 * MIB,
  /** Of files, folders and links. A large distribution has 500,000; each takes some 200 bytes of memory here. */
  entries: 2_000_000,
  /** Entries that need no reason. A minirootfs has 500. */
  freeEntries: 20_000,
  /** Bytes of the file for each entry beyond `freeEntries`. Roots have 2,500 to 10,000; 50,000 empty files have 7. */
  bytesForEntry: 64,
  /** Folders above an entry. Modules in modules of node get to 60; what walks a tree by recursion has an end. */
  depth: 256,
  /** Linux: PATH_MAX 4096 and NAME_MAX 255, the first with a zero byte at its end. */
  nameBytes: 4095,
  partBytes: 255,
  /** Of a PAX header or a long name: read into memory. An extended attribute has 64 KiB at most, a file few of them. */
  extensionBytes: MIB,
} as const

/** The limits as they are for one archive, which depend on its size. */
export interface TarAllowance {
  readonly unpackedBytes: number
  readonly entries: number
}

/** @param fileBytes of the archive as it came: compressed */
export function allowanceOf(fileBytes: number): TarAllowance {
  const { unpackedBytes, freeBytes, ratio, entries, freeEntries, bytesForEntry } = TAR_LIMITS
  return {
    unpackedBytes: Math.min(unpackedBytes, freeBytes + ratio * fileBytes),
    entries: Math.min(entries, freeEntries + Math.floor(fileBytes / bytesForEntry)),
  }
}
