/** What has to be given back at the end. */
export class Releases {
  private readonly all: (() => Promise<unknown>)[] = []

  add(release: () => Promise<unknown>): void {
    this.all.push(release)
  }

  /** Gives everything back, newest first; what fails does not keep the rest. Throws the first error at the end. */
  async release(): Promise<void> {
    const errors: unknown[] = []
    for (const release of this.all.splice(0).reverse())
      await release().catch((error: unknown) => errors.push(error))
    if (errors.length > 0) throw errors[0]
  }
}
