import { execFileSync } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { ordinaryUserAt, type OrdinaryUser } from '../support/ordinary-user.js'
import { expectRefused } from '../support/refusal.js'
import { placeOfFile, places, type GuestOptions } from '../support/xarch.js'

/** Who gets private handlers, and what those who cannot have them are told. */

const PRIVATE = ['--isolation', 'unshare', '--binfmt', 'private']

/** A machine that stands in a user namespace of its own, whose sysctl `user.NAME` is 0. */
const without = (name: string): string[] => [
  ...['unshare', '--user', '--map-root-user', '--mount', '--propagation', 'private'],
  ...['sh', '-c', `echo 0 >/proc/sys/user/${name} && exec "$@"`, 'sh'],
]

/** A chroot, in which the kernel refuses a user namespace with EPERM; the sysctl that says why on Ubuntu is played. */
const restricted = (folder: string): string[] => [
  ...['unshare', '--mount', '--propagation', 'private', 'sh', '-ec'],
  [
    'mount -n --rbind / /mnt',
    'mount -n -t tmpfs played /mnt/proc/sys/kernel',
    'echo 1 >/mnt/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    `exec chroot /mnt env -C '${folder}' "$@"`,
  ].join('; '),
  'sh',
]

/** Whether this kernel lets us make such a one. */
function canBeMade(name: string): boolean {
  try {
    const words = [...without(name).slice(1), 'cat', `/proc/sys/user/${name}`]
    return execFileSync('unshare', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) === '0\n'
  } catch {
    return false
  }
}

describe('a machine without', () => {
  const newPlace = places()

  for (const name of ['max_user_namespaces']) {
    const title = `user.${name} refuses private handlers in its own words, before anything is downloaded`
    if (!canBeMade(name)) {
      it.skip(`${title}: SKIPPED, such a machine cannot be made here`, () => undefined)
      continue
    }
    it(title, async () => {
      await using mirror = await startMirror(EMBEDDED_MIRROR)
      const place = await newPlace({ emulators: false })
      const options = { options: PRIVATE, mirror: mirror.url, within: without(name) }
      const ended = await place.sh('ppc', 'echo run', options)
      await expectRefused(place, 'ppc', ended, ['binfmt "private"', 'user.max_user_namespaces', 'sysctl -w'])
      expect(ended.stderr).toContain('binfmt "system"')
      expect(mirror.requests).toEqual([])
      expect(await readdir(path.join(place.cache, 'xarch')).catch(() => [])).toEqual([])
    })
  }

  it('namespaces because AppArmor restricts them, says so before anything is downloaded', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace({ emulators: false })
    const options = { options: PRIVATE, mirror: mirror.url, within: restricted(place.temporary) }
    const ended = await place.sh('ppc', 'echo run', options)
    await expectRefused(place, 'ppc', ended, [
      'AppArmor restricts',
      'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0; or register',
    ])
    expect(mirror.requests).toEqual([])
  })
})

describe('an ordinary user with sudo', () => {
  const place = placeOfFile()
  let user: OrdinaryUser
  beforeAll(async () => {
    user = await ordinaryUserAt(place)
  })
  afterAll(() => user[Symbol.asyncDispose]())

  const asUser = (options: GuestOptions = {}): GuestOptions => ({
    ...options,
    options: PRIVATE,
    within: [...user.worker, 'env', '-C', place.workspace, user.node],
    program: path.join(user.action, 'bin/xarch'),
  })

  it.each(['aarch64', 'ppc'])('has private handlers for %s, with all ids', async (arch) => {
    const script =
      "uname -m; id -u; stat -c %u .; su -s /bin/sh nobody -c 'id -u'; touch made; chown 4711 made; stat -c %u made"
    const ended = await place.sh(arch, script, asUser())
    expect(ended).toMatchObject({ status: 0, stdout: `${arch}\n0\n1001\n65534\n4711\n` })
    // At the end it is handed over to the owner of the workspace.
    expect((await stat(path.join(place.workspace, 'made'))).uid).toBe(1001)
  })

  it('leaves nothing after SIGKILL', async () => {
    const started = place.startSh('ppc', "trap '' TERM HUP; echo up; sleep 300", asUser())
    await started.saying('up')
    started.child.kill('SIGKILL')
    expect(await started.ended).toMatchObject({ signal: 'SIGKILL' })
  })
})
