import { describe, expect, it } from '@jest/globals'
import { accountOf, ROOT_ACCOUNT } from '../../src/sandbox/accounts.js'
import {
  callersFurnishings,
  furnishingArguments,
  machinesFurnishings,
} from '../../src/sandbox/furnishings.js'

const caller = { name: 'runner', uid: 1001, gid: 127, home: '/home/runner' }
const files = { passwd: '', group: 'root:x:0:\n' }
const account = accountOf('runner', files, caller)
const NONE = { sudoers: false, doas: undefined }

describe('the job’s user in a root', () => {
  it('has an entry, a group and a home folder', () => {
    expect(callersFurnishings(account, files, NONE)).toEqual([
      {
        ...{ kind: 'first', path: '/etc/passwd', mode: '644' },
        line: 'runner:*:1001:127::/home/runner:/bin/sh',
      },
      { kind: 'first', path: '/etc/group', line: 'runner:*:127:', mode: '644' },
      { kind: 'folder', path: '/home/runner', uid: 1001, gid: 127 },
    ])
  })

  it('has a group that is there already', () => {
    const paths = callersFurnishings(account, { ...files, group: 'ci:x:127:\n' }, NONE).map(
      ({ path }) => path,
    )
    expect(paths).toEqual(['/etc/passwd', '/home/runner'])
  })

  it.each([
    ['folder', '/etc/doas.d/xarch.conf'],
    ['file', '/etc/doas.conf'],
  ] as const)('needs no password for sudo and doas, whose rules are in a %s', (doas, path) => {
    expect(callersFurnishings(account, files, { sudoers: true, doas })).toEqual(
      expect.arrayContaining([
        {
          ...{ kind: 'last', path: '/etc/sudoers.d/xarch', mode: '440' },
          line: 'runner ALL=(ALL:ALL) NOPASSWD: ALL',
        },
        { kind: 'last', path, line: 'permit nopass runner', mode: '440' },
      ]),
    )
  })

  it('needs nothing where it is root', () => {
    expect(callersFurnishings(ROOT_ACCOUNT, files, { sudoers: true, doas: 'file' })).toEqual([])
  })
})

describe('what a root gets of the machine', () => {
  it.each([
    ['127.0.0.1 localhost\n10.0.0.2 box # me', 'box', '127.0.0.1 localhost\n10.0.0.2 box # me\n'],
    ['127.0.0.1 localhost # box\n', 'box', '127.0.0.1 localhost # box\n127.0.1.1 box\n'],
    ['box localhost', 'box', 'box localhost\n127.0.1.1 box\n'],
    ['', 'box', '127.0.1.1 box\n'],
    ['', 'odd name', ''],
  ])('is %j with the machine’s own name %s in it', (hosts, hostname, text) => {
    expect(machinesFurnishings(hosts, hostname, undefined)).toContainEqual({
      ...{ kind: 'text', path: '/etc/hosts', text },
    })
  })

  it('is its time zone, unless it is the one that a root has anyway', () => {
    const paths = (zone: string | undefined): string[] =>
      machinesFurnishings('', 'box', zone).map((it) => it.path)
    expect(paths('/usr/share/zoneinfo/Europe/Vienna')).toContain('/etc/localtime')
    expect(paths('/usr/share/zoneinfo/Etc/UTC')).not.toContain('/etc/localtime')
    expect(paths(undefined)).not.toContain('/etc/localtime')
  })

  it('is git’s trust in every folder', () => {
    expect(machinesFurnishings('', 'box', undefined)).toContainEqual({
      ...{ kind: 'last', path: '/etc/gitconfig', line: '[safe] directory = *', mode: '644' },
    })
  })

  it('is a copy of the hosts where they are longer than an argument may be', () => {
    expect(
      furnishingArguments(machinesFurnishings('x'.repeat(200_000), 'box', undefined)).slice(0, 3),
    ).toEqual(['/etc/hosts', '/etc/hosts', 'copy'])
  })
})
