import Runner from 'jest-runner'

/** Runs files one after the other, in the process of jest itself; those of other runners are over before, or begin after. */
export default class OneByOne extends Runner {
  isSerial = true
}
