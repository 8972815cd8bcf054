import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { withoutKnownFaults } from '../support/known-faults.js'
import { it } from '../support/side-by-side.js'
import { embedded, placeOfFile } from '../support/xarch.js'

const place = placeOfFile()

/** The kinds of a run: emulated in either byte order, and native. */
const KINDS = ['aarch64', 'ppc', 'x86_64']

describe('standard output', () => {
  it.each(KINDS)('of %s is the command’s own, byte for byte, with nothing of ours', async (arch) => {
    const hostile = Buffer.concat([
      Buffer.from([...Array(256).keys()]),
      Buffer.from('\xff\xfe\0::error::x\r\x1b[2J\n\n no newline at its end', 'latin1'),
    ])
    await writeFile(path.join(place.workspace, 'hostile'), hostile)
    const { status, bytes } = await place.sh(arch, 'cat hostile', { options: ['--verbose'] })
    expect({ status, same: bytes.equals(hostile) }).toEqual({ status: 0, same: true })
  })

  it('is whole when it is 10 MB', async () => {
    const much = randomBytes(10_000_000)
    await writeFile(path.join(place.workspace, 'much'), much)
    const { status, bytes } = await place.sh('aarch64', 'cat much')
    expect({ status, length: bytes.length, same: bytes.equals(much) }).toEqual({
      status: 0,
      length: much.length,
      same: true,
    })
  })

  it('is empty where the command says nothing, and a second run says nothing of ours on stderr either', async () => {
    await place.sh('aarch64', 'true')
    const { status, stdout, stderr } = await place.sh('aarch64', 'true')
    expect({ status, stdout, stderr: withoutKnownFaults(stderr) }).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    })
  })

  it('and standard error stay apart', async () => {
    const ended = await place.sh('aarch64', 'echo out; echo err >&2', { options: ['--quiet'] })
    expect(ended).toMatchObject({ status: 0, stdout: 'out\n' })
    expect(withoutKnownFaults(ended.stderr)).toBe('err\n')
  })

  it('that nobody reads any more ends the command with SIGPIPE', async () => {
    const pipe = 'set -o pipefail; "$@" | head -c 4; echo "${PIPESTATUS[0]}" >status'
    const ended = await place.run(['run', '-a', 'aarch64', ...embedded(), '--', 'yes', 'abc'], {
      within: ['bash', '-c', pipe, 'bash'],
    })
    expect(ended.stdout).toBe('abc\n')
    expect(await readFile(path.join(place.workspace, 'status'), 'utf8')).toBe('141\n')
  })
})

describe('standard input', () => {
  it.each(KINDS)('reaches the command on %s, binary and to its end', async (arch) => {
    const input = randomBytes(300_000)
    const { status, bytes } = await place.sh(arch, 'cat', { input })
    expect({ status, same: bytes.equals(input) }).toEqual({ status: 0, same: true })
  })

  it('may be empty', async () => {
    expect(await place.sh('aarch64', 'cat; echo over')).toMatchObject({ status: 0, stdout: 'over\n' })
  })

  it('may be closed', async () => {
    const ended = await place.sh('aarch64', 'cat; echo over', {
      within: ['bash', '-c', 'exec <&-; exec "$@"', 'bash'],
    })
    expect(ended).toMatchObject({ status: 0, stdout: 'over\n' })
  })
})

describe('the exit status', () => {
  it.each(KINDS)('of %s is the command’s', async (arch) => {
    for (const status of [0, 1, 3, 255])
      expect(await place.sh(arch, `exit ${status}`)).toMatchObject({ status, signal: null, stdout: '' })
  })

  it.each([
    { command: ['no-such-program'], status: 127, said: 'no-such-program: not found' },
    { command: ['/etc'], status: 126, said: 'Permission denied' },
    { command: ['-x'], status: 127, said: '-x: not found' },
  ])('of $command is $status, with the reason on stderr', async ({ command, status, said }) => {
    const ended = await place.run(['run', '-a', 'aarch64', ...embedded(), '--', ...command])
    expect(ended).toMatchObject({ status, stdout: '' })
    expect(ended.stderr).toContain(said)
  })

  it.each([
    { arch: 'aarch64', signal: 'SEGV', status: 139 },
    { arch: 'aarch64', signal: 'TERM', status: 143 },
    { arch: 'aarch64', signal: 'KILL', status: 137 },
    { arch: 'aarch64', signal: 'ABRT', status: 134 },
    { arch: 'ppc', signal: 'SEGV', status: 139 },
    { arch: 'ppc', signal: 'ABRT', status: 134 },
    { arch: 'x86_64', signal: 'TERM', status: 143 },
    { arch: 'x86_64', signal: 'KILL', status: 137 },
    { arch: 'x86_64', signal: 'INT', status: 130 },
  ])('of a command that SIG$signal ended on $arch is $status, and the signal is named', async (given) => {
    const { status, signal, stderr } = await place.sh(given.arch, `kill -${given.signal} $$`)
    expect({ status, signal }).toEqual({ status: given.status, signal: null })
    expect(stderr).toContain(`SIG${given.signal}`)
  })

  it('of a command whose folder is not there is ours, and the folder is named', async () => {
    const { status, stdout, stderr } = await place.sh('aarch64', 'echo run', { options: ['-w', 'no/such'] })
    expect({ status, stdout }).toEqual({ status: 125, stdout: '' })
    expect(stderr).toContain('no/such')
  })
})

describe('what the command leaves running', () => {
  it('does not hold the output open: a background process is gone with the command', async () => {
    const started = Date.now()
    const ended = await place.sh('aarch64', 'sleep 300 & echo over')
    expect(ended).toMatchObject({ status: 0, stdout: 'over\n' })
    expect(Date.now() - started).toBeLessThan(10_000)
  })

  it('is gone, even a daemon in a session of its own that takes no signal', async () => {
    const daemon = 'setsid sh -c \'trap "" TERM INT HUP; echo up; sleep 300\' & sleep 1'
    expect(await place.sh('x86_64', daemon)).toMatchObject({ status: 0, stdout: 'up\n' })
  })

  it.each(KINDS)('may end before it, on %s: an orphan’s end does not end the sandbox', async (arch) => {
    const script = '(sleep 0.2 &) ; (true &) ; sleep 0.6; ps | grep -c "[Z]omb"; echo alive'
    expect(await place.sh(arch, script)).toMatchObject({ status: 0, stdout: '0\nalive\n' })
  })

  it('may not take the rest with it: after kill -9 -1 by the command its status is still its own', async () => {
    expect(await place.sh('x86_64', 'sleep 300 & kill -9 -1; exit 5')).toMatchObject({ status: 5 })
  })
})
