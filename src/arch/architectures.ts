/** Byte order of an architecture, as `EI_DATA` of its ELF files says it. */
export type ByteOrder = 'little' | 'big'

/** One row of the table: everything this project knows about one architecture. */
export interface Architecture {
  /** The name used everywhere in this project: Alpine's where Alpine has (or had) the architecture. */
  readonly name: string
}
