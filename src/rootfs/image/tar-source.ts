import type { FileHandle } from 'node:fs/promises'

/** Where the bytes of a tar come from, one after the other. */
export interface TarSource {
  /** The next bytes; fewer than asked for only at the end. */
  read(lengthBytes: number): Promise<Buffer>
  skip(lengthBytes: number): Promise<void>
  /** What of the next bytes is at hand, at most so many and at least one, except at the end. */
  some(limitBytes: number): Promise<Buffer>
}

/** The bytes of a stream. */
export function streamSource(stream: AsyncIterable<Buffer>): TarSource {
  const pieces = stream[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const some = async (limitBytes: number): Promise<Buffer> => {
    while (held.length === 0) {
      const { value, done } = (await pieces.next()) as IteratorResult<Buffer, undefined>
      if (done === true) return held
      held = value
    }
    const piece = held.subarray(0, limitBytes)
    held = held.subarray(piece.length)
    return piece
  }
  const read = async (lengthBytes: number): Promise<Buffer> => {
    const parts: Buffer[] = []
    for (let missing = lengthBytes; missing > 0;) {
      const piece = await some(missing)
      if (piece.length === 0) break
      missing -= piece.length
      parts.push(piece)
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
  }
  const skip = async (lengthBytes: number): Promise<void> => {
    for (let left = lengthBytes; left > 0;) {
      const piece = await some(left)
      if (piece.length === 0) return
      left -= piece.length
    }
  }
  return { some, read, skip }
}

/** At most so much of a file is read at once. */
const PIECE_BYTES = 1024 * 1024

/** The bytes of a file; what is passed over is not read. `position` is that of the next. */
export function fileSource(file: FileHandle): TarSource & { readonly position: () => number } {
  let position = 0
  const read = async (lengthBytes: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(lengthBytes)
    const { bytesRead } = await file.read(buffer, 0, lengthBytes, position)
    position += bytesRead
    return buffer.subarray(0, bytesRead)
  }
  return {
    position: () => position,
    read,
    some: (limitBytes) => read(Math.min(limitBytes, PIECE_BYTES)),
    skip: (lengthBytes) => {
      position += lengthBytes
      return Promise.resolve()
    },
  }
}
