import { execFileSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { triedAtOnce } from '../support/tried-at-once.js'
import { placeOfCase, placeOfFile, places } from '../support/xarch.js'

describe('help', () => {
  const place = placeOfFile()

  it.each(['--help', '-h', 'help'])('%s says how it is used, on standard output', async (word) => {
    const { status, stdout, stderr } = await place.run([word])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('xarch run -a ARCH[,ARCH]')
  })

  it('of run lists every option with its default', async () => {
    const { status, stdout, stderr } = await place.run(['run', '--help'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    for (const option of ['-a, --arch', '-p, --packages', '--mirror', '--branch', '-e, --env', '--keys'])
      expect(stdout).toContain(option)
    expect(stdout).toContain('https://dl-cdn.alpinelinux.org/alpine')
  })

  it('says its version, which is that of package.json', async () => {
    const { version } = JSON.parse(await readFile(path.join(REPOSITORY, 'package.json'), 'utf8')) as {
      version: string
    }
    expect(await place.run(['--version'])).toMatchObject({
      status: 0,
      stdout: `xarch ${version}\n`,
      stderr: '',
    })
  })
})

describe('a wrong use', () => {
  const newPlace = places()
  const command = ['--', 'true']

  const WRONG: { why: string; args: string[]; says: string[] }[] = [
    { why: 'nothing', args: [], says: ['run'] },
    { why: 'an unknown verb', args: ['rnu'], says: ['got "rnu"'] },
    {
      why: 'an unknown architecture with a near miss',
      args: ['run', '-a', 'arch64', ...command],
      says: ['got "arch64"', 'did you mean "aarch64"?', 'mips64'],
    },
    {
      why: 'an unknown option with a near miss',
      args: ['run', '--brunch', 'v3.20', ...command],
      says: ['--brunch', 'did you mean --branch?'],
    },
    {
      why: 'a bad branch',
      args: ['run', '--branch', '3.20', ...command],
      says: ['branch: got "3.20"', 'did you mean "v3.20"?'],
    },
    { why: 'a bad package', args: ['run', '-p', 'make;id', ...command], says: ['packages: got "make;id"'] },
    { why: 'an option as package', args: ['run', '-p=--root', ...command], says: ['packages: got'] },
    { why: 'no command', args: ['run', '-a', 'aarch64'], says: ['no command was given'] },
    { why: 'an empty command', args: ['run', '-a', 'aarch64', '--'], says: ['no command was given'] },
    { why: 'a command with no -- before it', args: ['run', 'make'], says: ['got "make"', 'behind --'] },
    {
      why: 'a mirror that is a path',
      args: ['run', '--mirror', '/srv/alpine', ...command],
      says: ['mirror: got "/srv/alpine"', 'did you mean "file:/srv/alpine"?'],
    },
    {
      why: 'a mirror that is not there',
      args: ['run', '--mirror', 'file:/no/such', ...command],
      says: ['/no/such', 'no such folder'],
    },
    {
      why: 'a key that is not there',
      args: ['run', '--keys', '/no/such.rsa.pub', ...command],
      says: ['keys: got "/no/such.rsa.pub"', 'no such file'],
    },
    { why: 'a bad name of a variable', args: ['run', '-e', '1A=b', ...command], says: ['env: got "1A=b"'] },
    { why: 'a bad flag', args: ['run', '--cache', 'yes', ...command], says: ['cache: got "yes"'] },
    {
      why: 'an architecture that Alpine never had, of its own mirror',
      args: ['run', '-a', 'ppc', ...command],
      says: ['ppc', 'never published by Alpine', 'mirror'],
    },
    {
      why: 'a branch older than the architecture',
      args: ['run', '-a', 'riscv64', '--branch', 'v3.15', ...command],
      says: ['riscv64', 'from v3.20 on'],
    },
  ]

  const tried = triedAtOnce(WRONG, async ({ args, says }) => {
    await using place = await placeOfCase({ emulators: false })
    const { status, stdout, stderr } = await place.run(args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    for (const words of says) expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/\n\s+at /) // no stack
    expect(await readdir(place.cache)).toEqual([])
    expect(await readdir(place.workspace)).toEqual([])
  })

  it.each(WRONG)('($why) ends with 2, says what is wrong, and changes nothing', (one) => {
    tried(one)
  })

  it('has all its problems named at once, a line each', async () => {
    const place = await newPlace({ emulators: false })
    const { status, stderr } = await place.run([
      ...[
        'run',
        '-a',
        'arch64,s930x',
        '--branch',
        '3.20',
        '-p',
        '$(id)',
        '--colour',
        '--cache',
        'no',
        'stray',
      ],
    ])
    expect(status).toBe(2)
    for (const words of ['arch64', 's930x', '3.20', '$(id)', '--colour', '"no"', 'stray', 'no command'])
      expect(stderr.split('\n').filter((line) => line.includes(words)).length).toBeGreaterThan(0)
  })

  it('(an option without its value) is one problem', async () => {
    const place = await newPlace({ emulators: false })
    const { status, stderr } = await place.run(['run', '-a', '--', 'true'])
    expect(status).toBe(2)
    const problems = stderr.split('\n').filter((line) => line.includes('error:'))
    expect(problems.slice(0, -1)).toEqual([expect.stringContaining('-a needs a value')])
  })
})

describe('the environment of the command itself', () => {
  const newPlace = places()

  it('needs no node_modules: what git archive has is all of it', async () => {
    const place = await newPlace()
    const tree = path.join(place.workspace, 'tree')
    await mkdir(tree)
    for (const name of ['bin', 'dist', 'package.json'])
      await cp(path.join(REPOSITORY, name), path.join(tree, name), { recursive: true })
    const program = path.join(tree, 'bin/xarch')
    expect(await place.run(['--version'], { program })).toMatchObject({ status: 0 })
    const ended = await place.sh('ppc', 'uname -m', { program })
    expect(ended).toMatchObject({ status: 0, stdout: 'ppc\n' })
  })

  const SHELLS = [
    { why: 'a umask of 077', script: 'umask 077; exec "$@"' },
    { why: 'no HOME', script: 'unset HOME; exec "$@"' },
    { why: 'another time zone and the locale C', script: 'TZ=Asia/Kathmandu LANG=C LC_ALL=C exec "$@"' },
    { why: 'a PATH without sbin', script: 'PATH=${PATH%%:*}:/usr/bin:/bin exec "$@"' },
  ]

  const inShells = triedAtOnce(SHELLS, async ({ script }) => {
    await using place = await placeOfCase()
    const facts =
      'umask; stat -c "%a %n" / /etc /etc/resolv.conf /etc/apk/repositories /etc/passwd /dev /dev/shm /tmp /usr'
    const usual = await place.sh('aarch64', facts)
    expect(usual).toMatchObject({ status: 0 })
    await using other = await placeOfCase()
    const ended = await other.sh('aarch64', facts, { within: ['bash', '-c', script, 'bash'] })
    expect(ended).toMatchObject({ status: 0, stdout: usual.stdout })
    expect(usual.stdout.split('\n')[0]).toBe('0022')
  })

  it.each(SHELLS)('may have $why: roots and results are the same', (one) => {
    inShells(one)
  })

  it.each(['', 'relative/folder'])(
    'has a XDG_CACHE_HOME of "%s", which stands for none: nothing is written to the workspace',
    async (value) => {
      const place = await newPlace()
      const home = path.join(place.cache, 'home')
      await mkdir(home)
      const ended = await place.sh('x86_64', 'true', { env: { XDG_CACHE_HOME: value, HOME: home } })
      expect(ended).toMatchObject({ status: 0 })
      expect(await readdir(place.workspace)).toEqual([])
      expect(await readdir(path.join(home, '.cache'))).toEqual(['xarch'])
    },
  )

  const NAMES = ['a b', 'ü', "it's", '#1?', '100%', 'x,y;z', '$(id)']

  const named = triedAtOnce(NAMES, async (name) => {
    await using place = await placeOfCase()
    const cwd = path.join(place.workspace, name)
    await mkdir(path.join(cwd, 'cache'), { recursive: true })
    await cp(path.join(place.cache, 'xarch'), path.join(cwd, 'cache/xarch'), { recursive: true })
    await mkdir(path.join(cwd, 'mirror/v3.20'), { recursive: true })
    await cp(path.join(EMBEDDED_MIRROR, 'v3.20'), path.join(cwd, 'mirror/v3.20'), { recursive: true })
    const options = ['-p', 'lua5.4']
    const ended = await place.sh('ppc', 'pwd; lua5.4 -v | cut -c 1-7', {
      cwd,
      mirror: 'file:mirror',
      options,
      env: { XDG_CACHE_HOME: path.join(cwd, 'cache') },
    })
    expect(ended).toMatchObject({ status: 0, stdout: `${cwd}\nLua 5.4\n` })
  })

  it.each(NAMES)('may keep its store, its workspace and its mirror in folders called %s', (name) => {
    named(name)
  })

  it('says what to do where the current folder is gone', async () => {
    const place = await newPlace()
    const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    const { status, stderr } = await place.sh('x86_64', 'true', { within: ['bash', '-c', script, 'bash'] })
    expect(status).toBe(125)
    expect(stderr).not.toContain('bug')
  })

  it('is started through a link to it as well', async () => {
    const place = await newPlace()
    execFileSync('ln', ['-s', path.join(REPOSITORY, 'bin/xarch'), path.join(place.workspace, 'xarch')])
    const program = path.join(place.workspace, 'xarch')
    expect(await place.run(['--version'], { program })).toMatchObject({ status: 0 })
  })
})

describe('a host that is asked through a broken mirror option', () => {
  const newPlace = places()

  it('says which file of the mirror is no list of releases', async () => {
    const place = await newPlace()
    const releases = path.join(place.workspace, 'm/v3.20/releases/aarch64')
    await mkdir(releases, { recursive: true })
    await writeFile(path.join(releases, 'latest-releases.yaml'), '- flavor: other\n')
    const { status, stderr } = await place.sh('aarch64', 'true', { mirror: 'file:m' })
    expect(status).toBe(125)
    expect(stderr).toContain('latest-releases.yaml')
  })
})
