import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { machine } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { openSandbox } from '../../src/sandbox/sandbox.js'
import { enginePorts } from '../support/engine.js'
import { aRoot, HOST, nativeRoot, replaceByLink, saidInside, type Made } from '../support/sandbox-roots.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

const newFolder = temporaryFolders()
watchMachine()

describe.each(['overlay', 'direct'] as const)('a root that is entered by %s', (mode) => {
  it('opens and closes', async () => {
    const { folder, mounts } = await aRoot(newFolder, mode)
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
    const made = await aRoot(newFolder, mode)
    await replaceByLink(made.root, name, to(made))
    await expect(openSandbox({ ...HOST, mounts: made.mounts }, enginePorts(made.folder))).rejects.toThrow(
      `a link at /${name}`,
    )
    expect(await readdir(made.outside)).toEqual(['file'])
    expect(await readFile(path.join(made.outside, 'file'), 'utf8')).toBe('of the host\n')
  })

  it('with a link at /etc/resolv.conf gets a file there, and what the link named stays', async () => {
    const made = await aRoot(newFolder, mode)
    await symlink(path.join(made.outside, 'file'), path.join(made.root, 'etc/resolv.conf'))
    const sandbox = await openSandbox({ ...HOST, mounts: made.mounts }, enginePorts(made.folder))
    await sandbox.close()
    expect(await readFile(path.join(made.outside, 'file'), 'utf8')).toBe('of the host\n')
  })

  it('cannot have a volume at a path with .. in it', async () => {
    const made = await aRoot(newFolder, mode)
    const volumes = [{ source: made.outside, target: '/home/../../outside', readOnly: false }]
    await expect(
      openSandbox({ ...HOST, mounts: { ...made.mounts, volumes } }, enginePorts(made.folder)),
    ).rejects.toThrow("'..'")
  })

  it.each(['/home/me/src/link/in', '/home/me/./src/link', '/home/me//src/link'])(
    'cannot have a volume at %s, through a link of another volume',
    async (target) => {
      const made = await aRoot(newFolder, mode)
      await symlink(made.outside, path.join(made.folder, 'work/link'))
      const volumes = [...made.mounts.volumes, { source: made.folder, target, readOnly: false }]
      await expect(
        openSandbox({ ...HOST, mounts: { ...made.mounts, volumes } }, enginePorts(made.folder)),
      ).rejects.toThrow('a link at /home/me/src/link')
      expect(await readdir(made.outside)).toEqual(['file'])
    },
  )

  it('has volumes within each other, whatever their files are called', async () => {
    const made = await aRoot(newFolder, mode)
    const odd = path.join(made.folder, 'a b\t\\040\n#')
    await writeFile(odd, '')
    const volumes = [
      ...made.mounts.volumes,
      { source: odd, target: '/home/me/src/deep/# file', readOnly: true },
      { source: made.outside, target: '/home/me/src/deep/folder', readOnly: true },
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
    const made = await aRoot(newFolder, mode)
    const volumes = [{ source: '/no/such', target: '/no/such', readOnly: false }]
    await expect(
      openSandbox({ ...HOST, mounts: { ...made.mounts, volumes } }, enginePorts(made.folder)),
    ).rejects.toThrow('/no/such')
  })
})

describe('inside a native root', () => {
  it('what shows /proc and /dev a second time hides of them what the first hides', async () => {
    const { folder, mounts } = await nativeRoot(newFolder)
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
    const { folder, mounts } = await nativeRoot(newFolder)
    const script =
      '(sleep 0.1 &); (sleep 0.1 &); sleep 0.4; grep -l "^State:.Z" /proc/[0-9]*/status; echo over'
    expect(await saidInside(mounts, folder, script)).toBe('over\n')
  })

  it.each(['overlay', 'direct'] as const)(
    'a volume that holds our own folders does not show the mounts of the sandbox (%s)',
    async (mode) => {
      const { folder, mounts } = await nativeRoot(newFolder)
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
    const { folder, mounts } = await nativeRoot(newFolder)
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

describe('a command', () => {
  it('of 32 bits is told a machine of 32 bits, and has the limit of open files that there is outside', async () => {
    const made = await nativeRoot(newFolder)
    const more = { personality: 'linux32', openFiles: 321 } as const
    const script = 'uname -m; ulimit -n; export -p | grep -c XARCH_OPEN'
    const names: Readonly<Record<string, string>> = { x86_64: 'i686', aarch64: 'armv8l' }
    expect(await saidInside(made.mounts, made.folder, script, more)).toBe(
      `${names[machine()] ?? machine()}\n321\n0\n`,
    )
    expect(await saidInside(made.mounts, made.folder, 'uname -m')).toBe(`${machine()}\n`)
  })
})
