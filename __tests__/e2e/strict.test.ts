import { chown, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { keptRoots } from '../support/kept-roots.js'
import { snapshotMachine } from '../support/machine.js'
import { it } from '../support/side-by-side.js'
import { placeOfFile, type Ended } from '../support/xarch.js'

/** `--isolation strict`: ids of nobody on the machine, private handlers, a filter, no network. */

const place = placeOfFile()

const strict = (arch: string, script: string, options: readonly string[] = []): Promise<Ended> =>
  place.sh(arch, script, { options: ['--isolation', 'strict', ...options] })

describe.each(['x86_64', 'aarch64'])('strict isolation of %s', (arch) => {
  it('makes root inside nobody on the machine, and shows it its files as its own', async () => {
    const script = 'id -u; stat -c %u:%g / /etc /etc/passwd "$PWD"; cat /proc/self/uid_map'
    const { stdout } = await strict(arch, script)
    expect(stdout).toMatch(/^0\n(0:0\n){4} +0 +\d{5,10} +65536\n$/)
    expect(stdout).not.toMatch(/ 0 +0 /)
  })

  it('leaves owners in the workspace as they are, in both directions', async () => {
    const at = (name: string): string => path.join(place.workspace, name)
    await writeFile(at('of-user'), '')
    await chown(at('of-user'), 1000, 1000)
    const script =
      'stat -c %u:%g of-user; rm -f mine; touch mine; chown 1000:1000 mine; echo x >of-user; touch of-root'
    expect(await strict(arch, script)).toMatchObject({ status: 0, stdout: '1000:1000\n' })
    const owners = await Promise.all(['mine', 'of-root'].map(async (name) => (await stat(at(name))).uid))
    expect(owners).toEqual([1000, 0])
  })

  it('works as any other: another user, packages’ folders, streams by their names, ports below 1024', async () => {
    const script = `su -s /bin/sh nobody -c 'id -u; echo x >/tmp/mine'; mkdir -p /usr/local/x && chown 3:4 /usr/local/x
      stat -c %u:%g /usr/local/x; echo out >/dev/stdout; echo x >/dev/null; exec 9<>/dev/ptmx; ls /dev/pts
      timeout 1 nc -l -p 81 -s 127.0.0.1 </dev/null; echo $?`
    const piped = ['bash', '-c', '"$@" | cat', 'bash']
    const { stdout } = await place.sh(arch, script, { within: piped, options: ['--isolation', 'strict'] })
    expect(stdout).toMatch(/^65534\n3:4\nout\n0\nptmx\n(124|143|0)\n$/)
  })

  it('has no network but a loopback of its own, until one is asked for by name', async () => {
    expect(await strict(arch, 'ls /sys/class/net')).toMatchObject({ stdout: 'lo\n' })
    const { stdout } = await strict(arch, 'readlink /proc/self/ns/net', ['--network', 'host'])
    expect(stdout).toBe(`${await readlink('/proc/self/ns/net')}\n`)
  })

  it('has rules that a guest can neither see nor take away', async () => {
    const script =
      'grep -E "^(NoNewPrivs|Seccomp):" /proc/self/status; mount -t tmpfs none /mnt 2>/dev/null && echo mounted'
    expect((await strict(arch, script)).stdout).toBe('NoNewPrivs:\t1\nSeccomp:\t2\n')
  })
})

describe('setup, while a root is built', () => {
  it.each(['x86_64', 'aarch64'])(
    'of %s is held as strictly, and what it makes has its owners',
    async (arch) => {
      const setup = `cat /proc/self/uid_map >/ids; grep -E '^(NoNewPrivs|Seccomp):' /proc/self/status >/rules
      mkdir /theirs && touch /theirs/mine && chown 7:8 /theirs && chmod 4755 /theirs/mine; adduser -D me; su me -c 'id -un >~/name'`
      const script = 'cat /ids /rules; stat -c %u:%g:%a /theirs /theirs/mine /home/me/name'
      const { status, stdout, stderr } = await strict(arch, script, ['--setup', setup])
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
      const [ids = '', ...rest] = stdout.trim().split('\n')
      expect(ids).toMatch(/^ *0 +[1-9]\d{4,} +65536$/)
      expect(rest).toEqual(['NoNewPrivs:\t1', 'Seccomp:\t2', '7:8:755', '0:0:4755', '1000:1000:644'])
      const kept = (await keptRoots(place, arch)).find(
        ({ manifest }) => manifest.ingredients['setup'] === setup,
      )
      const at = path.join(kept?.folder ?? '', 'root')
      const owners = ['theirs', 'theirs/mine', 'home/me/name'].map(
        async (name) => (await stat(path.join(at, name))).uid,
      )
      expect(await Promise.all(owners)).toEqual([7, 0, 1000])
    },
  )

  it('is not held so by the other kinds, whose commands are not', async () => {
    const setup = `cat /proc/self/uid_map >/ids; grep '^Seccomp:' /proc/self/status >/rules`
    const words = ['--setup', setup, '--isolation', 'unshare']
    const { stdout } = await place.sh('x86_64', 'cat /rules; wc -l </ids', { options: words })
    expect(stdout).toBe('Seccomp:\t0\n1\n')
  })
})

describe('strict isolation', () => {
  it.alone('registers nothing on the machine', async () => {
    const before = snapshotMachine().handlers
    const started = place.startSh('aarch64', 'echo up; sleep 1; uname -m', {
      options: ['--isolation', 'strict'],
    })
    await started.saying('up')
    expect(snapshotMachine().handlers).toEqual(before)
    expect(await started.ended).toMatchObject({ status: 0, stdout: 'up\naarch64\n' })
  })

  it('keeps a changed root as any other run does, with the same owners', async () => {
    const options = ['--keep', 'changed']
    const script = 'echo kept >/kept; mkdir /new; chown 7:8 /new'
    expect(await strict('aarch64', script, options)).toMatchObject({ status: 0 })
    const kept = path.join(place.cache, 'xarch/kept/changed/root')
    expect(await readdir(kept)).toEqual(expect.arrayContaining(['kept', 'new']))
    const owners = await Promise.all(
      ['kept', 'new', 'etc/resolv.conf'].map((name) => stat(path.join(kept, name))),
    )
    expect(owners.map(({ uid, gid }) => `${uid}:${gid}`)).toEqual(['0:0', '7:8', '0:0'])
  })

  it.each(['setuid', 'nested', 'privileged'])('is refused with %s', async (name) => {
    const { status, stderr } = await strict('aarch64', 'true', [`--${name}`])
    expect(status).toBe(2)
    expect(stderr).toMatch(new RegExp(`${name}: got "true" with isolation "strict"`))
  })

  it('names perl where it is missing, and runs nothing', async () => {
    const hidden = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c']
    const within = [...hidden, 'mount --bind /dev/null "$(command -v perl)" && exec "$@"', 'sh']
    const { status, stdout, stderr } = await place.sh('x86_64', 'echo ran', {
      within,
      options: ['--isolation', 'strict'],
    })
    expect({ ran: stdout, failed: status !== 0 }).toEqual({ ran: '', failed: true })
    expect(stderr).toMatch(/perl is not there[^]*apt-get install perl-base/)
  })

  it('names the file system that cannot show its files as another user’s', async () => {
    const within = [
      ...['unshare', '--mount', '--propagation', 'private', 'sh', '-c'],
      'mkdir -p over/low over/up over/work over/all; mount -t overlay -o lowerdir=over/low,upperdir=over/up,workdir=over/work none over/all && cd over/all && exec "$@"',
      'sh',
    ]
    const { status, stdout, stderr } = await place.sh('x86_64', 'echo ran', {
      within,
      options: ['--isolation', 'strict'],
    })
    expect({ ran: stdout, failed: status !== 0 }).toEqual({ ran: '', failed: true })
    await rm(path.join(place.workspace, 'over'), { recursive: true })
    expect(stderr).toMatch(/over\/all cannot show its files as another user's[^]*take isolation "unshare"/)
  })
})
