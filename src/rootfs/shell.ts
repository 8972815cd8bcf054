import { isInside } from './inside.js'

/**
 * The shell that runs commands in a root where none was asked for: sh where it knows pipefail, which busybox does and
 * dash does not; else bash; else sh without.
 */
export async function defaultShell(root: string): Promise<readonly [string, ...string[]]> {
  const isThere = await Promise.all(
    ['etc/alpine-release', 'bin/bash', 'usr/bin/bash'].map((path) => isInside(root, path)),
  )
  const [isAlpine, ...hasBash] = isThere
  if (isAlpine) return ['sh', '-eo', 'pipefail']
  return hasBash.includes(true) ? ['bash', '-eo', 'pipefail'] : ['sh', '-e']
}
