import { execFileSync } from 'node:child_process'
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { machine } from 'node:os'
import path from 'node:path'
import { openSandbox, type GuestCommand, type Mounts } from '../../src/sandbox/sandbox.js'
import { EMBEDDED_MIRROR } from './embedded-mirror.js'
import { enginePorts } from './engine.js'

/** Roots for sandboxes that are opened out of src/. */

type NewFolder = () => Promise<string>

export interface Made {
  readonly folder: string
  readonly root: string
  /** Outside of the root: where the links of a hostile one lead. */
  readonly outside: string
  readonly mounts: Mounts
}

/** What a sandbox has beside its mounts. */
export const HOST = { handlers: [], network: 'host' } as const

/** A root with the usual folders, and a volume at /home/me/src. */
export async function aRoot(newFolder: NewFolder, mode: 'overlay' | 'direct'): Promise<Made> {
  const folder = await newFolder()
  const [root, outside, scratch, work] = ['root', 'outside', 'scratch', 'work'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string, string]
  for (const name of ['dev', 'proc', 'sys', 'etc', 'tmp', 'home'])
    await mkdir(path.join(root, name), { recursive: true })
  for (const name of [outside, scratch, work]) await mkdir(name)
  await writeFile(path.join(outside, 'file'), 'of the host\n')
  const volumes = [{ source: work, target: '/home/me/src', readOnly: false }]
  const mounts = { root, scratch, mode, volumes }
  return { folder, root, outside, mounts }
}

/** Puts a link in the place of what the root has there. */
export async function replaceByLink(root: string, name: string, target: string): Promise<void> {
  await rm(path.join(root, name), { recursive: true, force: true })
  await symlink(target, path.join(root, name))
}

/** The minirootfs of this machine's own architecture, unpacked. */
export async function nativeRoot(newFolder: NewFolder): Promise<Made> {
  const made = await aRoot(newFolder, 'overlay')
  const releases = path.join(EMBEDDED_MIRROR, 'v3.20/releases', machine())
  const [archive = ''] = (await readdir(releases)).filter((name) => name.endsWith('.tar.gz'))
  execFileSync('tar', ['-x', '-z', '-f', path.join(releases, archive), '-C', made.root])
  return made
}

/** What a script says inside. */
export async function saidInside(
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
