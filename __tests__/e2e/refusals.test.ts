import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startHost } from '../support/host.js'
import { startMirror } from '../support/mirror-server.js'
import { ordinaryUserAt, type OrdinaryUser } from '../support/ordinary-user.js'
import { expectRefused } from '../support/refusal.js'
import { placeOfFile, places } from '../support/xarch.js'

/** Where handlers cannot be registered, one error says what to change, before anything is downloaded. */

const BINFMT_MISC = '/proc/sys/fs/binfmt_misc'

/** Words in front of a command that changes mounts for it alone. */
const mounting = (script: string): string[] => [
  ...['unshare', '--mount', '--propagation', 'private'],
  ...['sh', '-ec', `${script}; exec "$@"`, 'sh'],
]

const WITHOUT_SYS_ADMIN = ['setpriv', '--bounding-set', '-sys_admin', '--inh-caps', '-sys_admin']
const READ_ONLY_BINFMT = mounting(
  `mount -n -t binfmt_misc binfmt_misc ${BINFMT_MISC}; mount -n -o remount,bind,ro ${BINFMT_MISC}`,
)
const WITHOUT_BINFMT = mounting(
  [
    'mount -n -t tmpfs played /mnt',
    'grep -v binfmt_misc /proc/filesystems >/mnt/filesystems',
    'mount -n --bind /mnt/filesystems /proc/filesystems',
    '[ ! -d /lib/modules ] || mount -n -t tmpfs played /lib/modules',
  ].join('; '),
)
const READ_ONLY_SYS = mounting('mount -n --bind /proc/sys /proc/sys; mount -n -o remount,bind,ro /proc/sys')

describe.each([
  {
    machine: 'root without CAP_SYS_ADMIN',
    within: WITHOUT_SYS_ADMIN,
    says: ['CAP_SYS_ADMIN', '--privileged'],
  },
  {
    machine: 'root without CAP_SYS_ADMIN and with /proc/sys read-only',
    within: [...READ_ONLY_SYS, ...WITHOUT_SYS_ADMIN],
    says: ['CAP_SYS_ADMIN', '--privileged'],
  },
  {
    machine: 'a kernel without binfmt_misc',
    within: WITHOUT_BINFMT,
    says: ['neither built in nor as a module', 'CONFIG_BINFMT_MISC'],
  },
  { machine: 'binfmt_misc mounted read-only', within: READ_ONLY_BINFMT, says: ['read-only', '--privileged'] },
])('$machine', ({ within, says }) => {
  const newPlace = places()

  it.each([[[]], [['--setuid']]])('refuses a foreign command (%j)', async (options) => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace({ emulators: false })
    const unshare = ['--isolation', 'unshare', ...options]
    const ended = await place.sh('ppc', 'echo run', { options: unshare, mirror: mirror.url, within })
    await expectRefused(place, 'ppc', ended, says)
    expect(ended.stderr).not.toContain('warning')
    expect(mirror.requests).toEqual([])
    expect(await readdir(path.join(place.cache, 'xarch')).catch(() => [])).toEqual([])
  })

  it('refuses handlers by hand', async () => {
    const place = await newPlace({ emulators: false })
    const ended = await place.run(['handlers', 'add', 'ppc'], { within })
    await expectRefused(place, 'ppc', ended, says)
    expect(await readdir(path.join(place.cache, 'xarch')).catch(() => [])).toEqual([])
  })
})

describe('an ordinary user without sudo', () => {
  const place = placeOfFile()
  let user: OrdinaryUser
  beforeAll(async () => {
    user = await ordinaryUserAt(place)
  })
  afterAll(() => user[Symbol.asyncDispose]())

  it.each([['run --isolation unshare'], ['handlers add']])('is refused: xarch %s', async (words) => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const [verb = '', ...options] = words.split(' ')
    const rest = verb === 'run' ? ['-a', 'ppc', ...options, '--', 'echo', 'run'] : [...options, 'ppc']
    const ended = await place.run([verb, '--mirror', mirror.url, ...rest], {
      within: [...user.worker, 'setpriv', '--no-new-privs', 'env', '-C', place.workspace, user.node],
      program: path.join(user.action, 'bin/xarch'),
    })
    await expectRefused(place, 'ppc', ended, ['root is needed', 'sudo'])
    expect(mirror.requests).toEqual([])
  })
})

describe('/proc/sys read-only, with all rights', () => {
  const place = placeOfFile()

  it.each([
    { why: 'not mounted', mounted: false },
    { why: 'mounted', mounted: true },
  ])('runs a foreign command, with binfmt_misc $why', async ({ mounted }) => {
    await using host = await startHost({ mounted })
    const within = [...host.within, ...READ_ONLY_SYS]
    const ended = await place.sh('ppc', 'uname -m', { within })
    expect(ended).toMatchObject({ status: 0, stdout: 'ppc\n' })
    expect(host.journal()).toEqual([])
  })

  it('runs one with private handlers', async () => {
    const ended = await place.sh('ppc', 'uname -m', {
      within: READ_ONLY_SYS,
      options: ['--binfmt', 'private'],
    })
    expect(ended).toMatchObject({ status: 0, stdout: 'ppc\n' })
  })
})
