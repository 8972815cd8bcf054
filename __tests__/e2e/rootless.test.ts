import { stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { describeDifference, snapshotMachine } from '../support/machine.js'
import { ordinaryUserAt, type OrdinaryUser } from '../support/ordinary-user.js'
import { placeOfFile, until, type Ended, type GuestOptions } from '../support/xarch.js'

/** An ordinary user without sudo: strict isolation, in a user namespace of their own. */

const place = placeOfFile()

describe.each([
  { ids: false, who: 'without subordinate ids' },
  { ids: true, who: 'with subordinate ids' },
])('an ordinary user without sudo, $who', ({ ids }) => {
  let user: OrdinaryUser
  beforeAll(async () => {
    user = await ordinaryUserAt(place, { sudo: false, ids })
  })
  afterAll(() => user[Symbol.asyncDispose]())

  const asUser = (options: GuestOptions = {}): GuestOptions => ({
    ...options,
    within: [...user.worker, 'env', '-C', place.workspace, user.node],
    program: path.join(user.action, 'bin/xarch'),
  })
  const sh = (arch: string, script: string, options: readonly string[] = []): Promise<Ended> =>
    place.sh(arch, script, asUser({ options }))

  it.each(['aarch64', 'x86_64'])(
    'runs programs of %s as root inside, whose files are the user’s outside',
    async (arch) => {
      const script =
        'id -u; uname -m; stat -c %u:%g . /etc/passwd; echo made >made; rm -f /etc/motd; ls /dev/null'
      const { status, stdout, stderr } = await sh(arch, script)
      expect({ status, stdout }).toEqual({ status: 0, stdout: `0\n${arch}\n0:0\n0:0\n/dev/null\n` })
      expect(stderr).toContain('isolation: strict (not unshare: root is needed')
      expect((await stat(path.join(place.workspace, 'made'))).uid).toBe(1001)
    },
  )

  it('has the rules of strict isolation, and the machine’s network where none is asked for', async () => {
    const script = 'grep -E "^(NoNewPrivs|Seccomp):" /proc/self/status; ls /sys/class/net | grep -c .'
    expect((await sh('aarch64', script)).stdout).toMatch(/^NoNewPrivs:\t1\nSeccomp:\t2\n[2-9]\n$/)
    const cut = await sh('aarch64', 'ls /sys/class/net', ['--network', 'none'])
    expect(cut.stdout).toBe('lo\n')
  })

  it('builds a root with packages and setup, keeps its changes, and packs it as root’s', async () => {
    const options = ['--rootfs', 'apk', '--setup', 'touch /was-here; chown 42:42 /was-here']
    const built = await sh('ppc64', 'ls /was-here; stat -c %u /bin/busybox', options)
    expect(built).toMatchObject({ status: 0, stdout: '/was-here\n0\n' })
    expect(await sh('aarch64', 'touch /kept', ['--keep', `mine-${ids}`])).toMatchObject({ status: 0 })
    const shell = await place.run(['shell', `mine-${ids}`], asUser({ input: 'ls /kept\n' }))
    expect(shell).toMatchObject({ status: 0, stdout: '/kept\n' })
    const listed = await place.run(['cache', 'clear', `mine-${ids}`], asUser())
    expect(listed).toMatchObject({ status: 0 })
  })

  it('leaves nothing running or mounted after SIGKILL', async () => {
    const before = snapshotMachine()
    const started = place.startSh('aarch64', "trap '' TERM HUP; echo up; sleep 300", asUser())
    await started.saying('up')
    started.child.kill('SIGKILL')
    const left = (): string[] => describeDifference(before, snapshotMachine())
    await until(() => left().length === 0, 1000).catch(() => {
      expect(left()).toEqual([])
    })
    await started.ended
  })

  it('is told what root alone can do', async () => {
    const refused = async (...options: string[]): Promise<string> => {
      const { status, stdout, stderr } = await sh('aarch64', 'echo run', options)
      expect({ status, stdout }).toEqual({ status: 125, stdout: '' })
      expect(stderr).toContain('error: do: ')
      return stderr
    }
    expect(await refused('--isolation', 'unshare')).toContain('isolation "unshare": root is needed')
    const strict = ['--isolation', 'strict']
    expect(await refused(...strict, '--user', 'runner')).toContain('it is root inside who is the job')
    if (!ids) expect(await refused(...strict, '--user', 'nobody')).toContain('no subordinate ids')
  })

  if (ids)
    it('has other users inside, with groups, and packages keep their owners', async () => {
      const script =
        "stat -c %g /etc/shadow; su nobody -s /bin/sh -c 'id -u'; chown 33 /root; stat -c %u /root"
      expect((await sh('aarch64', script)).stdout).toBe('42\n65534\n33\n')
      expect((await sh('aarch64', 'id -u', ['--user', 'nobody'])).stdout).toBe('65534\n')
    })
})
