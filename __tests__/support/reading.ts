/** The value, or undefined where the thing is gone, or not ours to read. */
export function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
