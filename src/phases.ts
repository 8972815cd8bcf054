/** Takes the time of named parts of the work. */
export class Phases {
  private readonly times = new Map<string, number>()

  constructor(private readonly now: () => number) {}

  /** Runs a part and notes how long it took, whether or not it succeeded. */
  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = this.now()
    try {
      return await work()
    } finally {
      this.times.set(name, this.now() - start)
    }
  }

  /** Milliseconds by name, in the order in which the parts ended. */
  all(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.times)
  }
}
