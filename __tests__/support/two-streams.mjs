import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import Runner from 'jest-runner'

/** Files whose tests are tried several at a time: they have use for every processor. */
const AT_ONCE = /support\/(side-by-side|tests-at-once|tried-at-once|at-once)\.js'/

/**
 * Runs files in two streams at the same time. Those of the project `machine` come one after the other: they look at what
 * is the whole machine's. Beside them, with the other workers, run those that do not; these wait for their turn while one
 * of the machine has use for every processor, so that neither is slowed down until its waits are too short. No file runs in
 * the process of jest itself: what one stream starts would be below the other one's.
 */
export default class TwoStreams extends Runner {
  #ofMachine
  #isBusy = false

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
    const { maxWorkers } = this._globalConfig
    if (ofMachine.length > 0)
      this._globalConfig = { ...this._globalConfig, maxWorkers: Math.max(1, maxWorkers - 1) }
    this.#takeTurns()
    const run = (runner, its) => (its.length > 0 ? runner(its, watcher, { serial: false }) : undefined)
    await Promise.all([
      run(this.#ofMachine.runTests.bind(this.#ofMachine), ofMachine),
      run(super.runTests.bind(this), apart),
    ])
  }

  /** A file begins when the listeners of its begin are through. */
  #takeTurns() {
    this.#ofMachine.on('test-file-start', ([{ path }]) => {
      this.#isBusy = AT_ONCE.test(readFileSync(path, 'utf8'))
    })
    for (const end of ['test-file-success', 'test-file-failure'])
      this.#ofMachine.on(end, () => {
        this.#isBusy = false
      })
    super.on('test-file-start', async () => {
      while (this.#isBusy) await wait(200)
    })
  }
}
