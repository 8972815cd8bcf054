import { asSeenBy, ownerOf } from '../handing-over.js'
import type { Ports } from '../platform/ports.js'
import { isInside } from '../rootfs/inside.js'
import { accountOf, type Account } from '../sandbox/accounts.js'
import { callersFurnishings, type Furnishing } from '../sandbox/furnishings.js'
import { accountFiles, elevationOf, ofTheMachine } from '../sandbox/resident.js'

/** Who may run the steps of a job, and what they find in a root. */
export interface Household {
  /** The job's own user. */
  readonly runner: Account
  readonly ofRunner: readonly Furnishing[]
  /** What the root gets of the machine before the first step; what steps make of it stays. */
  readonly ofMachine: readonly Furnishing[]
  /** A path at which whoever runs a step has a folder of their own (RUNNER_TEMP), where the root has none itself. */
  readonly ownFolder: string | undefined
  /** Its owner is root where it has none. */
  readonly workspace: { readonly path: string; readonly uid: number; readonly gid: number }
}

const ROOT = { uid: 0, gid: 0 }

/**
 * Looks at a root, through no link of it, for who may run steps there.
 * @param isFurnished it has already what it gets of the machine
 */
export async function householdOf(
  root: string,
  isFurnished: boolean,
  { caller, privilege, paths }: Pick<Ports, 'caller' | 'privilege' | 'paths'>,
): Promise<Household> {
  const { workspace, ownFolder } = paths
  const files = await accountFiles(root)
  const runner = accountOf('runner', files, caller)
  const { doas } = await elevationOf(root)
  // A step may install them; a rule goes only where there is a folder for it.
  const ofRunner = callersFurnishings(runner, files, { sudoers: true, doas: doas ?? 'folder' })
  const isOfRoot = ownFolder !== undefined && (await isInside(root, ownFolder))
  return {
    runner,
    ofRunner,
    ofMachine: isFurnished ? [] : await ofTheMachine(),
    ownFolder: isOfRoot ? undefined : ownFolder,
    workspace: { path: workspace, ...(asSeenBy({ privilege, caller }, await ownerOf(workspace)) ?? ROOT) },
  }
}
