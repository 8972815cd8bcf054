import { execFileSync, spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { REPOSITORY } from '../support/runner-environment.js'
import { skipAloud } from '../support/skipped.js'
import { watchMachine } from '../support/unchanged.js'
import { places } from '../support/xarch.js'

const groups = (): string =>
  execFileSync('find', ['/sys/fs/cgroup', '-name', 'xarch-*'], { encoding: 'utf8' })

/** In a container the top of the tree of control groups may be closed to us. */
const script = path.join(REPOSITORY, 'src/sandbox/limit.sh')
const canLimit =
  spawnSync('bash', [script, 'make', 'xarch-1-1.test', '99', String(2 ** 30), 'true']).status === 0

const describeLimits = canLimit ? describe : describe.skip
if (!canLimit) skipAloud('limits of runs (skipped: this machine has no control groups that could be used)')

describeLimits('a run with limits', () => {
  const newPlace = places()
  watchMachine()
  const FORKS = 'i=0; while [ $i -lt 60 ]; do sleep 9 & i=$((i+1)); done; echo all'

  it('can have no more processes than it was given, and leaves no control group', async () => {
    const place = await newPlace()
    const { status, stdout, stderr } = await place.sh('x86_64', FORKS, { options: ['--pids-limit', '40'] })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('Resource temporarily unavailable')
    expect(groups()).toBe('')
  })

  it('has a command ended that takes too much memory, and goes on', async () => {
    const place = await newPlace()
    const options = ['--memory-limit', '64M', '--pids-limit', '100']
    const ended = await place.sh('x86_64', `tail /dev/zero; echo "status $?"; ${FORKS}`, { options })
    expect(ended).toMatchObject({ status: 0, stdout: 'status 137\nall\n' })
    expect(groups()).toBe('')
  })

  it('of a run that was killed, they are gone with the next', async () => {
    const place = await newPlace()
    const options = ['--pids-limit', '100']
    const killed = await place.sh('x86_64', 'sleep 99', { options, within: ['timeout', '-s', 'KILL', '2'] })
    expect(killed.status).not.toBe(0)
    expect(await place.sh('x86_64', 'echo there', { options })).toMatchObject({ stdout: 'there\n' })
    expect(groups()).toBe('')
  })
})

describe('a limit', () => {
  const newPlace = places()

  it.each([
    { options: ['--pids-limit', '3'], says: 'pids-limit: got "3"; allowed is a number' },
    { options: ['--pids-limit', 'many'], says: 'pids-limit: got "many"; allowed is a number' },
    {
      options: ['--memory-limit', '300'],
      says: 'memory-limit: got "300"; allowed is a number with K, M or G',
    },
    { options: ['--memory-limit', '1K'], says: 'at least 16M' },
  ])('is told what is allowed where it got $options', async ({ options, says }) => {
    const place = await newPlace()
    const { status, stderr } = await place.sh('x86_64', 'true', { options })
    expect(status).toBe(2)
    expect(stderr).toContain(says)
  })
})
