/** The time over which a rate is taken, in milliseconds: what a person takes for "now". */
const WINDOW_MS = 5000

/** How fast bytes come, from what was seen lately. */
export class Rate {
  private samples: { readonly ms: number; readonly bytes: number }[] = []

  /** So many bytes are there at a time. Where they are fewer than before, it has begun anew. */
  add(ms: number, bytes: number): void {
    if (bytes < (this.samples.at(-1)?.bytes ?? 0)) this.samples = []
    this.samples.push({ ms, bytes })
    // One that is as old as the window, or older, has to be there: what is newer is measured from it.
    while ((this.samples[1]?.ms ?? Infinity) <= ms - WINDOW_MS) this.samples.shift()
  }

  /** Bytes in a second; undefined where too little was seen. */
  perSecond(): number | undefined {
    const [first, last] = [this.samples[0], this.samples.at(-1)]
    if (!first || !last || last.ms <= first.ms) return undefined
    return ((last.bytes - first.bytes) / (last.ms - first.ms)) * 1000
  }
}
