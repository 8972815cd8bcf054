import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EMBEDDED_KEY, EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { ordinaryUserAt, type OrdinaryUser } from '../support/ordinary-user.js'
import { newJob } from '../support/runner.js'
import { temporaryFolder } from '../support/temporary.js'
import { placeOfFile } from '../support/xarch.js'

/** Commands as they are shown: by --verbose, and in the debug lines of a step. */

const SECRET = 'hunter2-secret'
const commandsIn = (log: string, before: string): string[] =>
  log.split('\n').flatMap((line) => (line.startsWith(`${before}+ `) ? [line.slice(before.length + 2)] : []))

/** The words of a line that is pasted into a shell, which has no variable of that step. */
function wordsOf(line: string): string[] {
  const text = execFileSync('bash', ['-c', `printf '%s\\0' ${line}`], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return text.split('\0').slice(0, -1)
}

describe('xarch run --verbose', () => {
  const place = placeOfFile()
  let user: OrdinaryUser
  beforeAll(async () => {
    user = await ordinaryUserAt(place)
  })
  afterAll(() => user[Symbol.asyncDispose]())

  it('shows commands that can be pasted, with sudo, and no secret of the guest', async () => {
    const { status, stdout, stderr } = await place.sh('x86_64', 'echo "$TOKEN"', {
      options: ['--verbose', '-e', 'TOKEN'],
      env: { TOKEN: SECRET, https_proxy: `me:${SECRET}@proxy.invalid:1`, no_proxy: '*' },
      within: [...user.worker, 'env', '-C', place.workspace, user.node],
      program: path.join(user.action, 'bin/xarch'),
    })
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${SECRET}\n` })
    expect(stderr).not.toContain(SECRET)
    const commands = commandsIn(stderr, 'xarch: ')
    expect(commands.some((line) => line.startsWith('sudo -n -- '))).toBe(true)
    const entering = commands.find((line) => line.includes('enter.sh'))
    expect(entering).toMatch(
      /^env XARCH_NAMES='.*TOKEN.*' .*XARCH_E_TOKEN="\$TOKEN" .*sudo -n --preserve-env=XARCH_NAMES,/,
    )
  })
})

describe('a step with the debug flag of the runner', () => {
  it('shows its commands as debug lines, one line each, that can be pasted; and no secret', async () => {
    await using folder = await temporaryFolder()
    const job = await newJob(folder.path)
    const step = job.step(
      {
        ...{ arch: 'x86_64', run: 'echo "$TOKEN" | tr a-z A-Z', env: 'TOKEN', branch: 'v3.20' },
        ...{ mirror: `file:${EMBEDDED_MIRROR}`, keys: EMBEDDED_KEY },
      },
      { RUNNER_DEBUG: '1', TOKEN: SECRET },
    )
    const { status, log } = await step.main()
    await step.post()
    expect({ status, ran: log.includes(SECRET.toUpperCase()) }).toEqual({ status: 0, ran: true })
    expect(log).not.toContain(SECRET)
    const commands = commandsIn(log, '::debug::').map((line) =>
      line.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'),
    )
    expect(commands.length).toBeGreaterThan(2)
    for (const line of commands) {
      expect(line).not.toContain('\n')
      const [program = '', ...words] = wordsOf(line)
      expect(wordsOf(`$(type -P ${program})`)).toEqual([expect.stringMatching(/^\//)])
      expect(words.length).toBeGreaterThan(0)
    }
    const entering = commands.map(wordsOf).find((words) => words.some((word) => word.endsWith('/enter.sh')))
    expect(entering).toEqual(expect.arrayContaining(['env', 'nsenter', 'XARCH_E_TOKEN=', job.workspace]))
  })
})
