import { cp } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { keptRoots } from '../support/kept-roots.js'
import { it } from '../support/side-by-side.js'
import { placeOfFile } from '../support/xarch.js'

/** What a build may do by default, and what `nested` and `privileged` give back to those that need more. */

const place = placeOfFile()
const NATIVE = 'x86_64'

const SETS = 'sed -n "s/^\\(CapEff\\|NoNewPrivs\\):\\t//p" /proc/self/status'

describe.each([NATIVE, 'aarch64'])('root inside %s, without rights that exec could give', (arch) => {
  it('adds packages', async () => {
    for (const part of ['v3.20/main', 'keys'])
      await cp(path.join(EMBEDDED_MIRROR, part), path.join(place.workspace, 'mirror', part), {
        recursive: true,
      })
    const script =
      'apk add --root /opt/root --initdb --arch ppc -X "$PWD/mirror/v3.20/main" --keys-dir "$PWD/mirror/keys" --no-scripts lua5.4'
    const { status, stdout } = await place.sh(arch, script)
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('Installing lua5.4') })
  })

  it('becomes another user by su, and makes and owns what is setuid', async () => {
    const script = `su -s /bin/sh nobody -c 'id -u'
      install -o 0 -g 0 -m 4755 /bin/busybox /opt/su && stat -c %a /opt/su && chown 5:5 /opt/su; tail -n 1 /proc/self/status >/dev/null`
    expect(await place.sh(arch, script)).toMatchObject({ status: 0, stdout: '65534\n4755\n' })
  })

  it('has no way back once it is another user', async () => {
    const script = `sed -i 's/^root:[^:]*:/root::/' /etc/passwd /etc/shadow; rm -f /etc/securetty
      cp /bin/busybox /opt/su && chmod 4755 /opt/su; su -s /bin/sh nobody -c '/opt/su root -c "id -u"'`
    expect(await place.sh(arch, script)).toMatchObject({ stdout: '' })
  })
})

it('with setuid a native program gets the rights of its owner', async () => {
  const script = 'grep NoNewPrivs /proc/self/status'
  expect(await place.sh(NATIVE, script, { options: ['--setuid'] })).toMatchObject({
    stdout: 'NoNewPrivs:\t0\n',
  })
  expect(await place.sh(NATIVE, script)).toMatchObject({ stdout: 'NoNewPrivs:\t1\n' })
})

describe('nested', () => {
  const NESTED =
    'unshare -Urpf --mount-proc sh -c "mount -t tmpfs none /mnt && echo mounted; ls -d /proc/[0-9]*"'

  it('lets namespaces within have a proc of their own, and shows the handlers, which cannot be changed', async () => {
    const script = `${NESTED}; ls /proc/sys/fs/binfmt_misc; (: >>/proc/sys/fs/binfmt_misc/register) 2>&1`
    const { stdout, stderr } = await place.sh(NATIVE, script, { options: ['--nested'] })
    expect(stdout).toMatch(/^mounted\n\/proc\/1\n(\/proc\/\d\n)?[^]*register\n/)
    expect(stdout).toMatch(/Read-only file system\n$/)
    expect(stderr).toMatch(/warning: nested is on: .*root there can write to/)
  })

  it('is needed for that', async () => {
    const { status, stdout } = await place.sh(NATIVE, `${NESTED} 2>&1`)
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringMatching(/mount proc.*Operation not permitted/),
    })
  })

  it('serves bubblewrap as abuild rootbld calls it, with a foreign root to build in', async () => {
    await place.sh('aarch64', 'true')
    const [foreign] = await keptRoots(place, 'aarch64')
    const shown = ['/usr/bin/bwrap', '/lib/x86_64-linux-gnu', '/lib64'].map((at) => `${at}:${at}:ro`) // Debian's own
    const volumes = [...shown, `${foreign?.folder ?? ''}/root:/build`].join(' ')
    const options = ['--nested', '--handlers', 'aarch64', '--volumes', volumes]
    const script = `adduser -D builder
      su builder -c 'bwrap --unshare-ipc --bind /build / --proc /proc --dev /dev sh -c "uname -m; ls /proc | grep -c ^1$"'`
    expect(await place.sh(NATIVE, script, { options })).toMatchObject({ status: 0, stdout: 'aarch64\n1\n' })
  })

  it('does so with private handlers too', async () => {
    const options = ['--nested', '--binfmt', 'private']
    expect((await place.sh(NATIVE, NESTED, { options })).stdout).toMatch(/^mounted\n/)
  })
})

describe('privileged', () => {
  it('gives all capabilities, devices and mounts of its own, and says so', async () => {
    const script = `${SETS}; mount -t tmpfs none /mnt && mknod /mnt/null c 1 3 && echo lost >/mnt/null && echo made
      [ -c /dev/kmsg ] && ls /dev/pts`
    const { stdout, stderr } = await place.sh(NATIVE, script, { options: ['--privileged'] })
    expect(stdout).toMatch(/^[\da-f]+\n0\nmade\nptmx\n$/)
    const [effective = ''] = stdout.split('\n')
    const usual = (await place.sh(NATIVE, SETS)).stdout.split('\n')[0] ?? ''
    expect(BigInt(`0x${effective}`) & ~BigInt(`0x${usual}`)).toBeGreaterThan(0n)
    expect(stderr).toMatch(/warning: privileged is on/)
  })

  it('leaves the machine’s folder of devices as it was', async () => {
    const script = 'mount | grep -c " on /dev/"; ls /dev/shm'
    expect(await place.sh(NATIVE, script, { options: ['--privileged'] })).toMatchObject({ stdout: '2\n' })
  })

  it('is refused with private handlers', async () => {
    const ended = await place.sh(NATIVE, 'true', { options: ['--privileged', '--binfmt', 'private'] })
    expect(ended.status).toBe(2)
    expect(ended.stderr).toMatch(/privileged: got "true" with binfmt "private"/)
  })
})
