import { chown, copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { saidBy } from '../support/labels.js'
import { readMounts, snapshotMachine } from '../support/machine.js'
import { startHost, type Host } from '../support/host.js'
import { triedAtOnce } from '../support/tried-at-once.js'
import { placeOfFile, places, type GuestOptions } from '../support/xarch.js'

/** `--binfmt private`: handlers that a run alone has, in a user namespace of its own. */

const place = placeOfFile()

const isPrivate = (options: GuestOptions = {}): GuestOptions => ({
  ...options,
  options: ['--binfmt', 'private', ...(options.options ?? [])],
})

/** Names of the handlers that are seen inside. */
const LIST = 'for entry in /proc/sys/fs/binfmt_misc/*; do echo "${entry##*/}"; done'

/** Entries for programs that the kernel has, seen from a mount namespace of somebody else. */
const seenOn = (host: Host): string[] =>
  ['ppc', 'aarch64', 'mips64']
    .flatMap((cpu) => [`qemu-${cpu}`, `xarch-${cpu}`])
    .filter((name) => host.entry(name) !== undefined)

describe.each(['aarch64', 'ppc'])('a private handler for %s', (arch) => {
  it('runs the programs, and is all that is seen inside', async () => {
    const ended = await place.sh(arch, `uname -m; ${LIST}`, isPrivate())
    expect(ended.status).toBe(0)
    expect(ended.stdout.split('\n').sort()).toEqual(['', arch, `qemu-${arch}`, 'register', 'status'].sort())
  })

  it('is not on the machine while it runs: no entry, no mount, no journal', async () => {
    await using host = await startHost()
    const before = { seen: seenOn(host), mounts: readMounts(), state: snapshotMachine().state }
    const started = place.startSh(arch, 'echo up; sleep 1.5; uname -m', isPrivate({ within: host.within }))
    await started.saying('up')
    expect({ seen: seenOn(host), mounts: readMounts(), state: snapshotMachine().state }).toEqual(before)
    expect({ seen: seenOn(host), journal: host.journal() }).toEqual({ seen: [], journal: [] })
    expect(await started.ended).toMatchObject({ status: 0, stdout: `up\n${arch}\n` })
  })

  it('leaves owners as they are, in both directions', async () => {
    const at = (name: string): string => path.join(place.workspace, name)
    for (const [name, owner] of [
      ['of-root', 0],
      ['of-user', 1000],
    ] as const) {
      await writeFile(at(name), '')
      await chown(at(name), owner, owner)
    }
    const script = 'stat -c %u:%g of-root of-user; touch new mine; chown 1000:1000 mine'
    expect(await place.sh(arch, script, isPrivate())).toMatchObject({ status: 0, stdout: '0:0\n1000:1000\n' })
    const owners = await Promise.all(['new', 'mine'].map(async (name) => (await stat(at(name))).uid))
    expect(owners).toEqual([0, 1000])
  })

  it('lets root become another user', async () => {
    const script = "id -u; su -s /bin/sh nobody -c 'id -u; id -g; touch /etc/x 2>/dev/null || echo denied'"
    const { status, stdout } = await place.sh(arch, script, isPrivate())
    expect({ status, stdout }).toEqual({ status: 0, stdout: '0\n65534\n65534\ndenied\n' })
  })

  it('leaves nothing after SIGKILL', async () => {
    await using host = await startHost()
    const started = place.startSh(arch, "trap '' TERM HUP; echo up; sleep 300", isPrivate())
    await started.saying('up')
    started.child.kill('SIGKILL')
    await started.ended
    expect(seenOn(host)).toEqual([])
  })
})

describe('the guest', () => {
  const HARMS = [
    ['register a handler', "printf ':own:M::own::/bin/sh:' >/proc/sys/fs/binfmt_misc/register"],
    ['disable its handler', 'echo 0 >/proc/sys/fs/binfmt_misc/qemu-ppc'],
    ['disable all', 'echo 0 >/proc/sys/fs/binfmt_misc/status'],
    ['make the handlers writable', 'mount -o remount,bind,rw /proc/sys/fs/binfmt_misc'],
    ['remount the file system', 'mount -o remount,rw /proc/sys/fs/binfmt_misc'],
    ['unmount the handlers', 'umount /proc/sys/fs/binfmt_misc'],
    ['mount others', 'mkdir /tmp/own; mount -t binfmt_misc binfmt_misc /tmp/own'],
  ] as const

  const tried = triedAtOnce(HARMS, async ([, script]) => {
    const tried = `( ${script} ) 2>/dev/null && echo did; uname -m`
    const { status, stdout } = await place.sh('ppc', tried, isPrivate())
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'ppc\n' })
  })

  it.each(HARMS.map((harm) => ({ what: harm[0], harm })))('cannot $what', ({ harm }) => {
    tried(harm)
  })

  it('cannot change the file of the emulator through a process that it runs', async () => {
    const script = 'sleep 2 & sleep 0.3; chmod 700 /proc/$!/exe 2>&1; kill $!'
    const { stdout } = await place.sh('ppc', script, isPrivate())
    expect(stdout).toMatch(/^chmod: .*: Read-only file system\n$/)
  })

  it('runs emulated programs by a path of its own as well, and by another name', async () => {
    const script = 'cp /bin/busybox /tmp/uname; ln -s /tmp/uname /tmp/id; /tmp/uname -m; /tmp/id -u'
    expect(await place.sh('ppc', script, isPrivate())).toMatchObject({ status: 0, stdout: 'ppc\n0\n' })
  })
})

describe('several private runs', () => {
  it('of several architectures have the handlers of all of them', async () => {
    const ended = await place.sh('ppc,aarch64', LIST, isPrivate())
    expect(ended.status).toBe(0)
    for (const arch of ['ppc', 'aarch64'])
      for (const cpu of ['ppc', 'aarch64']) expect(saidBy(arch, ended.stdout)).toContain(`qemu-${cpu}\n`)
  })

  it('at once see their own handler alone, with the emulator that each asked for', async () => {
    const tool = path.join(place.cache, 'xarch/tools/xarch-qemu-ppc')
    const [version = ''] = await readdir(tool)
    const kept = path.join(tool, version, 'qemu-ppc')
    const emulators = await Promise.all(
      ['one', 'two'].map(async (name) => {
        const folder = path.join(place.workspace, name)
        await mkdir(folder)
        await copyFile(kept, path.join(folder, 'qemu-ppc'))
        return path.join(folder, 'qemu-ppc')
      }),
    )
    const script = `echo up; sleep 1; sed -n 's/^interpreter //p' /proc/sys/fs/binfmt_misc/qemu-ppc; ${LIST}`
    const runs = emulators.map((file) =>
      place.startSh('ppc', script, isPrivate({ options: ['--qemu', file] })),
    )
    const other = place.startSh('aarch64', `echo up; sleep 1; ${LIST}`, isPrivate())
    await Promise.all([...runs, other].map((run) => run.saying('up')))
    const ends = await Promise.all(runs.map((run) => run.ended))
    for (const [index, { stdout }] of ends.entries()) {
      expect(stdout).toContain(`${emulators[index] ?? ''}\n`)
      expect(stdout).not.toContain(emulators[1 - index] ?? '')
      expect(stdout).not.toContain('aarch64')
    }
    expect((await other.ended).stdout).toContain('qemu-aarch64\n')
    expect((await other.ended).stdout).not.toContain('ppc')
  })

  it('are not disturbed by an entry of the machine, nor do they change it', async () => {
    await using host = await startHost()
    const file = path.join(place.workspace, 'qemu-none')
    await writeFile(file, 'no program', { mode: 0o755 })
    host.registerForeign('qemu-ppc', `:qemu-ppc:M::XARCHTEST-ppc::${file}:`)
    const before = host.entry('qemu-ppc')
    const { within } = host
    expect(await place.sh('ppc', 'uname -m', isPrivate({ within }))).toMatchObject({
      status: 0,
      stdout: 'ppc\n',
    })
    expect(host.entry('qemu-ppc')).toBe(before)
  })
})

describe('a root that is built for a private run', () => {
  const newPlace = places()

  it('has its packages, whose scripts have run, and the right owners', async () => {
    await using host = await startHost()
    const fresh = await newPlace()
    const script =
      'make --version | head -n 1; [ -L /bin/ls ] && echo linked; stat -c %u /bin/busybox /etc/passwd'
    const started = fresh.startSh('ppc', script, isPrivate({ within: host.within, options: ['-p', 'make'] }))
    const looks: string[] = []
    const timer = setInterval(() => looks.push(...seenOn(host)), 100)
    const ended = await started.ended
    clearInterval(timer)
    expect(ended).toMatchObject({ status: 0, stdout: 'GNU Make 4.3\nlinked\n0\n0\n' })
    expect(looks).toEqual([])
  })

  it('serves a run on the machine’s handlers, and the other way round', async () => {
    const fresh = await newPlace()
    await fresh.sh('ppc', 'true', isPrivate())
    const second = await fresh.sh('ppc', 'uname -m', { options: ['-v'] })
    expect(second).toMatchObject({ status: 0, stdout: 'ppc\n' })
    expect(second.stderr).toContain('(reused)')
    await fresh.sh('aarch64', 'true')
    const third = await fresh.sh('aarch64', 'uname -m', isPrivate({ options: ['-v'] }))
    expect(third).toMatchObject({ status: 0, stdout: 'aarch64\n' })
    expect(third.stderr).toContain('(reused)')
  })
})
