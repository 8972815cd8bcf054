import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { faultOfTarget } from './inputs/guest.js'
import type { Inputs } from './inputs/parse.js'
import type { Paths } from './platform/ports.js'
import { BadInputs, Refused } from './report/errors.js'
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

/**
 * What is visible inside, and the folder that commands start in.
 * @param inputs anchored ones
 * @throws `Refused` for a workspace, `BadInputs` for volumes that cannot be there
 */
export async function workspaceOf(
  inputs: Inputs,
  paths: Paths,
): Promise<{ volumes: readonly Volume[]; folder: string }> {
  const { workspace, visible } = paths
  if (workspace !== '/' && OF_THE_ROOT.includes(workspace.slice(1))) {
    throw new Refused({
      what: `the current folder is ${workspace}, which the root has itself`,
      todo: 'Go to the folder of your project first: it is what the command sees at its own path.',
    })
  }
  const own = workspace === '/' ? [] : [{ source: workspace, target: workspace, readOnly: false }]
  const files = visible.map(({ path, source = path, readOnly }) => ({ source, target: path, readOnly }))
  const asked = inputs.guest.volumes.map(({ source, target = source, readOnly }): Volume => ({
    source,
    target,
    readOnly,
  }))
  const problems = (await Promise.all(asked.map(problemOf))).filter((line) => line !== undefined)
  const twice = asked.filter(({ target }, at) => asked.findIndex((other) => other.target === target) < at)
  problems.push(...twice.map(({ target }) => `volumes: got two for ${target}`))
  if (problems.length > 0) throw new BadInputs(problems)
  return {
    // What is within another comes after it.
    volumes: [...own, ...asked, ...files].sort((one, other) => one.target.length - other.target.length),
    folder: resolve(workspace, inputs.workingDirectory),
  }
}

async function problemOf({ source, target }: Volume): Promise<string | undefined> {
  const fault = faultOfTarget(target)
  if (fault !== undefined) return `volumes: got "${source}"; ${fault}`
  const isMissing = await stat(source).then(
    () => false,
    // What we may not look at is not missing: it is root who mounts it.
    (error: unknown) => ['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? ''),
  )
  return isMissing ? `volumes: got "${source}", which is not there on this machine` : undefined
}

/**
 * The inputs with `file:` URLs, key files, volumes and the emulator's path made absolute where they are relative. The key of
 * a root keeps them as they were given: a job's workspace is another folder on another runner. Where many projects share a store (`isShared`), it is
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
    guest: {
      ...inputs.guest,
      volumes: inputs.guest.volumes.map((one) => ({ ...one, source: resolve(base, one.source) })),
    },
    keys: inputs.keys.map((path) => resolve(base, path)),
    rootfs:
      inputs.rootfs.kind === 'path'
        ? { ...inputs.rootfs, path: resolve(base, inputs.rootfs.path) }
        : inputs.rootfs,
    qemu: { ...inputs.qemu, path: inputs.qemu.path === '' ? '' : resolve(base, inputs.qemu.path) },
  }
}
