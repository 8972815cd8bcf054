import { existsSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { everyEmulator, FOREIGN_ROWS } from '../support/every-emulator.js'
import { startMirror } from '../support/mirror-server.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { temporaryFolder, type TemporaryFolder } from '../support/temporary.js'
import { triedAtOnce } from '../support/tried-at-once.js'
import { placeOfCase, type Ended } from '../support/xarch.js'

/** Roots of Alpine's own files, from a folder that has some of a mirror: more than the repository can carry. */

const SHARED = process.env['XARCH_TEST_SHARED'] ?? path.join(REPOSITORY, '../shared')
const MIRROR = path.join(SHARED, 'alpine-mirror')
const isThere = existsSync(MIRROR)
const skipped = isThere
  ? ''
  : ` (skipped: there is no ${MIRROR}; XARCH_TEST_SHARED names the folder that has it)`
if (!isThere) process.stderr.write(`roots of Alpine's own files${skipped}\n`)
const itThere = isThere ? it : it.skip

let emulators: TemporaryFolder
const qemuFolder = (): string => path.join(emulators.path, 'all')
beforeAll(async () => {
  emulators = await temporaryFolder()
  if (!isThere) return
  await mkdir(qemuFolder())
  const got = path.join(emulators.path, 'got')
  await mkdir(got)
  for (const [cpu, file] of await everyEmulator(got))
    await symlink(file, path.join(qemuFolder(), `qemu-${cpu}`))
}, 180_000)
afterAll(() => emulators.remove())

const BIG_ENDIAN = path.join(SHARED, 'be-repo')

/** What `uname -m` may print. */
function unames(arch: string): string[] {
  const row = FOREIGN_ROWS.find(({ name }) => name === arch)
  return arch === 'x86' ? ['i686', 'x86_64'] : [row?.uname ?? arch]
}

const CASES = [
  {
    group: `packages that Alpine has signed${skipped}`,
    title: 'are installed natively from a server, without a key or an emulator',
    attempt: expectSigned,
  },
  ...['openssl', 'libcap'].map((name) => ({
    group: `packages that Alpine has signed${skipped}`,
    title: `(${name}) have their scripts run for aarch64 of v3.13`,
    attempt: () => expectScripts(name),
  })),
  {
    group: `packages that Alpine has signed${skipped}`,
    title: 'doas makes root of the user runner without a password, and of nobody else, where setuid is on',
    attempt: expectDoas,
  },
  ...['mips64', 'ppc', 'ppc64'].map((arch) => ({
    group: `a repository of its own key${skipped}`,
    title: `${arch} is made of it alone, with the apk of another branch`,
    attempt: () => expectOfItsOwn(arch),
  })),
  ...['aarch64', 'armhf', 'armv7', 'ppc64le', 'riscv64', 's390x', 'x86', 'x86_64'].map((arch) => ({
    group: `Alpine v3.20${skipped}`,
    title: `${arch} runs its own uname`,
    attempt: () => expectUname(arch),
  })),
]

describe('roots', () => {
  const tried = triedAtOnce(isThere ? CASES : [], ({ attempt }) => attempt())

  itThere.each(CASES)('$group: $title', (one) => {
    tried(one)
  })
})

async function expectUname(arch: string): Promise<void> {
  await using place = await placeOfCase({ emulators: false })
  const words = ['run', '-a', arch, '--branch', 'v3.20', '--mirror', `file:${MIRROR}`, '--qemu', qemuFolder()]
  const ended = await place.run([...words, '--', 'sh', '-c', 'uname -m; cat /etc/alpine-release'])
  expect({ status: ended.status, stderr: ended.stderr }).toMatchObject({ status: 0 })
  const [uname = '', release] = ended.stdout.trim().split('\n')
  expect(unames(arch)).toContain(uname)
  expect(release).toMatch(/^3\.20\./)
}

async function expectSigned(): Promise<void> {
  await using mirror = await startMirror(MIRROR)
  await using place = await placeOfCase({ emulators: false })
  const options = ['--branch', 'v3.19', '--mirror', mirror.url, '-p', 'openssl doas']
  const script = 'openssl version | cut -d " " -f 1-2; command -v doas; stat -c %a /usr/bin/doas'
  const words = ['run', '-a', 'x86_64', ...options, '--', 'sh', '-c', script]
  const ended = await place.run(words)
  expect(ended).toMatchObject({ status: 0, stdout: 'OpenSSL 3.1.4\n/usr/bin/doas\n4755\n' })
  const apks = mirror.requests.filter(({ path: name }) => name.endsWith('.apk'))
  expect(apks.map(({ path: name }) => path.basename(name))).toContain('doas-6.8.2-r6.apk')

  mirror.requests.length = 0
  const other = [...words.slice(0, -4), '--setup', 'echo made >/etc/made', '--', 'cat', '/etc/made']
  expect(await place.run(other)).toMatchObject({ status: 0, stdout: 'made\n' })
  expect(mirror.requests).toEqual([])
}

async function expectDoas(): Promise<void> {
  await using place = await placeOfCase({ emulators: false })
  const options = [
    '--branch',
    'v3.19',
    '--mirror',
    `file:${MIRROR}`,
    '-p',
    'doas',
    '--setup',
    'adduser -D other',
  ]
  const runAs = (user: string, script: string, more: readonly string[] = ['--setuid']): Promise<Ended> =>
    place.run(['run', '-a', 'x86_64', ...options, ...more, '--user', user, '--', 'sh', '-c', script], {
      env: { SUDO_USER: 'me', SUDO_UID: '1234', SUDO_GID: '1235' },
    })
  const script =
    'id -un; doas -n id -u; doas -n -u other id -un; doas -n stat -c %a:%u:%g /etc/doas.d/xarch.conf'
  expect(await runAs('runner', script)).toMatchObject({ status: 0, stdout: 'me\n0\nother\n440:0:0\n' })
  const refused = await runAs('other', 'id -un; doas -n id -u')
  expect({ ...refused, status: refused.status === 0 }).toMatchObject({ status: false, stdout: 'other\n' })
  expect(await runAs('runner', 'doas -n id -u', [])).toMatchObject({
    stdout: '',
    stderr: expect.stringContaining('doas: not installed setuid'),
  })
}

async function expectScripts(name: string): Promise<void> {
  await using place = await placeOfCase({ emulators: false })
  const options = ['--branch', 'v3.13', '--mirror', `file:${MIRROR}`, '--qemu', qemuFolder(), '-p', name]
  const script = `uname -m; grep -c '^P:${name}$' /lib/apk/db/installed`
  const ended = await place.run(['run', '-a', 'aarch64', ...options, '--', 'sh', '-c', script])
  expect({ status: ended.status, stderr: ended.stderr }).toMatchObject({ status: 0 })
  expect(ended.stdout).toBe('aarch64\n1\n')
}

async function expectOfItsOwn(arch: string): Promise<void> {
  await using place = await placeOfCase({ emulators: false })
  const options = [
    ...['--branch', 'v3.20', '--mirror', `file:${MIRROR}`, '--qemu', qemuFolder()],
    ...['--repositories', `file:${BIG_ENDIAN}/repo`],
    ...['--keys', `${BIG_ENDIAN}/keys/be-fixture@example.invalid.rsa.pub`, '-p', 'lua5.4'],
  ]
  const script = 'uname -m; lua5.4 -e "print(string.byte(string.pack([[=I2]], 1)))"'
  const ended = await place.run(['run', '-a', arch, ...options, '--', 'sh', '-c', script])
  expect({ status: ended.status, stderr: ended.stderr }).toMatchObject({ status: 0 })
  expect(ended.stdout).toBe(`${arch}\n0\n`)
}
