import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { registerLine } from '../../src/binfmt/entry.js'
import { architecture } from '../support/builders.js'
import { startHost } from '../support/host.js'
import { placeOfFile } from '../support/xarch.js'

/** Setuid programs of a foreign architecture: `su` makes root of an ordinary user only where `setuid` was asked for. */

const place = placeOfFile()

/** An ordinary user calls a setuid `su`; root has no password in this root. */
const SU = `
rm -f /etc/securetty
sed -i 's/^root:[^:]*:/root::/' /etc/passwd /etc/shadow
mkdir -p /opt && cp /bin/busybox /opt/su && chmod 4755 /opt/su
su -s /bin/sh nobody -c 'id -u; /opt/su root -c "id -u" 2>&1'`

const BECAME_ROOT = '65534\n0\n'
const SETUID = ['--setuid']

let emulator: string
beforeEach(async () => {
  const tool = path.join(place.cache, 'xarch/tools/xarch-qemu-ppc')
  const [version = ''] = await readdir(tool)
  emulator = path.join(tool, version, 'qemu-ppc')
})

describe.each(['ppc', 'aarch64'])('su of an ordinary user on %s', (arch) => {
  it('becomes root with setuid, and the log says what that allows', async () => {
    await using host = await startHost()
    const { status, stdout, stderr } = await place.sh(arch, SU, { within: host.within, options: SETUID })
    expect({ status, stdout }).toEqual({ status: 0, stdout: BECAME_ROOT })
    expect(stderr).toMatch(/warning: setuid is on: .* gets the rights of its owner/)
    expect(stderr.match(/warning: setuid/g)).toHaveLength(1)
  })

  it('is refused without setuid, and no warning is said', async () => {
    await using host = await startHost()
    const { status, stdout, stderr } = await place.sh(arch, SU, { within: host.within })
    expect(status).not.toBe(0)
    expect(stdout).toMatch(/^65534\n.*(must be suid|not installed setuid|you must be root)/)
    expect(stderr).not.toContain('setuid is on')
  })

  it('becomes root with private handlers too, and is refused there without setuid', async () => {
    const options = ['--binfmt', 'private']
    const granted = await place.sh(arch, SU, { options: [...options, ...SETUID] })
    expect(granted).toMatchObject({ status: 0, stdout: BECAME_ROOT })
    const refused = await place.sh(arch, SU, { options })
    expect(refused.stdout).toMatch(/^65534\n.*must be suid/)
  })
})

describe('the entry', () => {
  it.each([
    { options: SETUID, flags: 'POCF' },
    { options: [], flags: 'PF' },
  ])('has the flags $flags with the options "$options"', async ({ options, flags }) => {
    await using host = await startHost()
    const started = place.startSh('ppc', 'echo up; sleep 1', { within: host.within, options })
    await started.saying('up')
    const shown = /^flags: (.*)$/m.exec(host.entry('qemu-ppc') ?? '')?.[1] ?? ''
    expect(Array.from(shown).sort()).toEqual(Array.from(flags).sort())
    expect(await started.ended).toMatchObject({ status: 0 })
  })

  it('of somebody else without C is left alone: xarch-ppc is registered, and matches first', async () => {
    await using host = await startHost()
    const line = registerLine('qemu-ppc', { arch: architecture('ppc'), setuid: false }, emulator)
    host.registerForeign('qemu-ppc', line.replace(/:PF$/, ':POF'))
    const before = host.entry('qemu-ppc')
    const script = `${SU}; sleep 1`
    const started = place.startSh('ppc', script, { within: host.within, options: SETUID })
    await started.saying('65534\n0\n')
    expect(host.entry('xarch-ppc')).toMatch(/^flags: \S*C/m)
    const ended = await started.ended
    expect(ended).toMatchObject({ status: 0, stdout: BECAME_ROOT })
    expect(ended.stderr).toMatch(/qemu-ppc .*no flag C.*xarch-ppc/)
    expect(host.entry('qemu-ppc')).toBe(before)
    expect(host.entry('xarch-ppc')).toBeUndefined()
  })
})

describe.each([
  { why: 'mounted', mounted: true },
  { why: 'not mounted', mounted: false },
])('beside a run without setuid, with binfmt_misc $why', ({ mounted }) => {
  it('a run with setuid has it', async () => {
    await using host = await startHost({ mounted })
    const { within } = host
    await place.sh('ppc', 'true', { within })
    const plain = place.startSh('ppc', 'echo up; sleep 3', { within })
    await plain.saying('up')
    const { stdout } = await place.sh('ppc', SU, { within, options: SETUID })
    expect(await plain.ended).toMatchObject({ status: 0 })
    expect(stdout).toBe(BECAME_ROOT)
    expect(host.journal()).toEqual([])
  })
})
