import { describe, expect, it } from '@jest/globals'
import { isolated, unheld } from '../../src/plan/isolation.js'
import { bwrapWords } from '../../src/sandbox/bwrap.js'
import { prootWords } from '../../src/sandbox/proot.js'
import { anInputs } from '../support/builders.js'

const root = { uid: 0, gid: 0, groups: [] }
const other = { uid: 1000, gid: 100, groups: [4, 27] }
const contained = {
  root: '/root',
  volumes: [
    { source: '/work', target: '/work', readOnly: false },
    { source: '/x', target: '/y', readOnly: true },
    { source: 'proc', target: '/target/proc', readOnly: false },
  ],
}

describe('bubblewrap’s command line', () => {
  it('of the machine’s root has no user namespace, and gives back but what root needs', () => {
    const words = bwrapWords({ ...contained, hiding: ['--hiding'] }, 'host', root, true).join(' ')
    expect(words).toMatch(/^bwrap --clearenv --args 9 --unshare-pid /)
    expect(words).not.toMatch(/--unshare-user|--uid|--unshare-net|cap_sys_admin|cap_sys_ptrace/)
    expect(words).toMatch(/--cap-drop ALL --cap-add cap_chown .*cap_setfcap --chdir \/ --bind \/work \/work /)
  })

  it('of the machine’s root as somebody else is started as that user, with no capability', () => {
    const words = bwrapWords({ ...contained, hiding: ['--hiding'] }, 'host', other, true).join(' ')
    expect(words).toMatch(
      /^setpriv --reuid=1000 --regid=100 --groups=4,27 bwrap --clearenv --args 9 --unshare-user --uid 1000 --gid 100 /,
    )
    expect(words).not.toContain('--cap-add')
  })

  it('of an ordinary user maps their one id to the one that was asked for', () => {
    expect(bwrapWords({ ...contained, hiding: ['--hiding'] }, 'host', root, false).join(' ')).toMatch(
      /^bwrap --clearenv --args 9 --unshare-user --uid 0 --gid 0 /,
    )
    expect(bwrapWords({ ...contained, hiding: ['--hiding'] }, 'host', other, false).join(' ')).toMatch(
      /^bwrap --clearenv --args 9 --unshare-user --uid 1000 /,
    )
  })

  it('mounts volumes in their order, those of the sandbox’s own by their kind', () => {
    expect(bwrapWords({ ...contained, hiding: ['--hiding'] }, 'none', root, false).join(' ')).toContain(
      ' --chdir / --bind /work /work --ro-bind /x /y --proc /target/proc',
    )
  })
})

describe('PRoot’s command line', () => {
  it('is quiet, looks like root, and binds what is there to be seen', () => {
    const words = prootWords({ ...contained, volumes: contained.volumes.slice(0, 2) }, undefined, root).join(
      ' ',
    )
    expect(words).toMatch(
      /^proot -v -1 -r \/root -w \/ -0 -b \/proc -b \/sys -b \/dev\/null .* -b \/work:\/work -b \/x:\/y$/,
    )
  })

  it('has the emulator of a foreign root, and the ids of another user', () => {
    expect(prootWords(contained, '/q/qemu-ppc', other).join(' ')).toContain(' -i 1000:100 -q /q/qemu-ppc -b ')
  })
})

describe('what a kind of isolation cannot hold', () => {
  it.each(['unshare', 'strict'] as const)('is nothing that the inputs did not say already: %s', (kind) => {
    expect(unheld(kind, anInputs({ nested: 'true', 'pids-limit': '100' }), false)).toBeUndefined()
  })

  it.each([
    ['bwrap', true, { 'pids-limit': '100', rootfs: 'debian:bookworm', network: 'none' }, undefined],
    ['bwrap', false, { 'pids-limit': '100', 'memory-limit': '1G' }, 'pids-limit, memory-limit'],
    ['bwrap', true, { nested: 'true', setuid: 'true' }, 'nested, setuid'],
    ['bwrap', false, { binfmt: 'private' }, 'binfmt: private'],
    ['proot', true, { 'pids-limit': '100', network: 'none' }, 'pids-limit, network: none'],
    ['proot', false, { binfmt: 'private' }, undefined],
    ['proot', false, {}, undefined],
  ] as const)('is of %s (root: %s) with %j: %s', (kind, isRoot, raw, names) => {
    expect(
      unheld(kind, anInputs({ ...raw }), isRoot)
        ?.what.split(': ')
        .slice(1)
        .join(': '),
    ).toBe(names)
  })

  it('changes what the inputs come to: PRoot registers nothing, and neither mounts an image', () => {
    expect(isolated(anInputs({}), 'proot')).toMatchObject({ binfmt: 'private', rootImage: 'false' })
    expect(isolated(anInputs({}), 'bwrap')).toMatchObject({ binfmt: 'system', rootImage: 'false' })
  })
})
