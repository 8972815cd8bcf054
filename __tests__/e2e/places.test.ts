import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { placeOfFile } from '../support/xarch.js'

/** Variables that name folders which are not there, or can never be. */

const place = placeOfFile()

beforeAll(async () => {
  await mkdir(path.join(place.workspace, 'closed'), { mode: 0o500 })
})

describe('a folder that cannot be made', () => {
  it.each([
    ['run', '-a', 'aarch64', '--', 'true'],
    ['handlers', 'add', 'ppc'],
    ['handlers', 'list'],
    ['cache', 'clear'],
    ['cache', 'list'],
  ])('below /proc is one error where anything is to be kept there, and no wait: %s %s', async (...words) => {
    const ended = await place.run(words, { env: { XDG_CACHE_HOME: '/proc/x' }, withinMs: 20_000 })
    expect(ended.stderr).not.toContain('bug in xarch')
    if (ended.status === 0) expect(words[1]).toMatch(/list|clear/)
    else expect(ended.stderr).toMatch(/^xarch: error: could not write to the folder \/proc\/x\/xarch/m)
  })

  it('below /proc is refused for reports too', async () => {
    const { status, stderr } = await place.sh('aarch64', 'true', { options: ['--output', '/proc/x/logs'] })
    expect({ status, stderr }).toMatchObject({ status: 125 })
    expect(stderr).toMatch(/^xarch: error: output: the folder \/proc\/x\/logs could not be made: ENOENT/m)
  })
})

describe('TMPDIR', () => {
  it.each(['not/there', 'closed', 'file'])('that names %s does no harm', async (name) => {
    const env = { TMPDIR: name === 'file' ? '/etc/passwd' : path.join(place.workspace, name) }
    const { status, stdout, stderr } = await place.sh('aarch64', 'echo said', { env, options: ['--json'] })
    expect({ status, stderr }).toMatchObject({ status: 0 })
    expect(stdout).toContain('"result":"passed"')
    expect(stderr).toContain('said')
  })
})
