import { join } from 'node:path'
import type { RootPlan } from '../plan/roots.js'
import type { Ports } from '../platform/ports.js'
import { Failed } from '../report/errors.js'
import { lineSplitter } from '../report/lines.js'
import { oneLine } from '../report/one-line.js'
import { guestEnvironment, NOTHING_OUTSIDE, withImage, type Environment } from '../sandbox/environment.js'
import { openSandbox, type Sandbox } from '../sandbox/sandbox.js'
import { defaultShell } from './shell.js'
import type { Made } from './base.js'
import type { RootContext } from './context.js'

/** The last lines that are shown where the commands fail. */
const SHOWN_LINES = 12

interface SetUp {
  readonly root: string
  readonly scratch: string
  readonly environment: Environment
}

/**
 * Runs the plan's `setup` once in a root that is being built, as root, with nothing of the machine visible but its
 * network, where that was asked for. Throws `Failed` where its status is not 0.
 * @param building the root, the folder for what a sandbox needs beside it, and the variables that its image sets
 */
export async function runSetup(
  plan: RootPlan,
  { root, scratch, environment }: SetUp,
  { ports, runnable }: RootContext,
): Promise<Made> {
  const { arch, network } = plan
  ports.log.info(`${arch.name}: running setup${network === 'none' ? ', without a network' : ''}`)
  const handlers = await runnable
  const shell = await defaultShell(root)
  const sandbox = await openSandbox({ root, scratch, mode: 'direct', volumes: [], handlers, network }, ports)
  const deaf = ports.interrupts.listen(() => void sandbox.close())
  try {
    await runCommands(plan, shell, environment, sandbox, ports)
  } finally {
    deaf()
    await sandbox.close()
  }
  await ports.exec.run({
    argv: ['bash', join(ports.paths.assets, 'rootfs/tidy.sh'), root],
    why: 'tidy the root after setup',
    privileged: true,
  })
  return { fetched: [] }
}

async function runCommands(
  { arch, setup, network }: RootPlan,
  shell: readonly [string, ...string[]],
  ofImage: Environment,
  sandbox: Sandbox,
  { log, proxies }: Ports,
): Promise<void> {
  const last: string[] = []
  const lines = lineSplitter(Buffer.alloc(0), (line) => {
    const text = line.toString('utf8').trimEnd()
    log.info(`setup: ${oneLine(text)}`)
    if (last.push(text) > SHOWN_LINES) last.shift()
  })
  const environment = withImage(guestEnvironment([], NOTHING_OUTSIDE), ofImage)
  const guest = sandbox.start(
    {
      argv: [...shell, '-c', setup],
      folder: '/',
      environment: network === 'none' ? environment : { ...environment, ...proxies },
    },
    {
      kind: 'piped',
      onOutput: (_, chunk) => {
        lines.write(chunk)
      },
    },
  )
  const { status, signal } = await guest.exit
  await sandbox.close() // what setup has left running holds the output open
  await guest.drained
  lines.end()
  if (status !== 0) throw failure(arch.name, signal ?? `status ${status ?? 'unknown'}`, last)
}

function failure(arch: string, how: string, last: readonly string[]): Failed {
  return new Failed({
    what: `${arch}: setup ended with ${how}${last.length > 0 ? `:\n${last.join('\n')}` : ''}`,
    todo: 'Nothing of this root is kept. Mend the commands of the input "setup"; they run as root in the new root, in /, with nothing of this machine visible.',
  })
}
