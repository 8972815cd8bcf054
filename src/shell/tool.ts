import { join } from 'node:path'
import type { Handler } from '../binfmt/entry.js'
import type { Executor } from '../platform/ports.js'
import { ROOT_ACCOUNT } from '../sandbox/accounts.js'
import { bwrapWords, hidingWords } from '../sandbox/bwrap.js'
import type { Preparation } from '../sandbox/contained.js'
import { ofOlderCalls, prootWords } from '../sandbox/proot.js'
import type { Argv, GuestIds, SandboxPlan } from '../sandbox/sandbox.js'

/** What makes the sandboxes of steps where that is a program: how its root is prepared (keep.sh), and its words. */
export interface Tool {
  readonly kind: 'tool'
  readonly how: Preparation
  /** Volumes are put behind, as a step's own files are among them. */
  readonly ofRoot: Argv
  /** The same of anybody else, whose numbers are put in the place of UID, GID and GROUPS, in words that are no paths. */
  readonly ofUser: Argv
}

/** What its words are made of. */
interface Facts {
  readonly root: string
  readonly network: SandboxPlan['network']
  /** Whether the machine's root runs the steps. */
  readonly isRoot: boolean
  readonly handlers: readonly Handler[]
  /** The folder that the scripts of steps are in. */
  readonly scripts: string
}

const ANYBODY: GuestIds = { uid: 'UID', gid: 'GID', groups: ['GROUPS'] }

/** The executors that are programs. */
export const TOOLS: Readonly<Record<Exclude<Executor, 'namespaces'>, (facts: Facts) => Promise<Tool>>> = {
  bwrap: async ({ root, network, isRoot }) => {
    const contained = { root: isRoot ? '/mnt' : root, volumes: [], hiding: await hidingWords() }
    const words = (user: GuestIds): Argv => bwrapWords(contained, network, user, isRoot)
    return tool(isRoot ? 'mounts' : 'places', words)
  },
  proot: ({ root, handlers: [emulator], scripts }) => {
    const filter = join(scripts, 'sandbox/filter.pl')
    const words = (user: GuestIds): Argv =>
      ofOlderCalls(prootWords({ root, volumes: [] }, emulator?.file, user), filter)
    return Promise.resolve(tool('copies', words))
  },
}

function tool(how: Preparation, words: (user: GuestIds) => Argv): Tool {
  return { kind: 'tool', how, ofRoot: words(ROOT_ACCOUNT), ofUser: words(ANYBODY) }
}
