import { Failed } from '../report/errors.js'
import type { Exec } from './ports.js'
import { OF_SAME_IDS, type NamespaceRoot } from './privilege.js'

/** A user namespace whose root is the user of this process outside, with a mount namespace that it owns. */
export interface OwnNamespace {
  readonly privilege: NamespaceRoot
  readonly close: () => Promise<void>
}

/**
 * Owners beside root: subordinate ids (subuid(5)) make them possible for an ordinary user, newuidmap(1) is what may map them. Root
 * that may not mount, as a container has it, can give the ids that it has. Without either there is root alone.
 */
const OPEN = `keep='echo "$1"; read -r _'
if [ "$(id -u)" = 0 ]; then
  keep='if [ "$(grep -c . /proc/self/gid_map)" = 1 ]; then echo one; else echo same; fi; read -r _'
  exec sh -c "$1" namespace unshare --mount --propagation private sh -c "$keep" namespace
fi
set -- --user --map-root-user
ids=one
if command -v newuidmap >/dev/null && unshare "$@" --map-auto true 2>/dev/null; then
  set -- "$@" --map-auto
  ids=subordinate
fi
exec unshare "$@" --mount --propagation private sh -c "$keep" namespace "$ids"`

/**
 * Makes a user namespace for who is no full root. It ends with this process. Throws `Failed` where the kernel gives none.
 */
export async function openNamespace(exec: Exec): Promise<OwnNamespace> {
  const argv = ['sh', '-c', OPEN, 'namespace', OF_SAME_IDS] as const
  const keeper = exec.start({ argv, why: 'open a user namespace' }, { kind: 'lifeline' })
  const ids = await keeper.nextLine()
  if (ids === undefined) {
    await keeper.exit
    throw new Failed({
      what: `the kernel gave no user namespace: ${keeper.stderr().trim()}`,
      todo: 'Run it as root or with sudo, or take isolation "proot".',
    })
  }
  return {
    privilege: { namespace: keeper.pid, ids: ids === 'same' || ids === 'subordinate' ? ids : 'one' },
    close: async () => {
      keeper.endInput()
      await keeper.exit
    },
  }
}
