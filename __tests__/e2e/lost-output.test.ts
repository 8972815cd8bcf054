import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { withoutKnownFaults } from '../support/known-faults.js'
import { atTerminal } from '../support/terminal.js'
import { embedded, placeOfFile, until, type Ended } from '../support/xarch.js'

/** What is said where nobody reads it, or where there is no room for it. */

const place = placeOfFile()

/** Runs `xarch WORDS` as a shell does with `RUN`; what the shell's script says is what comes back. */
const through = (script: string, ...words: string[]): Promise<Ended> =>
  place.run(words, { within: ['bash', '-c', script, 'bash'] })

const FIRST_LINE = '"$@" | head -n 1; echo "status ${PIPESTATUS[0]}"'

describe('standard output that nobody reads any more', () => {
  it('ends what only says something as SIGPIPE ends other programs', async () => {
    const { stdout, stderr } = await through(
      'sleep 0.2 | { "$@"; echo "status $?" >&2; } | :', // the shell closes the pipe at once
      'archs',
    )
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'status 141\n' })
  })

  it('ends the commands of several architectures', async () => {
    const script = 'while :; do echo more; sleep 0.1; done'
    const many = ['run', '-a', 'aarch64,ppc', '--quiet', ...embedded(), '--', 'sh', '-c', script]
    const { stdout, stderr } = await through(FIRST_LINE, ...many)
    expect(stdout).toMatch(/^(aarch64|ppc {4}) \| more\nstatus 141\n$/)
    expect(stderr).toMatch(/the command ended with SIGPIPE/)
    expect(stderr).not.toContain('node:')
  })

  it('ends a command that takes no notice of it', async () => {
    const script = 'trap "" PIPE; while :; do echo more; sleep 0.1; done 2>/dev/null'
    const one = ['run', '-a', 'aarch64', '--quiet', ...embedded(), '--silence-minutes', '5', '--']
    const { stdout } = await through(FIRST_LINE, ...one, 'sh', '-c', script)
    expect(stdout).toMatch(/^more\nstatus 1\d\d\n$/)
  })
})

describe('an output without room', () => {
  it('for what was asked for is an error', async () => {
    const { stdout, stderr } = await through('"$@" >/dev/full; echo "status $?"', 'archs', '--json')
    expect(stdout).toBe('status 141\n')
    expect(stderr).toBe(
      'xarch: error: could not write to standard output: ENOSPC: no space left on device, write\n',
    )
  })

  it('for our own words is no reason to end', async () => {
    const run = ['run', '-a', 'aarch64,ppc', '--verbose', ...embedded(), '--', 'uname', '-m']
    const { status, stdout } = await through('"$@" 2>/dev/full', ...run)
    expect({ status, lines: stdout.split('\n').sort() }).toEqual({
      status: 0,
      lines: ['', 'aarch64 | aarch64', 'ppc     | ppc'],
    })
  })
})

describe('a terminal that is closed', () => {
  it.each([
    { verb: 'shell', command: [], there: /[#$] /, how: 'trap : HUP; $run' },
    {
      verb: 'run',
      command: ['--', 'sh', '-c', 'echo "he"re; sleep 100'],
      there: /^here/m,
      how: `trap 'kill -HUP "$!"' HUP; $run & wait; wait "$!"`, // as a shell with job control does it
    },
  ])('ends `xarch $verb` by SIGHUP, and what it runs', async ({ verb, command, there, how }) => {
    const at = atTerminal(place, [verb, '-a', 'aarch64', ...embedded(), ...command], {
      columns: 80,
      script: `${how}; echo "status $?" >${verb}`,
    })
    await at.saying(there)
    at.hangUp()
    const told = path.join(place.workspace, verb)
    await until(async () => (await readFile(told, 'utf8').catch(() => '')) !== '')
    expect(await readFile(told, 'utf8')).toBe('status 129\n')
    await at.ended
    expect(withoutKnownFaults(at.said())).not.toContain('Assertion')
  })
})
