import { describe, expect, it } from '@jest/globals'
import { actOfFile } from '../support/act.js'

const { act, expectNothingLeft } = actOfFile()

describe('the workflow that runs a job for each architecture', () => {
  it('plans the jobs, runs them, and tells what came of all together', async () => {
    const run = await act('fleet.yml')
    if (run.status !== 0) throw new Error(run.text)
    const commands = run.output('Run')
    for (const arch of ['mips64', 'aarch64']) expect(commands).toMatch(new RegExp(`^${arch}$`, 'm'))
    expect(run.output('Read the results')).toContain('mips64 passed 0\naarch64 passed 0\n')
    await expectNothingLeft()
  }, 90_000)

  it('fails where one architecture has failed, and says which', async () => {
    const run = await act('fleet-failing.yml')
    expect(run.results).toMatchObject({ 'Main Plan': 'success', 'Main Report': 'failure' })
    const report = run.output('Report')
    expect(report).toMatch(/^ppc {6}status 4: /m)
    expect(report).toMatch(/^aarch64 {2}status 0: /m)
    expect(report).toContain('ppc: the command ended with status 4')
  }, 90_000)
})
