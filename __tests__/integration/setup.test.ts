import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { machine } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Furnishing } from '../../src/sandbox/furnishings.js'
import { openSandbox, type GuestCommand, type Mounts } from '../../src/sandbox/sandbox.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { enginePorts } from '../support/engine.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

const newFolder = temporaryFolders()
watchMachine()

interface Made {
  readonly folder: string
  readonly root: string
  /** Outside of the root: where the links of a hostile one lead. */
  readonly outside: string
  readonly mounts: Mounts
}

/** What a sandbox has beside its mounts. */
const HOST = { handlers: [], network: 'host' } as const

/** A root with the usual folders, and a volume at /home/me/work. */
async function aRoot(mode: 'overlay' | 'direct'): Promise<Made> {
  const folder = await newFolder()
  const [root, outside, scratch, work] = ['root', 'outside', 'scratch', 'work'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string, string]
  for (const name of ['dev', 'proc', 'sys', 'etc', 'tmp', 'home'])
    await mkdir(path.join(root, name), { recursive: true })
  for (const name of [outside, scratch, work]) await mkdir(name)
  await writeFile(path.join(outside, 'file'), 'of the host\n')
  const volumes = [{ source: work, target: '/home/me/work', readOnly: false }]
  const mounts = { root, scratch, mode, volumes }
  return { folder, root, outside, mounts }
}

/** Puts a link in the place of what the root has there. */
async function replaceByLink(root: string, name: string, target: string): Promise<void> {
  await rm(path.join(root, name), { recursive: true, force: true })
  await symlink(target, path.join(root, name))
}

describe.each(['overlay', 'direct'] as const)('a root that is entered by %s', (mode) => {
  it('opens and closes', async () => {
    const { folder, mounts } = await aRoot(mode)
    const sandbox = await openSandbox({ ...HOST, mounts }, enginePorts(folder))
    await sandbox.close()
  })

  it.each<{ name: string; to: (made: Made) => string }>([
    { name: 'home', to: ({ outside }) => outside },
    { name: 'home', to: () => '../outside' },
    { name: 'home', to: () => '/tmp' },
    { name: 'home/me', to: ({ outside }) => outside },
    { name: 'dev', to: ({ outside }) => outside },
    { name: 'proc', to: ({ outside }) => outside },
    { name: 'sys', to: ({ outside }) => outside },
    { name: 'etc', to: ({ outside }) => outside },
  ])('with a link at /$name is refused, and nothing is written where it leads', async ({ name, to }) => {
    const made = await aRoot(mode)
    await replaceByLink(made.root, name, to(made))
    await expect(openSandbox({ ...HOST, mounts: made.mounts }, enginePorts(made.folder))).rejects.toThrow(
      `a link at /${name}`,
    )
    expect(await readdir(made.outside)).toEqual(['file'])
    expect(await readFile(path.join(made.outside, 'file'), 'utf8')).toBe('of the host\n')
  })

  it('with a link at /etc/resolv.conf gets a file there, and what the link named stays', async () => {
    const made = await aRoot(mode)
    await symlink(path.join(made.outside, 'file'), path.join(made.root, 'etc/resolv.conf'))
    const sandbox = await openSandbox({ ...HOST, mounts: made.mounts }, enginePorts(made.folder))
    await sandbox.close()
    expect(await readFile(path.join(made.outside, 'file'), 'utf8')).toBe('of the host\n')
  })

  it('cannot have a volume at a path with .. in it', async () => {
    const made = await aRoot(mode)
    const volumes = [{ source: made.outside, target: '/home/../../outside', readOnly: false }]
    await expect(
      openSandbox({ ...HOST, mounts: { ...made.mounts, volumes } }, enginePorts(made.folder)),
    ).rejects.toThrow("'..'")
  })

  it.each(['/home/me/work/link/in', '/home/me/./work/link', '/home/me//work/link'])(
    'cannot have a volume at %s, through a link of another volume',
    async (target) => {
      const made = await aRoot(mode)
      await symlink(made.outside, path.join(made.folder, 'work/link'))
      const volumes = [...made.mounts.volumes, { source: made.folder, target, readOnly: false }]
      await expect(
        openSandbox({ ...HOST, mounts: { ...made.mounts, volumes } }, enginePorts(made.folder)),
      ).rejects.toThrow('a link at /home/me/work/link')
      expect(await readdir(made.outside)).toEqual(['file'])
    },
  )

  it('has volumes within each other, whatever their files are called', async () => {
    const made = await aRoot(mode)
    const odd = path.join(made.folder, 'a b\t\\040\n#')
    await writeFile(odd, '')
    const volumes = [
      ...made.mounts.volumes,
      { source: odd, target: '/home/me/work/deep/# file', readOnly: true },
      { source: made.outside, target: '/home/me/work/deep/folder', readOnly: true },
      { source: odd, target: `/tmp/${path.basename(odd)}`, readOnly: false },
    ]
    const sandbox = await openSandbox(
      { ...HOST, mounts: { ...made.mounts, volumes } },
      enginePorts(made.folder),
    )
    await sandbox.close()
    expect(await readdir(path.join(made.folder, 'work/deep'))).toEqual(['# file', 'folder'])
  })

  it('says which volume is not there', async () => {
    const made = await aRoot(mode)
    const volumes = [{ source: '/no/such', target: '/no/such', readOnly: false }]
    await expect(
      openSandbox({ ...HOST, mounts: { ...made.mounts, volumes } }, enginePorts(made.folder)),
    ).rejects.toThrow('/no/such')
  })
})

/** The minirootfs of this machine's own architecture, unpacked. */
async function nativeRoot(): Promise<Made> {
  const made = await aRoot('overlay')
  const releases = path.join(EMBEDDED_MIRROR, 'v3.20/releases', machine())
  const [archive = ''] = (await readdir(releases)).filter((name) => name.endsWith('.tar.gz'))
  execFileSync('tar', ['-x', '-z', '-f', path.join(releases, archive), '-C', made.root])
  return made
}

/** What a script says inside. */
async function saidInside(
  mounts: Mounts,
  folder: string,
  script: string,
  more: Partial<GuestCommand> = {},
): Promise<string> {
  const sandbox = await openSandbox({ ...HOST, mounts }, enginePorts(folder))
  try {
    let said = ''
    const guest = sandbox.start(
      { argv: ['/bin/sh', '-c', script], folder: '/', environment: { PATH: '/bin:/sbin' }, ...more },
      { kind: 'piped', onOutput: (_, chunk) => (said += chunk.toString()) },
    )
    await guest.exit
    await guest.drained
    return said
  } finally {
    await sandbox.close()
  }
}

describe('inside a native root', () => {
  it('what shows /proc and /dev a second time hides of them what the first hides', async () => {
    const { folder, mounts } = await nativeRoot()
    const volumes = [
      { source: mounts.root, target: '/target', readOnly: false, trusted: true },
      { source: 'proc', target: '/target/proc', readOnly: false },
      { source: 'dev', target: '/target/dev', readOnly: false, trusted: true },
    ]
    const script = `
      for place in "" /target; do
        grep -c " $place/proc/\\(sys\\|irq\\|bus\\|sysrq-trigger\\) ro," /proc/self/mountinfo
        (: >>$place/proc/sys/kernel/core_pattern) 2>/dev/null && echo open
      done
      grep -c " /target/dev/\\(pts\\|shm\\) " /proc/self/mountinfo`
    expect(await saidInside({ ...mounts, volumes }, folder, script)).toMatch(/^([1-4])\n\1\n2\n$/)
  })

  it('processes that nobody waits for leave nothing behind', async () => {
    const { folder, mounts } = await nativeRoot()
    const script =
      '(sleep 0.1 &); (sleep 0.1 &); sleep 0.4; grep -l "^State:.Z" /proc/[0-9]*/status; echo over'
    expect(await saidInside(mounts, folder, script)).toBe('over\n')
  })

  it.each(['overlay', 'direct'] as const)(
    'a volume that holds our own folders does not show the mounts of the sandbox (%s)',
    async (mode) => {
      const { folder, mounts } = await nativeRoot()
      const link = `${folder}.link`
      await symlink(folder, link)
      try {
        for (const source of [folder, link]) {
          const volumes = [{ source, target: '/home/all', readOnly: false }]
          const script =
            'ls /home/all/scratch /home/all/root/proc /home/all/root/sys; grep -c " /home/all/" /proc/self/mountinfo'
          expect(await saidInside({ ...mounts, mode, volumes }, folder, script)).toMatch(/^[^\d]*\n0\n$/)
        }
      } finally {
        await rm(link)
      }
    },
  )

  it('what is mounted below a volume is seen there, also beside our own folders', async () => {
    const { folder, mounts } = await nativeRoot()
    const below = path.join(folder, 'a b\\n\\\\')
    await mkdir(below)
    execFileSync('mount', ['-n', '-t', 'tmpfs', 'test', below])
    try {
      await writeFile(path.join(below, 'there'), '')
      const volumes = [{ source: folder, target: '/home/all', readOnly: false }]
      const script = 'ls /home/all/a*/ /home/all/scratch; grep -c "/home/all/scratch" /proc/self/mountinfo'
      expect(await saidInside({ ...mounts, volumes }, folder, script)).toMatch(
        /^\/home\/all\/a b.*:\nthere\n\n.*scratch:\n0\n$/,
      )
    } finally {
      execFileSync('umount', ['-n', below])
    }
  })
})

const FURNISHINGS: readonly Furnishing[] = [
  { kind: 'first', path: '/etc/passwd', line: 'me:*:5:6::/home/me:/bin/sh', mode: '644' },
  { kind: 'last', path: '/etc/rules.d/me', line: 'a "rule" $(id)', mode: '440' },
  { kind: 'text', path: '/etc/hosts', text: '127.0.0.1 localhost\n' },
  { kind: 'copy', path: '/etc/copied', source: '/proc/self/comm' },
  { kind: 'folder', path: '/home/me', uid: 5, gid: 6 },
]

describe('what is put into a root', () => {
  it('is there before anything runs, once, with its owner and its mode; and not in the root itself', async () => {
    const made = await nativeRoot()
    await mkdir(path.join(made.root, 'etc/rules.d'))
    await writeFile(path.join(made.root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\n')
    const furnishings = [...FURNISHINGS, ...FURNISHINGS]
    const script = `cat /etc/passwd /etc/rules.d/me /etc/hosts /etc/copied
      stat -c '%a %u %g %n' /etc/passwd /etc/rules.d/me /home/me /home`
    expect(await saidInside({ ...made.mounts, furnishings }, made.folder, script)).toBe(
      `me:*:5:6::/home/me:/bin/sh\nroot:x:0:0::/:/bin/sh\na "rule" $(id)\n127.0.0.1 localhost\ncat\n` +
        '644 0 0 /etc/passwd\n440 0 0 /etc/rules.d/me\n755 5 6 /home/me\n755 0 0 /home\n',
    )
    expect(await readFile(path.join(made.root, 'etc/passwd'), 'utf8')).toBe('root:x:0:0::/:/bin/sh\n')
    expect(await readdir(path.join(made.root, 'etc/rules.d'))).toEqual([])
  })

  it.each<{ name: string; to: (made: Made) => string }>([
    { name: 'etc/passwd', to: ({ outside }) => `${outside}/file` },
    { name: 'etc/hosts', to: ({ outside }) => `${outside}/file` },
    { name: 'etc/copied', to: ({ outside }) => `${outside}/new` },
    { name: 'etc/rules.d', to: ({ outside }) => outside },
    { name: 'home/me', to: ({ outside }) => outside },
  ])('is put through no link, as $name of a hostile root is one', async ({ name, to }) => {
    const made = await aRoot('direct')
    await replaceByLink(made.root, name, to(made))
    const mounts = { ...made.mounts, volumes: [], furnishings: FURNISHINGS }
    const opening = openSandbox({ ...HOST, mounts }, enginePorts(made.folder))
    if (name === 'home/me') await expect(opening).rejects.toThrow('link at /home/me')
    else await (await opening).close()
    expect(await readdir(made.outside)).toEqual(['file'])
    expect(await readFile(path.join(made.outside, 'file'), 'utf8')).toBe('of the host\n')
    expect((await stat(made.outside)).uid).toBe(0)
  })
})

describe('a command', () => {
  it('of 32 bits is told a machine of 32 bits, and has the limit of open files that there is outside', async () => {
    const made = await nativeRoot()
    const more = { personality: 'linux32', openFiles: 321 } as const
    const script = 'uname -m; ulimit -n; export -p | grep -c XARCH_OPEN'
    const names: Readonly<Record<string, string>> = { x86_64: 'i686', aarch64: 'armv8l' }
    expect(await saidInside(made.mounts, made.folder, script, more)).toBe(
      `${names[machine()] ?? machine()}\n321\n0\n`,
    )
    expect(await saidInside(made.mounts, made.folder, 'uname -m')).toBe(`${machine()}\n`)
  })
})
