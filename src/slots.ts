/** So many may be busy at a time; whoever comes then waits for its turn, in the order of coming. */
export class Slots {
  private readonly waiting: (() => void)[] = []

  constructor(private free: number) {}

  /** Waits for a slot. Returns what gives it back; that may be called again. */
  async take(): Promise<() => void> {
    if (this.free > 0) this.free -= 1
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      const next = this.waiting.shift()
      if (next) next()
      else this.free += 1
    }
  }
}
