const NEWLINE = 0x0a
/** A line longer than this is cut, so that a guest without newlines cannot fill our memory. */
const LONGEST_LINE_BYTES = 64 * 1024

export interface LineSplitter {
  write(chunk: Buffer): void
  /** Hands over what has no newline at its end. */
  end(): void
}

/**
 * Hands over whole lines only, however the stream is cut: all that there are of a chunk at once, each with a newline at its
 * end.
 */
export function lineSplitter(onLines: (lines: Buffer) => void): LineSplitter {
  let rest: Buffer[] = []
  let restBytes = 0
  const take = (): Buffer => {
    const whole = Buffer.concat(rest)
    rest = []
    restBytes = 0
    return whole
  }
  const keep = (part: Buffer): void => {
    rest.push(part)
    restBytes += part.length
    if (restBytes <= LONGEST_LINE_BYTES) return
    let whole = take()
    for (; whole.length > LONGEST_LINE_BYTES; whole = whole.subarray(LONGEST_LINE_BYTES))
      onLines(Buffer.concat([whole.subarray(0, LONGEST_LINE_BYTES), Buffer.of(NEWLINE)]))
    rest = [whole]
    restBytes = whole.length
  }
  return {
    write(chunk) {
      const end = chunk.lastIndexOf(NEWLINE) + 1
      if (end > 0) {
        rest.push(chunk.subarray(0, end))
        onLines(take())
      }
      if (end < chunk.length) keep(chunk.subarray(end))
    },
    end() {
      if (restBytes > 0) onLines(Buffer.concat([take(), Buffer.of(NEWLINE)]))
    },
  }
}
