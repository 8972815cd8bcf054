import { execFileSync } from 'node:child_process'
import { cp, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { ordinaryUser, type OrdinaryUser } from '../support/ordinary-user.js'
import { expectRefused } from '../support/refusal.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { placeOfFile, places, type GuestOptions } from '../support/xarch.js'

/** Who gets private handlers, and what those who cannot have them are told. */

const PRIVATE = ['--binfmt', 'private']

/** A machine that stands in a user namespace of its own, whose sysctl `user.NAME` is 0. */
const without = (name: string): string[] => [
  ...['unshare', '--user', '--map-root-user', '--mount', '--propagation', 'private'],
  ...['sh', '-c', `echo 0 >/proc/sys/user/${name} && exec "$@"`, 'sh'],
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

    it(`user.${name} still runs what needs no handler`, async () => {
      const place = await newPlace()
      await place.sh('x86_64', 'true') // the root is there
      const ended = await place.sh('x86_64', 'uname -m', { options: PRIVATE })
      expect(ended).toMatchObject({ status: 0, stdout: 'x86_64\n' })
    })
  }
})

describe('an ordinary user with sudo', () => {
  const place = placeOfFile()
  let user: OrdinaryUser
  beforeAll(async () => {
    user = await ordinaryUser()
    await cp(path.join(REPOSITORY, 'bin'), path.join(user.action, 'bin'), { recursive: true })
    user.own(path.dirname(place.workspace))
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
      "uname -m; id -u; stat -c %u .; su -s /bin/sh nobody -c 'id -u'; touch made; chown 4711 made"
    const ended = await place.sh(arch, script, asUser())
    expect(ended).toMatchObject({ status: 0, stdout: `${arch}\n0\n1001\n65534\n` })
    expect((await stat(path.join(place.workspace, 'made'))).uid).toBe(4711)
  })

  it('leaves nothing after SIGKILL', async () => {
    const started = place.startSh('ppc', "trap '' TERM HUP; echo up; sleep 300", asUser())
    await started.saying('up')
    started.child.kill('SIGKILL')
    expect(await started.ended).toMatchObject({ signal: 'SIGKILL' })
  })
})
