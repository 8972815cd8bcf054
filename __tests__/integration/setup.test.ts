import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { openSandbox, type SandboxPlan } from '../../src/sandbox/sandbox.js'
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
  readonly plan: SandboxPlan
}

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
  const plan = { root, scratch, mode, volumes, handlers: [] }
  return { folder, root, outside, plan }
}

/** Puts a link in the place of what the root has there. */
async function replaceByLink(root: string, name: string, target: string): Promise<void> {
  await rm(path.join(root, name), { recursive: true, force: true })
  await symlink(target, path.join(root, name))
}

describe.each(['overlay', 'direct'] as const)('a root that is entered by %s', (mode) => {
  it('opens and closes', async () => {
    const { folder, plan } = await aRoot(mode)
    const sandbox = await openSandbox(plan, enginePorts(folder))
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
    await expect(openSandbox(made.plan, enginePorts(made.folder))).rejects.toThrow(`a link at /${name}`)
    expect(await readdir(made.outside)).toEqual(['file'])
    expect(await readFile(path.join(made.outside, 'file'), 'utf8')).toBe('of the host\n')
  })

  it('with a link at /etc/resolv.conf gets a file there, and what the link named stays', async () => {
    const made = await aRoot(mode)
    await symlink(path.join(made.outside, 'file'), path.join(made.root, 'etc/resolv.conf'))
    const sandbox = await openSandbox(made.plan, enginePorts(made.folder))
    await sandbox.close()
    expect(await readFile(path.join(made.outside, 'file'), 'utf8')).toBe('of the host\n')
  })

  it('cannot have a volume at a path with .. in it', async () => {
    const made = await aRoot(mode)
    const volumes = [{ source: made.outside, target: '/home/../../outside', readOnly: false }]
    await expect(openSandbox({ ...made.plan, volumes }, enginePorts(made.folder))).rejects.toThrow("'..'")
  })

  it('says which volume is not there', async () => {
    const made = await aRoot(mode)
    const volumes = [{ source: '/no/such', target: '/no/such', readOnly: false }]
    await expect(openSandbox({ ...made.plan, volumes }, enginePorts(made.folder))).rejects.toThrow('/no/such')
  })
})
