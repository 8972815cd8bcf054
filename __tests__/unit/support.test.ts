import { describe, expect, it } from '@jest/globals'
import { judgePrivate, type PrivateFacts } from '../../src/binfmt/private-support.js'
import { judgeSupport, type KernelFacts } from '../../src/binfmt/support.js'
import { explain } from '../../src/report/errors.js'

const ALL = 'CapEff:\t000001ffffffffff'
/** What docker gives to a container without --privileged. */
const DOCKERS = 'CapEff:\t00000000a80425fb'
const status = (uid: number, capabilities: string): string =>
  `Name:\tnode\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nGid:\t0\t0\t0\t0\n${capabilities}\nSeccomp:\t0\n`
const mounted = (options: string): string =>
  `33 24 0:30 / /proc/sys/fs/binfmt_misc ${options} shared:15 - binfmt_misc binfmt_misc rw`

/** A machine on which handlers can be registered. */
const kernel = (overrides: Partial<KernelFacts> = {}): KernelFacts => ({
  filesystems: 'nodev\tproc\n\text4\nnodev\tbinfmt_misc\n',
  status: status(0, ALL),
  mountinfo: '24 1 0:22 / /proc rw,nosuid - proc proc rw\n',
  hasModule: false,
  ...overrides,
})

function refusalOf(facts: Partial<KernelFacts>): string {
  const refusal = judgeSupport(kernel(facts))
  return refusal ? explain(refusal).join('\n') : ''
}

describe('handlers on the machine', () => {
  it.each<[string, Partial<KernelFacts>]>([
    ['binfmt_misc built in', {}],
    ['binfmt_misc as a module', { filesystems: 'nodev\tproc\n', hasModule: true }],
    ['binfmt_misc mounted', { mountinfo: mounted('rw,nosuid,nodev') }],
    ['a read-only mount with another over it', { mountinfo: `${mounted('ro')}\n${mounted('rw')}\n` }],
    ['options that only begin with ro', { mountinfo: mounted('rw,root_option') }],
    ['another mount that is read-only', { mountinfo: '1 1 0:1 / /proc/sys ro - proc proc rw' }],
    ['an ordinary user, who has sudo', { status: status(1001, 'CapEff:\t0000000000000000') }],
  ])('are possible with %s', (_, facts) => {
    expect(refusalOf(facts)).toBe('')
  })

  it.each<[string, Partial<KernelFacts>, string[]]>([
    [
      'a kernel without binfmt_misc',
      { filesystems: 'nodev\tproc\nnodev\tbinfmt_misc_other\n' },
      ['has no binfmt_misc, neither built in nor as a module', 'CONFIG_BINFMT_MISC'],
    ],
    ['root without CAP_SYS_ADMIN', { status: status(0, DOCKERS) }, ['no CAP_SYS_ADMIN', '--privileged']],
    ['a read-only binfmt_misc', { mountinfo: mounted('ro,nosuid') }, ['mounted read-only', '--privileged']],
    [
      'a read-only mount over another',
      { mountinfo: `${mounted('rw')}\n${mounted('nosuid,ro')}\n` },
      ['mounted read-only'],
    ],
  ])('are refused with %s', (_, facts, says) => {
    for (const words of says) expect(refusalOf(facts)).toContain(words)
    expect(refusalOf(facts).match(/^do: /gm)).toHaveLength(1)
  })
})

const REFUSED = { status: 1, stderr: 'unshare: unshare failed: Operation not permitted\n' }
const FULL = { status: 1, stderr: 'unshare: unshare failed: No space left on device\n' }
const OF_MOUNT = {
  status: 32,
  stderr: 'mount: /proc/sys/fs/binfmt_misc: permission denied.\n       dmesg(1) may have more information\n',
}
const facts = (overrides: Partial<PrivateFacts> = {}): PrivateFacts => ({
  namespaces: ['15000', '15000'],
  apparmor: '',
  status: status(0, ALL),
  ...overrides,
})

describe('private handlers', () => {
  it.each<[string, typeof REFUSED, Partial<PrivateFacts>, string[]]>([
    ['no user namespaces', FULL, { namespaces: ['0', '15000'] }, ['max_user_namespaces', 'sysctl -w']],
    ['no mount namespaces', FULL, { namespaces: ['15000', '0'] }, ['max_mnt_namespaces', 'sysctl -w']],
    [
      'AppArmor',
      REFUSED,
      { apparmor: '1' },
      ['AppArmor restricts', 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'],
    ],
    [
      'seccomp',
      REFUSED,
      { status: 'Seccomp:\t2\nSeccomp_filters:\t1\n' },
      ['a seccomp filter refuses', 'seccomp=unconfined'],
    ],
    ['an old kernel', OF_MOUNT, {}, ['Linux 6.7 is the first', 'Use a newer kernel']],
    ['an old kernel in a container', OF_MOUNT, { apparmor: '1', status: 'Seccomp:\t2\n' }, ['Linux 6.7']],
    ['something that nobody has met', REFUSED, { apparmor: '0' }, ['cannot be had here']],
    ['several', FULL, { namespaces: ['0', '0'], apparmor: '1' }, ['max_user_namespaces']],
  ])('are refused by %s', (_, output, given, says) => {
    const text = explain(judgePrivate(output, facts(given))).join('\n')
    for (const words of [...says, 'binfmt "private": ', output.stderr.trim(), 'binfmt "system"'])
      expect(text).toContain(words)
    expect(text.match(/^do: /gm)).toHaveLength(1)
  })

  it('are not said to be refused by what does not refuse them', () => {
    const text = explain(judgePrivate(REFUSED, facts({ status: 'Seccomp:\t0\n', apparmor: '0' }))).join('\n')
    expect(text).not.toMatch(/AppArmor|seccomp|6\.7|max_user/)
  })
})
