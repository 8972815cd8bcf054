import { it } from '../support/side-by-side.js'
import { readFile } from 'node:fs/promises'
import { describe, expect } from '@jest/globals'
import { placeOfFile } from '../support/xarch.js'

const place = placeOfFile()

/** Emulated and native: what a native program may do against the kernel, an emulated one mostly may too. */
const KINDS = ['aarch64', 'x86_64']

/** What a script inside prints; its failure is a failure of the test. */
async function said(arch: string, script: string, within: readonly string[] = []): Promise<string> {
  const { status, stdout, stderr } = await place.sh(arch, script, { within })
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

/** Climbs from each place that the shell pattern names, and prints those that are not below the guest's root. */
const CLIMB = `top=$(stat -c %d:%i /)
for place in $PLACES; do
  [ -d "$place/" ] || continue
  end=$(stat -L -c %d:%i "$place/../../../../../../../../../../../../../../../..")
  [ "$end" = "$top" ] || echo "$place leads to $end"
  [ ! -e "$place/etc/debian_version" ] || echo "$place is the host's"
  [ ! -e "$place/../../../../../../../../../../etc/debian_version" ] || echo "$place leads to the host's"
done`

describe.each(KINDS)('inside the sandbox of %s', (arch) => {
  it('.. leads no further than /, and / is the guest’s', async () => {
    const script =
      'cd ../../../../../../../../..; [ . -ef / ] && cat /etc/alpine-release; ls /etc/debian_version'
    const { stdout, stderr } = await place.sh(arch, script)
    expect(stdout).toBe('3.20.3\n')
    expect(stderr).toContain('No such file')
  })

  it('the command’s folder is the guest’s, whatever the host has at that path', async () => {
    expect(await said(arch, 'cd -P .; [ . -ef "$PWD" ] && stat -c %i . && pwd')).toMatch(/^\d+\n\//)
    expect(await said(arch, `PLACES=.; ${CLIMB}`)).toBe('')
  })

  it('no process has a folder, a root or a descriptor that leads out, PID 1 among them', async () => {
    const everywhere = '/proc/[0-9]*/cwd /proc/[0-9]*/root /proc/[0-9]*/fd/* /proc/[0-9]*/task/*/cwd'
    expect(await said(arch, `PLACES='${everywhere}'; ${CLIMB}`)).toBe('')
    expect(await said(arch, '! ls /proc/1/root/ /proc/1/cwd/ 2>/dev/null && echo hidden')).toBe('hidden\n')
  })

  it('no file of the host can be read through what PID 1 holds open', async () => {
    const script =
      'for fd in /proc/1/fd/*; do readlink "$fd"; done | grep -v -e ^socket: -e ^/dev/null; echo over'
    expect(await said(arch, script)).toBe('over\n')
    const { stdout } = await place.sh(arch, 'timeout 2 cat </proc/1/fd/0 2>/dev/null | head -c 1; echo over')
    expect(stdout).toBe('over\n')
  })

  it('nothing but the standard streams comes from our caller', async () => {
    const leaking = ['bash', '-c', 'exec 5</ 6</etc/shadow 12</proc 30<>/dev/null; exec "$@"', 'bash']
    const script = 'for fd in /proc/$$/fd/*; do echo "${fd##*/} $(readlink $fd)"; done | grep -v -e "^[012] "'
    const other = 'cat /proc/$$/fd/5 /proc/$$/fd/6 2>/dev/null; ls /proc/$$/fd/12 2>/dev/null; echo over'
    const { stdout } = await place.sh(arch, `${script}; ${other}`, { within: leaking })
    // A shell may hold its own script, or the descriptor it saves a stream in; the caller's numbers are gone.
    expect(stdout.split('\n').filter((line) => /shadow|^(5|6|12|30) /.test(line))).toEqual([])
    expect(stdout).toMatch(/over\n$/)
    expect(await place.sh(arch, `PLACES='/proc/[0-9]*/fd/*'; ${CLIMB}`, { within: leaking })).toMatchObject({
      stdout: '',
    })
  })

  it('the programs that entered cannot be written to through /proc/PID/exe', async () => {
    const script =
      'for exe in /proc/[0-9]*/exe; do (: >>"$exe") 2>/dev/null && echo "$exe $(readlink $exe)"; done; echo over'
    expect((await said(arch, script)).split('\n').filter((line) => /qemu|\/usr\/bin|cat/.test(line))).toEqual(
      [],
    )
  })

  it.alone(
    'the file of a program that runs, the emulator or what it runs, cannot be changed through /proc/PID/exe',
    async () => {
      const script = 'sleep 2 & sleep 0.3; readlink /proc/$!/exe; chmod 700 /proc/$!/exe 2>&1; kill $!'
      const [file = '', answer] = (await said(arch, script)).split('\n')
      // A native program is the root's own, whose changes end with the sandbox.
      if (file.includes('qemu')) expect(answer).toMatch(/Read-only file system$/)
      else expect(file).toMatch(/^\/bin\//)
    },
  )

  it('nobody but the guest’s own processes is seen', async () => {
    const count = Number(await said(arch, 'ls -d /proc/[0-9]* | wc -l'))
    expect(count).toBeLessThanOrEqual(6)
    expect(await said(arch, 'cat /proc/1/cmdline | tr "\\0" " "')).toMatch(/^(\/bin\/)?cat $/)
  })

  it.each([
    '/proc/sys/kernel/core_pattern',
    '/proc/sys/kernel/modprobe',
    '/proc/sys/vm/overcommit_memory',
    '/proc/sysrq-trigger',
    '/sys/kernel/uevent_helper',
    '/sys/power/state',
  ])('%s cannot be written to', async (file) => {
    const script = `[ ! -e ${file} ] || { (: >>${file}) 2>/dev/null && echo open; }; echo over`
    expect(await said(arch, script)).toBe('over\n')
  })

  it('binfmt_misc is out of reach', async () => {
    const script =
      'ls /proc/sys/fs/binfmt_misc; (echo -1 >/proc/sys/fs/binfmt_misc/status) 2>/dev/null && echo wrote; echo over'
    expect(await said(arch, script)).toMatch(/over\n$/)
    expect(await said(arch, script)).not.toContain('wrote')
  })

  it('capabilities that lead to the host are in no set, and those that builds need are there', async () => {
    const sets = await said(arch, 'sed -n "s/^Cap\\(Bnd\\|Eff\\|Prm\\|Inh\\|Amb\\):\\t//p" /proc/self/status')
    const dropped = {
      sys_module: 16,
      sys_rawio: 17,
      sys_admin: 21,
      sys_boot: 22,
      sys_time: 25,
      mknod: 27,
      bpf: 39,
    }
    const kept = { chown: 0, dac_override: 1, fowner: 3, setgid: 6, setuid: 7, sys_chroot: 18 }
    const has = (set: string, bit: number): boolean => ((BigInt(`0x${set}`) >> BigInt(bit)) & 1n) === 1n
    for (const set of sets.trim().split('\n'))
      expect(Object.entries(dropped).filter(([, bit]) => has(set, bit))).toEqual([])
    const effective = await said(arch, 'sed -n "s/^CapEff:\\t//p" /proc/self/status')
    expect(Object.entries(kept).filter(([, bit]) => !has(effective.trim(), bit))).toEqual([])
  })

  it('nothing can be mounted, and no mount taken away', async () => {
    const tries = [
      'mount -t tmpfs none /mnt',
      'mount -t proc none /mnt',
      'mount --bind / /mnt',
      'mount -o remount,bind,rw /proc/sys',
      'umount /proc/sys',
      'umount -l /proc',
    ]
    const script = tries.map((line) => `${line} 2>/dev/null && echo "${line}"; `).join('')
    expect(await said(arch, `${script} echo over`)).toBe('over\n')
  })

  it('no node of a disk can be made, and none is there', async () => {
    const script = 'mknod /node b 8 0 2>/dev/null && echo made; find /dev -type b; echo over'
    expect(await said(arch, script)).toBe('over\n')
  })

  it('devices that programs need are there', async () => {
    const script = `
      echo lost >/dev/null; head -c 4 /dev/zero | od -An -tx1; head -c 8 /dev/urandom | wc -c; head -c 8 /dev/random | wc -c
      (echo >/dev/full) 2>/dev/null || echo full; echo out >/dev/stdout; echo in | cat /dev/stdin
      echo shared >/dev/shm/file && cat /dev/shm/file; stat -c %a /dev/shm
      exec 9<>/dev/ptmx && ls /dev/pts; ls -d /dev/fd/0`
    // node hands out sockets, which cannot be opened by name: a pipe is what a user has.
    const piped = ['bash', '-c', '"$@" | cat; exit "${PIPESTATUS[0]}"', 'bash']
    expect(await said(arch, script, piped)).toBe(
      ' 00 00 00 00\n8\n8\nfull\nout\nin\nshared\n1777\n0\nptmx\n/dev/fd/0\n',
    )
  })

  it('names are looked up as on the host', async () => {
    expect(await said(arch, 'cat /etc/resolv.conf')).toBe(await readFile('/etc/resolv.conf', 'utf8'))
  })

  it('host name and shared memory are its own', async () => {
    const { status } = await place.sh(arch, 'hostname xarch-guest 2>/dev/null; hostname; ls /dev/shm')
    expect(status).toBe(0)
    expect(await readFile('/proc/sys/kernel/hostname', 'utf8')).not.toBe('xarch-guest\n')
  })

  it('mounts of the host are not listed, but for the workspace', async () => {
    const points = (await said(arch, 'cut -d " " -f 5 /proc/self/mountinfo')).trim().split('\n')
    const own = /^\/(|dev(\/.*)?|proc(\/.*)?|sys(\/.*)?)$/
    expect(points.filter((point) => !own.test(point))).toEqual([place.workspace])
  })

  it('another user than root can work there', async () => {
    const script =
      "su -s /bin/sh nobody -c 'id -u; echo x >/tmp/mine; cat /etc/resolv.conf >/dev/null && echo read'"
    expect(await said(arch, script)).toBe('65534\nread\n')
  })
})
