import { chown, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EMBEDDED_KEY } from '../support/embedded-mirror.js'
import { startHost } from '../support/host.js'
import { ordinaryUserAt, type OrdinaryUser } from '../support/ordinary-user.js'
import { embedded, placeOfCase, placeOfFile, type Ended, type GuestOptions } from '../support/xarch.js'

/** What bubblewrap and PRoot cannot do, what they need, and what they can do without root. */

const place = placeOfFile()
let user: OrdinaryUser
beforeAll(async () => {
  user = await ordinaryUserAt(place, { sudo: false })
})
afterAll(() => user[Symbol.asyncDispose]())

/** Starts the command as that user, who owns all of the place. `prepared`: shell code that root runs before, in mounts of its own. */
function asUser(prepared = ':'): GuestOptions {
  user.own(path.dirname(place.workspace))
  const [nsenter = '', namespace = '', ...words] = user.worker
  const apart = [
    'unshare',
    '--mount',
    '--propagation',
    'private',
    'sh',
    '-ec',
    `${prepared}; exec "$@"`,
    'sh',
  ]
  return {
    within: [nsenter, namespace, ...apart, ...words, 'env', '-C', place.workspace, user.node],
    program: path.join(user.action, 'bin/xarch'),
  }
}

const isolated = (
  kind: string,
  arch: string,
  script: string,
  more: readonly string[] = [],
  rest: GuestOptions = {},
): Promise<Ended> => place.sh(arch, script, { ...rest, options: ['--isolation', kind, ...more] })

/** Root as a container has it: with these capabilities alone. */
const cut = (capabilities = ''): string[] => [
  ...['setpriv', '--bounding-set', `-all${capabilities}`, '--inh-caps', '-all'],
]

/** It ran nothing, and says this. */
function expectRefused({ status, stdout, stderr }: Ended, words: RegExp): void {
  expect({ ran: stdout, failed: status !== 0 }).toEqual({ ran: '', failed: true })
  expect(stderr).toMatch(words)
}

describe('bubblewrap and PRoot', () => {
  it.each([
    ['bwrap', ['--nested']],
    ['bwrap', ['--setuid']],
    ['bwrap', ['--privileged']],
    ['bwrap', ['--binfmt', 'private']],
    ['proot', ['--nested']],
    ['proot', ['--setuid']],
    ['proot', ['--privileged']],
    ['proot', ['--network', 'none']],
    ['proot', ['--pids-limit', '100']],
    ['proot', ['--memory-limit', '100M']],
    ['proot', ['--rootfs', 'debian:bookworm']],
  ])('%s is refused with %j, and nothing runs', async (kind, options) => {
    const name = (options[0] ?? '').replace('--', '')
    const words = name === 'rootfs' ? 'a root of Debian' : name
    expectRefused(
      await isolated(kind, 'x86_64', 'echo ran', options, { keys: [] }),
      new RegExp(`isolation "${kind}": (bubblewrap|PRoot) cannot do: ${words}`),
    )
  })

  it.each([
    ['--pids-limit', '100'],
    ['--memory-limit', '100M'],
    ['--rootfs', 'debian:bookworm'],
  ])('bwrap of an ordinary user is refused with %s', async (...options) => {
    expectRefused(
      await isolated('bwrap', 'x86_64', 'echo ran', options, { ...asUser(), keys: [] }),
      /isolation "bwrap": bubblewrap cannot do: /,
    )
  })

  it.each([
    ['bwrap', 'bubblewrap'],
    ['proot', 'proot'],
  ])('%s is named with its package where it is missing', async (program, debian) => {
    const hidden = asUser(`mount --bind /dev/null "$(command -v ${program})"`) // what cannot be run is missing
    expectRefused(
      await isolated(program, 'x86_64', 'echo ran', [], hidden),
      new RegExp(`isolation "${program}": the program ${program} is not there[^]*apt-get install ${debian}`),
    )
  })

  it('bwrap says in bubblewrap’s own words what the kernel refuses it', async () => {
    expectRefused(
      await isolated('bwrap', 'x86_64', 'echo ran', [], { within: cut() }),
      /isolation "bwrap": bubblewrap does not work here: bwrap: /,
    )
  })

  it('bwrap of an ordinary user needs handlers of the machine, and says so where there are none', async () => {
    expectRefused(
      await isolated('bwrap', 'aarch64', 'echo ran', [], asUser()),
      /an ordinary user can register none, and this machine has not: qemu-aarch64 \(there is none\)/,
    )
  })

  it('bwrap of an ordinary user uses handlers that the machine has', async () => {
    await using host = await startHost()
    const asRoot = { within: [...host.within, 'env', '-C', place.workspace] }
    const options = asUser('mount -n -t binfmt_misc none /proc/sys/fs/binfmt_misc')
    await place.run(['handlers', 'add', 'aarch64'], asRoot)
    try {
      user.own(path.dirname(place.workspace)) // what root has made
      const ended = await isolated(
        'bwrap',
        'aarch64',
        'uname -m; id -u; cat /was',
        ['--setup', 'id -u >/was'],
        options,
      )
      expect(ended).toMatchObject({ status: 0, stdout: 'aarch64\n0\n0\n' })
    } finally {
      await place.run(['handlers', 'remove', 'aarch64'], asRoot)
    }
  })
})

describe('PRoot', () => {
  it('runs each of several architectures by its own emulator, and the machine’s own by none', async () => {
    const words = ['run', '-a', 'x86_64,ppc64,aarch64', ...embedded(), '--isolation', 'proot']
    const { status, stdout, stderr } = await place.run([...words, '--', 'uname', '-m'])
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
    const said = stdout.split('\n').filter((line) => line !== '')
    expect(said.map((line) => line.split('|').map((word) => word.trim())).sort()).toEqual([
      ['aarch64', 'aarch64'],
      ['ppc64', 'ppc64'],
      ['x86_64', 'x86_64'],
    ])
  })

  it.each(['ppc64', 'aarch64'])(
    'builds a root of %s with no right at all, and says that it is no boundary',
    async (arch) => {
      const packages = arch === 'ppc64' ? ['--packages', 'lua5.4'] : []
      const script = `id -u; uname -m; cat /was; ${arch === 'ppc64' ? 'lua5.4 -e "print(6*7)"' : 'echo 42'}; ls -A /dev/shm /tmp /etc/resolv.conf`
      const options = ['--keys', EMBEDDED_KEY, ...packages, '--setup', 'id -u >/was; chown 5:6 /was']
      const ended = await isolated('proot', arch, script, options, asUser())
      expect(ended).toMatchObject({ status: 0 })
      expect(ended.stdout).toMatch(new RegExp(`^0\\n${arch}\\n0\\n42\\n`))
      expect(ended.stderr).toMatch(/warning: isolation "proot" is no boundary[^]*half the speed/)
    },
  )

  it('is what root without capabilities gets by itself, and is told why', async () => {
    await using place = await placeOfCase()
    const { stdout, stderr } = await place.sh('aarch64', 'id -u; uname -m', { within: cut() })
    expect(stdout).toBe('0\naarch64\n')
    expect(stderr).toMatch(
      /isolation: proot \(not unshare: root has no CAP_SYS_ADMIN.*not strict: .*not bwrap: .*bwrap: /,
    )
  })

  it('of root in a container hands over what is made in the workspace', async () => {
    await using place = await placeOfCase()
    await chown(place.workspace, 1001, 1001)
    const { status } = await place.sh('x86_64', 'echo x >of-root', {
      within: cut(',+chown,+dac_override'),
      options: ['--isolation', 'proot'],
    })
    expect(status).toBe(0)
    expect((await stat(path.join(place.workspace, 'of-root'))).uid).toBe(1001)
  })
})
