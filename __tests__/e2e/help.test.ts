import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { VERBS } from '../../src/inputs/verbs.js'
import { placeOfFile } from '../support/xarch.js'

/** Help, its topics and completion, as the command prints them. */

const place = placeOfFile()

describe('xarch help', () => {
  it.each(VERBS)('$name says what $name --help does', async ({ name }) => {
    const [help, verb] = await Promise.all([place.run(['help', name]), place.run([name, '--help'])])
    expect({ status: help.status, stderr: help.stderr }).toEqual({ status: 0, stderr: '' })
    expect(verb).toMatchObject({ status: 0, stderr: '' })
    expect(help.stdout.startsWith(verb.stdout)).toBe(true)
    expect(verb.stdout).toContain(`xarch ${name}`)
  })

  it('of an input tells its value, and man is a page', async () => {
    const input = await place.run(['help', 'isolation'])
    expect(input.stdout).toContain('auto|unshare|strict|bwrap|proot')
    const { stdout } = await place.run(['help', 'man'])
    expect(stdout).toMatch(/^\.TH XARCH 1 /)
  })

  it.each([
    [['isolaton'], 'did you mean "isolation"?'],
    [['nothing-like-it'], 'topics are run, shell'],
    [['run', 'shell'], 'got 2 topics'],
  ])('%j is a wrong use', async (args, says) => {
    const { status, stdout, stderr } = await place.run(['help', ...args])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(says)
  })
})

describe('xarch completion', () => {
  it.each(['bash', 'zsh', 'fish'])('%s prints a script that this shell can read', async (shell) => {
    const { status, stdout, stderr } = await place.run(['completion', shell])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('mips64el')
    const read = spawnSync(shell, ['-n', '-c', stdout], { encoding: 'utf8' })
    if (!read.error) expect({ status: read.status, said: read.stderr }).toEqual({ status: 0, said: '' })
  })

  it.each([[[]], [['tcsh']], [['bash', 'zsh']]])('%j is a wrong use', async (args) => {
    const { status, stdout, stderr } = await place.run(['completion', ...args])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('allowed is one of bash, zsh, fish')
  })
})
