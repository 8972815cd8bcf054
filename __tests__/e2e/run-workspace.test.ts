import { it } from '../support/side-by-side.js'
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { placeOfFile } from '../support/xarch.js'

const place = placeOfFile()

/** A new folder in the workspace, with a file in it. */
async function folderCalled(name: string): Promise<string> {
  const folder = path.join(place.workspace, name)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'from-outside'), 'outside\n')
  return folder
}

describe('the workspace', () => {
  it.each([
    'plain',
    'a b',
    "it's",
    'double " quote',
    'ünï ☃',
    '$(id)',
    '-x',
    'a,b:c',
    'back\\slash',
    'new\nline',
  ])('called %j is there at its own path, and its files go both ways', async (name) => {
    const cwd = await folderCalled(name)
    const script = 'pwd; cat from-outside; echo inside >from-inside'
    const { status, stdout } = await place.sh('x86_64', script, { cwd })
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${cwd}\noutside\n` })
    expect(await readFile(path.join(cwd, 'from-inside'), 'utf8')).toBe('inside\n')
  })

  it('is the same folder on an emulated architecture, and what a run wrote the next one reads', async () => {
    const cwd = await folderCalled('twice')
    await place.sh('aarch64', 'echo first >kept', { cwd })
    expect(await place.sh('ppc', 'cat kept; pwd', { cwd })).toMatchObject({ stdout: `first\n${cwd}\n` })
  })

  it('gives its files the owner and the modes that a file made here has', async () => {
    const cwd = await folderCalled('modes')
    await place.sh('aarch64', 'echo >file; mkdir folder; echo >script; chmod 755 script', { cwd })
    const modes = await Promise.all(
      ['file', 'folder', 'script'].map(async (name) => (await stat(path.join(cwd, name))).mode & 0o777),
    )
    expect(modes).toEqual([0o644, 0o755, 0o755])
  })

  it('shows nothing of its parent: what lies beside it is not there', async () => {
    await writeFile(path.join(place.workspace, 'beside'), 'secret\n')
    const cwd = await folderCalled('alone')
    expect(await place.sh('x86_64', 'ls ..', { cwd })).toMatchObject({ status: 0, stdout: 'alone\n' })
  })

  it('may have links that lead out of it: inside they lead nowhere', async () => {
    const cwd = await folderCalled('links')
    await symlink('/etc/debian_version', path.join(cwd, 'absolute'))
    await symlink('../../../../../../../etc/debian_version', path.join(cwd, 'relative'))
    const script = 'cat absolute relative 2>/dev/null; echo over'
    expect(await place.sh('x86_64', script, { cwd })).toMatchObject({ stdout: 'over\n' })
  })

  it('that holds our own store works, and does not show the sandbox’s own mounts', async () => {
    const cwd = path.dirname(place.workspace)
    const script = 'ls -d cache/xarch/roots/*/*/scratch/*; grep -c "/scratch " /proc/self/mountinfo'
    expect(await place.sh('aarch64', script, { cwd })).toMatchObject({ stdout: '0\n' })
  })

  it.each(['/', '/etc', '/usr', '/tmp', '/var', '/dev', '/proc'])(
    '%s is never laid over the root’s own folder',
    async (cwd) => {
      const script = 'cat /etc/alpine-release; ls /etc/debian_version'
      const { status, stdout, stderr } = await place.sh('x86_64', script, { cwd })
      if (cwd === '/') {
        expect(stdout).toMatch(/^3\.20/)
        expect(stderr).toContain('No such file')
      } else {
        expect({ status, stdout }).toEqual({ status: 125, stdout: '' })
        expect(stderr).toContain(cwd)
      }
    },
  )
})

describe('the working directory', () => {
  it.each([
    { given: 'below/deeper', seen: 'below/deeper' },
    { given: './below', seen: 'below' },
    { given: '..', seen: '..' },
  ])('$given is relative to the workspace', async ({ given, seen }) => {
    const cwd = await folderCalled('start')
    await mkdir(path.join(cwd, 'below/deeper'), { recursive: true })
    const ended = await place.sh('x86_64', 'pwd', { cwd, options: ['-w', given] })
    expect(ended).toMatchObject({ status: 0, stdout: `${path.resolve(cwd, seen)}\n` })
  })

  it('may be any folder of the root', async () => {
    expect(await place.sh('x86_64', 'pwd', { options: ['-w', '/usr/share'] })).toMatchObject({
      stdout: '/usr/share\n',
    })
  })

  it('may have blanks and quotes in its name', async () => {
    const cwd = await folderCalled(`a b's "c"`)
    const ended = await place.sh('x86_64', 'pwd', { options: ['-w', `a b's "c"`] })
    expect(ended).toMatchObject({ status: 0, stdout: `${cwd}\n` })
  })
})

describe('the root', () => {
  it.each(['x86_64', 'aarch64', 'ppc'])(
    'of %s is clean at each run, and may be changed in it',
    async (arch) => {
      const script = `cat /etc/mine 2>/dev/null; echo mine >/etc/mine; rm -f /etc/passwd; ls /etc | grep -c -e mine -e passwd`
      for (const run of [1, 2]) {
        const { status, stdout } = await place.sh(arch, script)
        expect({ run, status, stdout }).toEqual({ run, status: 0, stdout: '1\n' })
      }
      expect(await place.sh(arch, 'ls /etc/passwd')).toMatchObject({ status: 0 })
    },
  )

  it('takes 50 MB and a thousand files, which are gone after', async () => {
    const script =
      'dd if=/dev/zero of=/big bs=1M count=50 2>/dev/null; for n in $(seq 1000); do echo >/usr/f$n; done; ls /usr | grep -c ^f'
    expect(await place.sh('x86_64', script)).toMatchObject({ status: 0, stdout: '1000\n' })
  })

  it('is the same for two runs at once, each with changes of its own', async () => {
    const script = 'echo $0 >/etc/mine; sleep 0.5; cat /etc/mine'
    const runs = ['one', 'two', 'three'].map((word) =>
      place.sh('aarch64', script.replace('$0', word)).then(({ status, stdout }) => ({ status, stdout })),
    )
    expect(await Promise.all(runs)).toEqual(
      ['one', 'two', 'three'].map((word) => ({ status: 0, stdout: `${word}\n` })),
    )
  })
})
