import { describe, expect } from '@jest/globals'
import { qemuVariables } from '../../src/qemu/models.js'
import { anInputs } from '../support/builders.js'
import { emulatorVersion } from '../support/emulator-version.js'
import { it } from '../support/side-by-side.js'
import { storeEmulator } from '../support/store-emulator.js'
import { embedded, placeOfFile } from '../support/xarch.js'

const place = placeOfFile()

/** A token that no process inside may have, in its environment or on its command line. */
const TOKEN = 'c0ffee-secret-c0ffee'
/** All that any process inside says of itself; the pattern is not spelled out, or grep would find itself. */
const SEARCH = 'cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline | tr "\\0" "\\n" | grep -c "c0ffee-[s]ecret"'

/** What the guest has by itself. */
const OWN = {
  HOME: '/root',
  LANG: 'C.UTF-8',
  LOGNAME: 'root',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  SHELL: '/bin/sh',
  USER: 'root',
}

/** What the emulator of an architecture is told by variables in the guest, which depends on its version. */
async function forQemu(arch: string): Promise<Record<string, string>> {
  if (arch !== 'aarch64') return {}
  return qemuVariables(arch, emulatorVersion(await storeEmulator(place, arch)), anInputs().qemu)
}

/** The environment of a command inside, as the kernel has it; without what the shell before it notes for itself. */
async function environmentOf(options: string[], env: Record<string, string>, arch = 'x86_64') {
  const args = ['run', '-a', arch, ...embedded(), ...options, '--', 'cat', '/proc/self/environ']
  const { status, stdout, stderr } = await place.run(args, { env })
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
  const lines = stdout.split('\0').filter((line) => line !== '' && !/^(PWD|OLDPWD|SHLVL|_)=/.test(line))
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  )
}

/** What options add to the environment, or change in it. */
async function handedIn(options: string[], env: Record<string, string>): Promise<Record<string, string>> {
  usual ??= await environmentOf([], {})
  const got = await environmentOf(options, env)
  return Object.fromEntries(Object.entries(got).filter(([name, value]) => usual?.[name] !== value))
}
let usual: Record<string, string> | undefined

describe('the environment of a command', () => {
  it.each(['x86_64', 'aarch64'])('on %s is the guest’s own and nothing of the host’s', async (arch) => {
    const env = {
      SECRET: TOKEN,
      EDITOR: 'vi',
      TMPDIR: place.temporary,
    }
    expect(await environmentOf([], env, arch)).toEqual({ ...OWN, ...(await forQemu(arch)) })
  })

  it('has facts of the workflow and of the terminal, and no token', async () => {
    const env = {
      CI: 'true',
      GITHUB_SHA: 'abc',
      RUNNER_OS: 'Linux',
      TERM: 'xterm',
      GITHUB_TOKEN: TOKEN,
      ACTIONS_RUNTIME_TOKEN: TOKEN,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: TOKEN,
    }
    const facts = { CI: 'true', GITHUB_SHA: 'abc', RUNNER_OS: 'Linux', TERM: 'xterm' }
    expect(await environmentOf([], env)).toEqual({ ...OWN, ...facts })
  })

  it.each(['x86_64', 'aarch64'])(
    'on %s has no token even in that of any other process, PID 1 among them',
    async (arch) => {
      const env = Object.fromEntries(
        ['SECRET', 'GITHUB_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'INPUT_TOKEN'].map((name) => [name, TOKEN]),
      )
      expect(await place.sh(arch, SEARCH, { env })).toMatchObject({ stdout: '0\n' })
      expect(await place.sh(arch, SEARCH, { env, options: ['-e', 'SECRET'] })).toMatchObject({ status: 0 })
    },
  )
})

describe('--env', () => {
  it.each<{ item: string[]; inside: Record<string, string> }>([
    { item: ['ONE'], inside: { ONE: '1' } },
    { item: ['ONE', 'TWO_A'], inside: { ONE: '1', TWO_A: 'a b' } },
    { item: ['ONE,TWO_A'], inside: { ONE: '1', TWO_A: 'a b' } },
    { item: ['TWO_*'], inside: { TWO_A: 'a b', TWO_B: '' } },
    { item: ['ABSENT'], inside: {} },
    { item: ['CFLAGS=-O2 -g -Wl,--as-needed'], inside: { CFLAGS: '-O2 -g -Wl,--as-needed' } },
    { item: ['EMPTY='], inside: { EMPTY: '' } },
    { item: ['EQUALS=a=b=c'], inside: { EQUALS: 'a=b=c' } },
    { item: ['HOME=/home/me'], inside: { HOME: '/home/me' } },
    { item: ['ONE=other', 'ONE'], inside: { ONE: '1' } },
    { item: ['ONE', 'ONE=other'], inside: { ONE: 'other' } },
    { item: ['LIST=a,b'], inside: { LIST: 'a,b' } },
  ])('$item hands in $inside', async ({ item, inside }) => {
    const env = { ONE: '1', TWO_A: 'a b', TWO_B: '', THREE: '3' }
    const options = item.flatMap((word) => ['-e', word])
    expect(await handedIn(options, env)).toEqual(inside)
  })

  it.each([
    `quotes " ' and \\ and \` and $HOME`,
    '$(id) `id` ${PATH} ; id & | > /x',
    'two\nlines\n\nand\ttabs ',
    'ünï-çødé ☃ 漢字',
    ' leading and trailing ',
    '*?[a-z]',
    '-n',
  ])('hands in by name the value %j as it is', async (value) => {
    expect(await handedIn(['-e', 'VALUE'], { VALUE: value })).toEqual({ VALUE: value })
  })

  it.each(['it\'s "quoted"; $(id) `id`', 'ünï ☃', '$HOME \\ %s', "'"])(
    'hands in by NAME=value the value %j as it is',
    async (value) => {
      expect(await handedIn(['-e', `VALUE=${value}`], {})).toEqual({ VALUE: value })
    },
  )

  it('hands in one value with a newline by NAME=value', async () => {
    expect(await handedIn(['-e', 'VALUE=one\ntwo'], {})).toEqual({ VALUE: 'one\ntwo' })
  })

  it.each(['IFS', 'ENV', 'CDPATH', 'PS4', 'BASH_ENV', 'LD_LIBRARY_PATH', 'GCONV_PATH', 'xarch_name'])(
    'may name %s, which means something to shells and loaders on the way in',
    async (name) => {
      expect(await handedIn(['-e', `${name}=/hostile`], {})).toEqual({ [name]: '/hostile' })
    },
  )

  it('does not let LD_PRELOAD touch the host’s programs on the way in', async () => {
    const options = ['-e', 'LD_PRELOAD=/hostile.so', '-e', 'LD_DEBUG=all', '-e', 'LD_LIBRARY_PATH=.']
    const { status, stdout, stderr } = await place.sh('x86_64', 'echo "$LD_PRELOAD"', { options })
    expect({ status, stdout, stderr }).toMatchObject({ status: 0, stdout: '/hostile.so\n' })
    expect(stderr).not.toMatch(/ld\.so|glibc|\/lib\/x86_64-linux-gnu/)
  })

  it('hands in 100 000 characters, and a hundred variables', async () => {
    const long = 'x'.repeat(100_000)
    const many = Object.fromEntries([...Array(100).keys()].map((number) => [`MANY_${number}`, `${number}`]))
    const got = await handedIn(['-e', 'LONG', '-e', 'MANY_*'], { LONG: long, ...many })
    expect(got).toEqual({ LONG: long, ...many })
  })
})
