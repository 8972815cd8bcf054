import { Failed } from '../report/errors.js'
import type { Exec } from './ports.js'
import type { NamespaceRoot } from './privilege.js'

/** A user namespace whose root is the user of this process outside, with a mount namespace that it owns. */
export interface OwnNamespace {
  readonly privilege: NamespaceRoot
  readonly close: () => Promise<void>
}

/**
 * Subordinate ids (subuid(5)) make owners possible beside root; newuidmap(1) is what may map them. Without any there is
 * root alone.
 */
const OPEN = `set -- --user --map-root-user
ids=one
if command -v newuidmap >/dev/null && unshare "$@" --map-auto true 2>/dev/null; then
  set -- "$@" --map-auto
  ids=many
fi
exec unshare "$@" --mount --propagation private sh -c 'echo "$1"; read -r _' namespace "$ids"`

/** Makes a user namespace for an ordinary user. It ends with this process. Throws `Failed` where the kernel gives none. */
export async function openNamespace(exec: Exec): Promise<OwnNamespace> {
  const keeper = exec.start({ argv: ['sh', '-c', OPEN], why: 'open a user namespace' }, { kind: 'lifeline' })
  const ids = await keeper.nextLine()
  if (ids === undefined) {
    await keeper.exit
    throw new Failed({
      what: `the kernel gave no user namespace: ${keeper.stderr().trim()}`,
      todo: 'Run it as root or with sudo, or take isolation "proot".',
    })
  }
  return {
    privilege: { namespace: keeper.pid, hasIds: ids === 'many' },
    close: async () => {
      keeper.endInput()
      await keeper.exit
    },
  }
}
