import { describe, expect, it } from '@jest/globals'
import { factsText } from '../../src/shell/facts.js'
import { shellNames } from '../../src/shell/names.js'

const mounts = {
  root: '/roots/a=b\n/root',
  scratch: '/roots/scratch',
  mode: 'direct',
  volumes: [{ source: '/ws', target: '/ws', readOnly: false }],
} as const

describe('the facts of a shell', () => {
  it('are fields of a kind and a value, whatever is in the value', () => {
    const text = factsText(
      {
        mounts,
        privilege: 'sudo',
        policy: { nested: true, privileged: false, newPrivileges: false, strict: false },
        resources: { pids: undefined, memoryBytes: 2 ** 30 },
        personality: 'linux32',
        household: {
          runner: { ...{ uid: 1001, gid: 127, groups: [] }, name: 'me', home: '/home/me', shell: '/bin/sh' },
          ofRunner: [{ kind: 'folder', path: '/home/me', uid: 1001, gid: 127 }],
          ofMachine: [{ kind: 'text', path: '/etc/hosts', text: '127.0.0.1 a=b\n' }],
          ownFolder: '/temp',
          workspace: { path: '/ws', uid: 1001, gid: 127 },
        },
        enforced: { namespaces: 'none', limits: '-cap_2' },
        handlers: [{ name: 'qemu-ppc', file: '/qemu-ppc', line: ':qemu-ppc:M::\\x7f:' }],
        user: 'root',
        program: ['sh', '-eo', 'pipefail'],
        items: [
          { kind: 'name', name: 'A' },
          { kind: 'prefix', prefix: 'B_' },
          { kind: 'value', name: 'C', value: '$(id)\n`id`' },
        ],
        image: { LANG: 'C' },
        emulator: { QEMU_CPU: 'max' },
      },
      true,
    )
    const fields = text.split('\0')
    expect(fields.pop()).toBe('')
    expect(fields.filter((field) => !/^(pattern|guest)=/.test(field))).toEqual([
      'as-root=sudo',
      'as-root=-n',
      'namespaces=none',
      'limits=-cap_2',
      'most=max',
      'most=1073741824',
      'personality=linux32',
      'user=root',
      'login=1',
      ...['1001', '127', '', 'me', '/home/me', '/bin/sh'].map((word) => `runner=${word}`),
      ...['1001:127', '/home/me', 'folder'].map((word) => `of-runner=${word}`),
      ...['127.0.0.1 a=b\n', '/etc/hosts', 'text'].map((word) => `of-machine=${word}`),
      'own-folder=/temp',
      'workspace=/ws',
      'owner=1001:127',
      ...['direct,nested', mounts.root, mounts.scratch, '/ws', '/ws', 'rw,exec,nosuid,nodev'].map(
        (word) => `setup=${word}`,
      ),
      'handler=/qemu-ppc',
      'handler=:qemu-ppc:M::\\x7f:',
      'program=sh',
      'program=-eo',
      'program=pipefail',
      'item=A',
      'item=B_*',
      'item=C=$(id)\n`id`',
      'image=LANG=C',
      'emulator=QEMU_CPU=max',
    ])
  })
})

describe('the names of a shell', () => {
  it('are short for the first root of a step', () => {
    const names = (isFirst: boolean, own: string): string[] =>
      shellNames('ppc', isFirst, own).map(({ name, login }) => (login ? `${name} (login)` : name))
    expect(names(true, '')).toEqual(['xarch', 'xarch-ppc'])
    expect(names(true, 'alpine.sh')).toEqual(['xarch', 'alpine.sh (login)', 'xarch-ppc'])
    expect(names(false, 'alpine.sh')).toEqual(['xarch-ppc'])
  })
})
