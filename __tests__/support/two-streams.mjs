import Runner from 'jest-runner'

/**
 * Runs files in two streams at the same time. Those of the project `machine` come one after the other: they look at what
 * is the whole machine's. Beside them, with the other workers, run those that do not. No file runs in the process of jest
 * itself: what one stream starts would be below the other one's.
 */
export default class TwoStreams extends Runner {
  #ofMachine

  constructor(config, context) {
    super({ ...config, maxWorkers: Math.max(1, config.maxWorkers - 1) }, context)
    this.#ofMachine = new Runner({ ...config, maxWorkers: 1 }, context)
  }

  on(name, listener) {
    const ends = [super.on(name, listener), this.#ofMachine.on(name, listener)]
    return () => {
      for (const end of ends) end()
    }
  }

  async runTests(tests, watcher) {
    const isOfMachine = ({ context }) => context.config.displayName?.name === 'machine'
    const streams = [
      [this.#ofMachine, tests.filter(isOfMachine)],
      [{ runTests: super.runTests.bind(this) }, tests.filter((test) => !isOfMachine(test))],
    ]
    const ends = streams.map(
      ([runner, its]) => its.length > 0 && runner.runTests(its, watcher, { serial: false }),
    )
    await Promise.all(ends)
  }
}
