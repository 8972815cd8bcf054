/** Takes the time of named parts of the work. */
export class Phases {
  private readonly times = new Map<string, number>()

  constructor(private readonly now: () => number) {}

  /** Runs a part and notes how long it took, whether or not it succeeded; parts of one name are added up. */
  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = this.now()
    try {
      return await work()
    } finally {
      const total = (this.times.get(name) ?? 0) + this.now() - start
      this.times.delete(name) // it stands where the last part ended
      this.times.set(name, total)
    }
  }

  /** Milliseconds by name, in the order in which the parts ended. */
  all(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.times)
  }
}
