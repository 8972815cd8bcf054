import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { it } from '../support/side-by-side.js'
import { places } from '../support/xarch.js'

/** What `timeout-minutes` and `silence-minutes` make of a command. */

const newPlace = places()

describe('a command whose time is over', () => {
  it('is ended by SIGTERM, with status 124 whatever its own is, and a word about it', async () => {
    const place = await newPlace()
    const script = "trap 'echo TERM >vol/said; exit 0' TERM; echo up; while :; do sleep 0.05; done"
    const options = ['--timeout-minutes', '0.01', '--volumes', '.:/vol', '-w', '/']
    const ended = await place.sh('x86_64', script, { options })
    expect(ended).toMatchObject({ status: 124, stdout: 'up\n' })
    expect(ended.stderr).toContain(
      'error: x86_64: the command was ended after 0.01 minutes (timeout-minutes)',
    )
    expect(await readFile(path.join(place.workspace, 'said'), 'utf8')).toBe('TERM\n')
  })

  it('is ended with its sandbox where it ignores that for ten seconds', async () => {
    const place = await newPlace()
    const script = "trap '' TERM; sleep 3; echo still; sleep 300"
    const ended = await place.sh('x86_64', script, { options: ['--timeout-minutes', '0.01'] })
    expect(ended).toMatchObject({ status: 124, stdout: 'still\n' })
  })

  it('is ended with its sandbox where it has stopped itself', async () => {
    const place = await newPlace()
    const ended = await place.sh('x86_64', 'echo up; while :; do kill -STOP $$; done', {
      options: ['--timeout-minutes', '0.01'],
    })
    expect(ended).toMatchObject({ status: 124, stdout: 'up\n' })
    expect(ended.stderr).toMatch(/ stopped +sh -c echo up; while/)
  })
})

describe('a command that says nothing', () => {
  it.each(['x86_64', 'aarch64'])('is ended on %s, and what it ran is shown', async (arch) => {
    const place = await newPlace()
    const script = 'echo up; (sleep 301; true) & sleep 302 & wait'
    const { status, stdout, stderr } = await place.sh(arch, script, {
      options: ['--silence-minutes', '0.01'],
    })
    expect({ status, stdout }).toEqual({ status: 124, stdout: 'up\n' })
    expect(stderr).toContain(
      `error: ${arch}: the command said nothing for 0.01 minutes, and was ended (silence-minutes)\n`,
    )
    expect(stderr).toMatch(/error: PID +SINCE +CPU +STATE +COMMAND\n.*error: \d+ .* sh -c echo up; /)
    for (const seconds of ['301', '302'])
      expect(stderr).toMatch(new RegExp(` sleeping +sleep ${seconds}$`, 'm'))
    expect(stderr).not.toMatch(/nsenter|qemu-aarch64 \//)
  })

  it('for less long goes on, whatever stream it speaks on', async () => {
    const place = await newPlace()
    const script = 'for i in 1 2 3 4 5 6 7 8; do sleep 0.3; echo $i >&2; done'
    expect((await place.sh('x86_64', script, { options: ['--silence-minutes', '0.02'] })).status).toBe(0)
  })
})
