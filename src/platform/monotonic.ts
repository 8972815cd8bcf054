/** Milliseconds since some fixed point. `performance` has the same, and takes node 2 ms to load. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
