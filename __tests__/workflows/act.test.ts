import { describe, expect, it } from '@jest/globals'
import { actOfFile } from '../support/act.js'

const { act, expectNothingLeft } = actOfFile()

const STEPS = [
  'Check on foreign processors',
  'Read the outputs',
  'Use a root once more',
  'Go on after the failure',
]

describe('a workflow under act', () => {
  it.each([
    { which: 'first', hit: 'false' },
    { which: 'second', hit: 'true' },
  ])(
    'has its roots from act’s cache: $hit in the $which run',
    async ({ hit }) => {
      const run = await act('main-job.yml')
      const failed = STEPS.filter((step) => run.results[`Main ${step}`] !== 'success')
      if (failed.length > 0) throw new Error(`${failed.join(', ')} failed:\n${run.text}`)
      expect(run.results).toMatchObject({
        'Main Fail on one of two': 'failure',
        'Post Check on foreign processors': 'success',
        'Post Fail on one of two': 'success',
      })
      expect(run.status).toBe(0)

      const commands = run.output('Check on foreign processors')
      expect(commands).toContain('mips64  | hello from mips64: 01020304')
      expect(commands).toContain('ppc     | hello from ppc: 01020304')
      expect(commands).toContain('aarch64 | hello from aarch64: 04030201')
      const outputs = run.output('Read the outputs')
      expect(outputs).toContain(`cache-hit is ${hit}`)
      expect(outputs).toMatch(/orders are 01020304 01020304 04030201, last was (mips64|ppc|aarch64)/) // they run side by side
      expect(outputs).toContain('statuses are 0 0 0')
      expect(run.output('Use a root once more')).toContain('the root says mips64')
      expect(run.output('Fail on one of two')).toContain('aarch64: the command ended with status 1')
      expect(run.output('Go on after the failure')).toContain('the failing step was a failure')

      await expectNothingLeft()
    },
    60_000,
  )
})
