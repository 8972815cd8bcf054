import { describe, expect, it } from '@jest/globals'
import { factsText, type Shell } from '../../src/shell/facts.js'
import { shellNames } from '../../src/shell/names.js'
import { TOOLS } from '../../src/shell/tool.js'

const mounts = {
  root: '/roots/a=b\n/root',
  scratch: '/roots/scratch',
  mode: 'direct',
  volumes: [{ source: '/ws', target: '/ws', readOnly: false }],
} as const

const shell: Shell = {
  commands: 'on',
  mounts,
  privilege: 'sudo',
  policy: { nested: true, privileged: false, newPrivileges: false, strict: false, ignoresOwners: false },
  resources: { pids: undefined, memoryBytes: 2 ** 30 },
  personality: 'linux32',
  household: {
    runner: { ...{ uid: 1001, gid: 127, groups: [] }, name: 'me', home: '/home/me', shell: '/bin/sh' },
    ofRunner: [{ kind: 'folder', path: '/home/me', uid: 1001, gid: 127 }],
    ofMachine: [{ kind: 'text', path: '/etc/hosts', text: '127.0.0.1 a=b\n' }],
    ownFolder: '/temp',
    workspace: { path: '/ws', uid: 1001, gid: 127 },
  },
  maker: {
    kind: 'namespaces',
    enforced: { namespaces: 'none', limits: '-cap_2' },
    handlers: [{ name: 'qemu-ppc', file: '/qemu-ppc', line: ':qemu-ppc:M::\\x7f:' }],
  },
  user: 'root',
  program: ['sh', '-eo', 'pipefail'],
  items: [
    { kind: 'name', name: 'A' },
    { kind: 'prefix', prefix: 'B_' },
    { kind: 'value', name: 'C', value: '$(id)\n`id`' },
  ],
  image: { LANG: 'C' },
  emulator: { QEMU_CPU: 'max' },
}

describe('the facts of a shell', () => {
  it('are fields of a kind and a value, whatever is in the value', () => {
    const text = factsText(shell, true)
    const fields = text.split('\0')
    expect(fields.pop()).toBe('')
    expect(fields.filter((field) => !/^(pattern|guest)=/.test(field))).toEqual([
      'as-root=sudo',
      'as-root=-n',
      'namespaces=none',
      'limits=-cap_2',
      'handler=/qemu-ppc',
      'handler=:qemu-ppc:M::\\x7f:',
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

describe('the facts of a shell whose sandboxes a program makes', () => {
  it('are the words of that program, and none of namespaces', async () => {
    const handlers = [{ name: 'qemu-ppc', file: '/q/qemu-ppc', line: ':' }]
    const facts = {
      root: '/roots/UID',
      network: 'host',
      isRoot: true,
      handlers,
      scripts: '/scripts',
    } as const
    const kinds = (maker: Shell['maker']): Record<string, string> => {
      const fields = factsText({ ...shell, maker }, false).split('\0')
      const of = (kind: string): string =>
        fields
          .flatMap((field) => (field.startsWith(`${kind}=`) ? [field.slice(kind.length + 1)] : []))
          .join(' ')
      const names = ['how', 'tool-of-root', 'tool-of-user', 'namespaces', 'limits', 'handler']
      return Object.fromEntries(names.map((name) => [name, of(name)]))
    }
    const nothing = { namespaces: '', limits: '', handler: '' }
    expect(kinds(await TOOLS.proot(facts))).toEqual({
      ...nothing,
      how: 'copies',
      'tool-of-root': expect.stringMatching(
        /filter\.pl .* proot -v -1 -r \/roots\/UID -w \/ -0 -q \/q\/qemu-ppc -b /,
      ) as unknown,
      'tool-of-user': expect.stringMatching(/ -i UID:GID -q /) as unknown,
    })
    expect(kinds(await TOOLS.bwrap(facts))).toEqual({
      ...nothing,
      how: 'mounts',
      'tool-of-root': expect.stringMatching(/^bwrap .* --bind \/mnt \/ .* --chdir \/$/) as unknown,
      'tool-of-user': expect.stringMatching(
        /^setpriv --reuid=UID --regid=GID --groups=GROUPS bwrap .* --uid UID --gid GID /,
      ) as unknown,
    })
    expect(kinds(await TOOLS.bwrap({ ...facts, isRoot: false }))).toMatchObject({
      how: 'places',
      'tool-of-root': expect.stringMatching(/ --uid 0 --gid 0 .* --bind \/roots\/UID \/ /) as unknown,
    })
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
