import type { RootPlan } from '../plan/roots.js'
import type { Piece, Ports } from '../platform/ports.js'
import { lineSplitter } from '../report/lines.js'
import { oneLine } from '../report/one-line.js'
import { guestEnvironment, NOTHING_OUTSIDE, withImage, type Environment } from '../sandbox/environment.js'
import { BUILDING, type Policy } from '../sandbox/policy.js'
import { openSandbox, type Sandbox } from '../sandbox/sandbox.js'
import type { RootContext } from './context.js'
import { tidy } from './tidy.js'

/** A root that is being built. */
export interface Inside {
  readonly root: string
  /** An empty folder beside it. */
  readonly scratch: string
  /** Variables that its image sets. */
  readonly environment: Environment
}

/** Commands to run in it, as root. */
export interface InsideCommands {
  readonly argv: readonly [string, ...string[]]
  /** What they do, while they are shown. */
  readonly doing: string
  /** What stands before each line that they say. */
  readonly name: string
  readonly network: RootPlan['network']
  /** That of a build where none is said. */
  readonly policy?: Policy
  /** The error where they fail: how they ended, and the last lines that they said. */
  readonly failure: (how: string, last: readonly string[]) => Error
}

/** The last lines that are shown where commands fail. */
const SHOWN_LINES = 12

/**
 * Runs commands in a root that is being built, with nothing of the machine visible but its network, where that was asked
 * for; what they change stays. Throws their error where the status is not 0.
 */
export async function runInside(
  commands: InsideCommands,
  { root, scratch, environment }: Inside,
  { ports, runnable }: RootContext,
): Promise<void> {
  const { network, policy = BUILDING } = commands
  const handlers = await runnable
  const mounts = { root, scratch, mode: 'direct', volumes: [] } as const
  const sandbox = await openSandbox({ mounts, handlers, network, policy }, ports)
  const deaf = ports.interrupts.listen(() => void sandbox.close())
  try {
    await ports.progress.during(commands.doing, (piece) =>
      runCommands(commands, environment, sandbox, piece, ports),
    )
  } finally {
    deaf()
    await sandbox.close()
  }
  await tidy(root, commands.name, ports)
}

async function runCommands(
  { argv, name, network, failure }: InsideCommands,
  ofImage: Environment,
  sandbox: Sandbox,
  piece: Piece,
  { log, proxies }: Ports,
): Promise<void> {
  const last: string[] = []
  const lines = lineSplitter((whole) => {
    for (const line of whole.toString('utf8').slice(0, -1).split('\n')) {
      log.info(`${name}: ${oneLine(line.trimEnd())}`)
      piece.heard()
      if (last.push(line.trimEnd()) > SHOWN_LINES) last.shift()
    }
  })
  const environment = withImage(guestEnvironment([], NOTHING_OUTSIDE), ofImage)
  const guest = sandbox.start(
    { argv, folder: '/', environment: network === 'none' ? environment : { ...environment, ...proxies } },
    {
      kind: 'piped',
      onOutput: (_, chunk) => {
        lines.write(chunk)
      },
    },
  )
  const { status, signal } = await guest.exit
  await sandbox.close() // what they have left running holds the output open
  await guest.drained
  lines.end()
  if (status !== 0) throw failure(signal ?? `status ${status ?? 'unknown'}`, last)
}
