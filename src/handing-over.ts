import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Ports } from './platform/ports.js'
import { isOfMachine } from './platform/privilege.js'
import { withTemporaryFolder } from './platform/temporary.js'
import { explain } from './report/errors.js'
import { orUndefined } from './rootfs/inside.js'

/** The owner of the workspace, by numbers; undefined where it is root, or there is none. */
export async function ownerOf(workspace: string): Promise<{ uid: number; gid: number } | undefined> {
  const { uid, gid } = orUndefined(() => statSync(workspace)) ?? { uid: 0, gid: 0 } // at once, as inside.ts looks
  return Promise.resolve(uid === 0 ? undefined : { uid, gid })
}

/**
 * Does work that runs commands inside. What they leave in the workspace, or make of the runner's files, belongs to the owner
 * of the workspace at the end, whoever made it; what others had there before stays theirs. Nothing is done where that is root.
 * @param work gets what has to be waited for before the first command; when it is over, no command may run any more
 */
export async function handingOver<T>(ports: Ports, work: (known: Promise<void>) => Promise<T>): Promise<T> {
  const { workspace, visible, temporary } = ports.paths
  const owner = asSeenBy(ports, await ownerOf(workspace))
  if (!owner || workspace === '/') return work(Promise.resolve())
  const places = [
    workspace,
    ...visible.filter(({ readOnly }) => !readOnly).map(({ path, source }) => source ?? path),
  ]
  return withTemporaryFolder(temporary, async (folder) => {
    const list = join(folder, 'owners')
    const known = handOver('list', String(owner.uid), list, places, ports)
    known.catch(() => undefined) // is said by who waits for it
    try {
      return await work(known)
    } finally {
      const isKnown = await known.then(
        () => true,
        () => false,
      )
      // What the work came to is not changed by it.
      if (isKnown)
        await handOver('give', `${owner.uid}:${owner.gid}`, list, places, ports).catch((error: unknown) => {
          ports.log.warning(explain(error).join('\n'))
        })
    }
  })
}

/** As whoever hands over sees it: root of a namespace of ours is ourselves outside. Without any right there is nothing to give. */
export function asSeenBy(
  { privilege, caller }: Pick<Ports, 'privilege' | 'caller'>,
  owner: { uid: number; gid: number } | undefined,
): { uid: number; gid: number } | undefined {
  if (isOfMachine(privilege)) return owner
  return privilege === 'none' || owner?.uid !== caller.uid ? undefined : { uid: 0, gid: 0 }
}

async function handOver(
  what: 'list' | 'give',
  owner: string,
  list: string,
  places: readonly string[],
  { exec, executor, paths }: Ports,
): Promise<void> {
  const script = join(paths.assets, 'sandbox/hand-over.sh')
  // Root that needs PRoot may have no namespaces.
  const isPlain = executor === 'proot'
  const words = ['bash', script, isPlain ? `${what}-plainly` : what, owner, list, ...places] as const
  await exec.run({
    argv: isPlain ? words : ['unshare', '--mount', '--propagation', 'private', ...words],
    why: 'see to it that files in the workspace belong to its owner',
    privileged: true,
    always: true,
  })
}
