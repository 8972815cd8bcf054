import { resolve } from 'node:path'
import type { Inputs } from './inputs/parse.js'
import type { Paths } from './platform/ports.js'
import { Refused } from './report/errors.js'
import { absoluteUrl, repositoryUrl, withUrl } from './rootfs/repositories.js'
import type { Volume } from './sandbox/sandbox.js'

/** Folders that belong to the root: the host's cannot be laid over them. */
const OF_THE_ROOT = [
  'bin',
  'boot',
  'dev',
  'etc',
  'lib',
  'lib32',
  'lib64',
  'proc',
  'run',
  'sbin',
  'sys',
  'tmp',
  'usr',
  'var',
]

/** What is visible inside at its own path, and the folder that commands start in. Throws `Refused`. */
export function workspaceOf(inputs: Inputs, paths: Paths): { volumes: Volume[]; folder: string } {
  const { workspace, visible } = paths
  if (workspace !== '/' && OF_THE_ROOT.includes(workspace.slice(1))) {
    throw new Refused({
      what: `the current folder is ${workspace}, which the root has itself`,
      todo: 'Go to the folder of your project first: it is what the command sees at its own path.',
    })
  }
  const own = workspace === '/' ? [] : [{ path: workspace, readOnly: false }]
  return {
    volumes: [...own, ...visible].map(({ path, readOnly }) => ({ source: path, target: path, readOnly })),
    folder: resolve(workspace, inputs.workingDirectory),
  }
}

/**
 * The inputs with `file:` URLs, key files and the emulator's path made absolute where they are relative. The key of a root keeps them as they were
 * given: a job's workspace is another folder on another runner. Where many projects share a store (`isShared`), it is
 * the absolute ones that tell their mirrors apart.
 */
export function anchored(inputs: Inputs, base: string, isShared: boolean): Inputs {
  const mirror = absoluteUrl(inputs.mirror, base)
  const repositories = inputs.repositories.map((line) =>
    withUrl(line, absoluteUrl(repositoryUrl(line), base)),
  )
  return {
    ...inputs,
    mirror,
    repositories,
    places: isShared ? [mirror, ...repositories].join(' ') : inputs.places,
    keys: inputs.keys.map((path) => resolve(base, path)),
    rootfs:
      inputs.rootfs.kind === 'path'
        ? { ...inputs.rootfs, path: resolve(base, inputs.rootfs.path) }
        : inputs.rootfs,
    qemu: { ...inputs.qemu, path: inputs.qemu.path === '' ? '' : resolve(base, inputs.qemu.path) },
  }
}
