import { createHash } from 'node:crypto'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it } from '@jest/globals'
import { atTerminal, shownBy, type AtTerminal, type TerminalOptions } from '../support/terminal.js'
import { ordinaryUserAt } from '../support/ordinary-user.js'
import { embedded, placeOfFile, until } from '../support/xarch.js'

/** `xarch shell` at a terminal: the shell has one of the sandbox's own. */

const place = placeOfFile()

interface ShellOptions extends Partial<TerminalOptions> {
  readonly arch?: string
  /** Of `xarch shell`. */
  readonly words?: readonly string[]
}

function shell({ arch = 'x86_64', words = [], ...options }: ShellOptions = {}): AtTerminal {
  return atTerminal(place, ['shell', '-a', arch, ...embedded(), ...words], { columns: 100, ...options })
}

const ESC = '\u001b'
/** That of busybox, which asks where the cursor is behind it. */
const PROMPT = new RegExp(`[#$] (${ESC}\\[6n)?$`)

/** Types a line once there is a prompt, and waits for what it says; quotes keep the echo from being taken for that. */
async function ask(at: AtTerminal, line: string, answer: RegExp): Promise<void> {
  await at.saying(PROMPT)
  at.type(`${line}\r`)
  await at.saying(answer)
}

/** Ends the shell; returns the status of xarch. */
async function leave(at: AtTerminal, status = 0): Promise<number | null> {
  await at.saying(PROMPT)
  at.type(`exit ${status}\r`)
  return at.ended
}

/** A program that runs until it is stopped: it has the terminal once it says so. */
const BUSY = `sh -c 'echo "bu"sy; exec sleep 100'`

describe.each(['x86_64', 'aarch64'])('a shell on %s', (arch) => {
  it('has a terminal of the sandbox’s own, of the size of ours, and the status that it ends with', async () => {
    const at = shell({ arch, rows: 31 })
    await ask(at, 'tty; stty size; test -t 0 && test -c "$(tty)" && echo "it"self', /itself/)
    await ask(at, 'echo "by"name >/dev/tty', /byname/)
    expect(shownBy(at.said())).toMatch(/^\/dev\/pts\/\d+\r?\n31 100\r?\nitself/m)
    expect(at.said()).not.toContain('job control')
    at.resize(20, 66)
    await ask(at, 'until stty size | grep 66; do sleep 0.1; done', /^20 66/m)
    expect(await leave(at, 7)).toBe(7)
  })

  it('has job control: ^C ends what is in front, ^Z stops it, fg goes on', async () => {
    const at = shell({ arch })
    await ask(at, BUSY, /^busy/m)
    at.type('\x03')
    await ask(at, 'echo status "$?"', /^status 130/m)
    await ask(at, 'sleep 101 & jobs', /Running +sleep 101/)
    await ask(at, 'fg', /fg\r\nsleep 101/)
    at.type('\x1a')
    await at.saying(/Stopped +sleep 101/)
    await ask(at, 'jobs; fg', /Stopped +sleep 101[^]*fg\r\n[^]*Stopped +sleep 101[^]*sleep 101/)
    at.type('\x03')
    expect(await leave(at, 3)).toBe(3)
  })
})

describe('the terminal that xarch was started at', () => {
  const script = `echo "before $(stty -g)"; sh -c 'echo "pid $$"; exec "$@"' sh $run; echo "over $?"; read -r _`
  const told = (at: AtTerminal, name: string): string =>
    new RegExp(`^${name} (\\S+)`, 'm').exec(at.said())?.[1] ?? ''

  it('is as it was before when the shell is killed', async () => {
    const at = shell({ script })
    await ask(at, 'stty -echo; kill -KILL $$', /^over 137/m)
    expect(at.settings()).toBe(told(at, 'before'))
    at.type('\n')
    await at.ended
  })

  it('is so when xarch is killed', async () => {
    const at = shell({ script })
    await ask(at, 'echo "he"re', /^here/m)
    expect(at.settings()).not.toBe(told(at, 'before'))
    process.kill(Number(told(at, 'pid')), 'SIGKILL')
    await at.saying(/^over 137/m)
    await until(() => at.settings() === told(at, 'before'))
    at.type('\n')
    await at.ended
  })
})

describe('a shell', () => {
  it.each([
    ['SIGHUP', 129],
    ['SIGTERM', 137], // one that somebody types to does not heed it
  ] as const)('gets %s that xarch gets, and ends', async (signal, status) => {
    const at = shell()
    await ask(at, 'echo "he"re', /^here/m)
    process.kill(at.leader(), signal)
    expect(await at.ended).toBe(status)
  })

  it('that stops itself goes on', async () => {
    const at = shell()
    await ask(at, 'kill -STOP $$; echo "go"ing', /^going/m)
    expect(await leave(at)).toBe(0)
  })

  it('gets what is pasted, and is seen whole', async () => {
    const at = shell()
    await ask(at, 'echo "re"ady; md5sum', /^ready/m)
    const line = `${'x'.repeat(78)}\r`
    for (let lines = 0; lines < 500; lines++) at.type(line)
    at.type('\x04')
    const digest = createHash('md5').update(line.replace('\r', '\n').repeat(500)).digest('hex')
    await at.saying(new RegExp(`^${digest}`, 'm'))
    await ask(at, 'seq 1 20000; echo "e"nd', /^end/m)
    expect(at.said()).toContain(Array.from({ length: 20_000 }, (_, index) => `${index + 1}\r\n`).join(''))
    expect(await leave(at)).toBe(0)
  })

  it.each([
    { who: 'of another user', words: ['--user', 'nobody'], id: 65534 },
    { who: 'with strict isolation', words: ['--isolation', 'strict'], id: 0 },
    {
      who: 'of another user with strict isolation',
      words: ['--isolation', 'strict', '--user', '12:34'],
      id: 12,
    },
    { who: 'with handlers of its own', words: ['--binfmt', 'private'], id: 0 },
  ])('$who owns its terminal, as one of the group tty', async ({ words, id }) => {
    const at = shell({ words, arch: 'aarch64' })
    await ask(at, 'stat -c "has %u:%g %a" "$(tty)"', new RegExp(`^has ${id}:5 620`, 'm'))
    await ask(at, 'echo "by"name >/dev/tty', /^byname/m)
    await ask(at, BUSY, /^busy/m)
    at.type('\x1a')
    await at.saying(/Stopped/)
    await ask(at, 'kill %1; fg; echo "e"nd', /^end/m)
    expect(await leave(at)).toBe(0)
  })

  it('without perl has none, and says so', async () => {
    const bin = path.join(place.workspace, 'bin')
    await mkdir(bin)
    await writeFile(path.join(bin, 'perl'), '#!/bin/sh\nexit 1\n')
    await chmod(path.join(bin, 'perl'), 0o755)
    const env = { PATH: `${bin}:${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}` }
    const at = shell({ env })
    await ask(at, 'echo "he"re', /^here/m)
    expect(at.said()).toContain('xarch: warning: without perl')
    expect(await leave(at)).toBe(0)
  })
})

describe.each([
  { who: 'with sudo', sudo: true, ids: false },
  { who: 'without sudo', sudo: false, ids: false },
  { who: 'without sudo, with subordinate ids', sudo: false, ids: true },
])('an ordinary user $who', (rights) => {
  it('gets a terminal too', async () => {
    await using user = await ordinaryUserAt(place, rights)
    const within = [...user.worker, 'env', '-C', place.workspace, user.node]
    const at = shell({ arch: 'aarch64', within, program: path.join(user.action, 'bin/xarch') })
    await ask(at, 'stat -c "has %u %a" "$(tty)"; echo "by"name >/dev/tty', /^has 0 6[02]0\r\nbyname/m)
    await ask(at, BUSY, /^busy/m)
    at.type('\x1a')
    await at.saying(/Stopped/)
    await ask(at, 'kill %1; fg; echo "e"nd', /^end/m)
    expect(await leave(at, 5)).toBe(5)
  })
})
