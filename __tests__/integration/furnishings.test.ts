import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Furnishing } from '../../src/sandbox/furnishings.js'
import { openSandbox } from '../../src/sandbox/sandbox.js'
import { enginePorts } from '../support/engine.js'
import { aRoot, HOST, nativeRoot, replaceByLink, saidInside, type Made } from '../support/sandbox-roots.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

const newFolder = temporaryFolders()
watchMachine()

const FURNISHINGS: readonly Furnishing[] = [
  { kind: 'first', path: '/etc/passwd', line: 'me:*:5:6::/home/me:/bin/sh', mode: '644' },
  { kind: 'last', path: '/etc/rules.d/me', line: 'a "rule" $(id)', mode: '440' },
  { kind: 'text', path: '/etc/hosts', text: '127.0.0.1 localhost\n' },
  { kind: 'copy', path: '/etc/copied', source: '/proc/self/comm' },
  { kind: 'folder', path: '/home/me', uid: 5, gid: 6 },
]

describe('what is put into a root', () => {
  it('is there before anything runs, once, with its owner and its mode; and not in the root itself', async () => {
    const made = await nativeRoot(newFolder)
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
    const made = await aRoot(newFolder, 'direct')
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
