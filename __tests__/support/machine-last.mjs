import Runner from 'jest-runner'

/**
 * Runs files in two rounds. Those of the project `machine` come last, one after the other: they look at what is the whole machine's.
 * Before them all others run, by as many workers as there are. No file runs in the process of jest itself: what one starts would be
 * below it.
 */
export default class MachineLast extends Runner {
  #ofMachine

  constructor(config, context) {
    super(config, context)
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
    const [ofMachine, apart] = [tests.filter(isOfMachine), tests.filter((test) => !isOfMachine(test))]
    if (apart.length > 0) await super.runTests(apart, watcher, { serial: false })
    if (ofMachine.length > 0) await this.#ofMachine.runTests(ofMachine, watcher, { serial: false })
  }
}
