import { readFileSync, realpathSync } from 'node:fs'
import { hostname } from 'node:os'
import { ownerOf } from '../handing-over.js'
import type { Paths, Ports } from '../platform/ports.js'
import { isInside, orUndefined, readInside } from '../rootfs/inside.js'
import { accountOf, type Account, type AccountFiles } from './accounts.js'
import { withAccount, withSafeWorkspace, type Environment } from './environment.js'
import { callersFurnishings, machinesFurnishings, type Elevation, type Furnishing } from './furnishings.js'

/** Who lives in a root while its commands run, and what they find there. */
export interface Resident {
  readonly account: Account
  readonly furnishings: readonly Furnishing[]
  /** The workspace belongs to somebody else. */
  readonly isGuest: boolean
}

/**
 * Looks at a root, through no link of it, for the user that was asked for, and at the machine for what is to be in the root too.
 * @param request the input `user`
 * @throws `Refused` where the root has no such user
 */
export async function residentOf(
  request: string,
  root: string,
  ports: Pick<Ports, 'caller' | 'paths'>,
): Promise<Resident> {
  const files = await accountFiles(root)
  const account = accountOf(request, files, ports.caller)
  const own = request === 'runner' ? callersFurnishings(account, files, await elevationOf(root)) : []
  const owner = await ownerOf(ports.paths.workspace)
  return {
    account,
    furnishings: [...(await ofTheMachine()), ...own, ...(await ownFolder(root, account, ports.paths))],
    isGuest: (owner?.uid ?? 0) !== account.uid,
  }
}

/** The environment of a command that somebody runs. */
export function theirEnvironment({ account, isGuest }: Resident, environment: Environment): Environment {
  const theirs = withAccount(environment, account)
  return isGuest ? withSafeWorkspace(theirs) : theirs
}

/** A folder that the root has itself is left as it is. */
async function ownFolder(
  root: string,
  { uid, gid }: Account,
  { ownFolder: path }: Paths,
): Promise<Furnishing[]> {
  return path === undefined || (await isInside(root, path)) ? [] : [{ kind: 'folder', path, uid, gid }]
}

/** The texts of a root's files of users, read through no link. */
export async function accountFiles(root: string): Promise<AccountFiles> {
  const texts = await Promise.all(['etc/passwd', 'etc/group'].map((path) => readInside(root, path)))
  return { passwd: texts[0] ?? '', group: texts[1] ?? '' }
}

/** What a root has by which an ordinary user becomes root, looked at through no link. */
export async function elevationOf(root: string): Promise<Elevation> {
  const isThere = (path: string): Promise<boolean> => isInside(root, path)
  const [sudo, doas, hasFolder] = await Promise.all(
    ['usr/bin/sudo', 'usr/bin/doas', 'etc/doas.d'].map(isThere),
  )
  return {
    sudoers: sudo === true && (await isThere('etc/sudoers.d')),
    doas: doas === true ? (hasFolder === true ? 'folder' : 'file') : undefined,
  }
}

/** What every root gets of this machine; looked at at once, as inside.ts does. */
export async function ofTheMachine(): Promise<Furnishing[]> {
  const hosts = orUndefined(() => readFileSync('/etc/hosts', 'utf8')) ?? ''
  const zone = orUndefined(() => realpathSync.native('/etc/localtime'))
  return Promise.resolve(machinesFurnishings(hosts, hostname(), zone))
}
