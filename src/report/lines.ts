const NEWLINE = 0x0a
/** A line longer than this is cut, so that a guest without newlines cannot fill our memory. */
const LONGEST_LINE_BYTES = 64 * 1024

export interface LineSplitter {
  write(chunk: Buffer): void
  /** Hands over what has no newline at its end. */
  end(): void
}

/** Puts a prefix before each line of a stream and hands over whole lines only, however the stream is cut. */
export function lineSplitter(prefix: Buffer, onLine: (line: Buffer) => void): LineSplitter {
  let rest: Buffer = Buffer.alloc(0)
  const emit = (line: Buffer): void => {
    onLine(Buffer.concat([prefix, line, Buffer.from('\n')]))
  }
  return {
    write(chunk) {
      let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      for (let at = data.indexOf(NEWLINE); at >= 0; at = data.indexOf(NEWLINE)) {
        emit(data.subarray(0, at))
        data = data.subarray(at + 1)
      }
      for (; data.length > LONGEST_LINE_BYTES; data = data.subarray(LONGEST_LINE_BYTES)) {
        emit(data.subarray(0, LONGEST_LINE_BYTES))
      }
      rest = data
    },
    end() {
      if (rest.length > 0) emit(rest)
      rest = Buffer.alloc(0)
    },
  }
}
