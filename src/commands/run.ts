import { parseRunArguments } from '../inputs/arguments.js'
import type { Inputs } from '../inputs/parse.js'
import { main } from '../main.js'
import { ownEnvironment, terminalFacts } from '../platform/environment.js'
import { localPorts, terminalLog } from '../platform/local.js'
import type { Ports } from '../platform/ports.js'
import { guestEnvironment } from '../sandbox/environment.js'
import type { Keep } from '../rootfs/changed.js'
import { anchored, workspaceOf } from '../workspace.js'
import { ending, wrongUse } from './exit.js'
import { loudnessOf } from './loudness.js'
import { reporting, type Reporting } from './reporting.js'

const HELP = 'xarch run --help'

/** `xarch run`. Returns the exit status. */
export async function run(args: readonly string[], assets: string): Promise<number> {
  const parsed = parseRunArguments(args)
  if (!parsed.ok) return wrongUse(terminalLog('normal'), parsed.problems, HELP)
  const asked = parsed.value
  if (asked.help) {
    return (await import('./help.js')).helpOf('run')
  }
  const loudness = loudnessOf(asked)
  return ending(terminalLog(loudness), HELP, () => {
    const ports = localPorts(assets, loudness)
    const keep = asked.keep === '' ? undefined : { name: asked.keep, isThere: false }
    return runCommand(asked.inputs, asked.command, keep, reporting(asked.reports, ports), ports)
  })
}

/**
 * Runs a command in the roots that were asked for, or in one that was kept. Returns the exit status.
 * @param terminal whether it gets a terminal of its own for that which our streams are
 */
export async function runCommand(
  asked: Inputs,
  command: readonly [string, ...string[]],
  keep: Keep | undefined,
  { job: reported, conclude }: Reporting,
  ports: Ports,
  terminal = false,
): Promise<number> {
  const inputs = anchored(asked, ports.paths.workspace, true)
  const { volumes, folder } = await workspaceOf(inputs, ports.paths)
  const environment = {
    ...terminalFacts(),
    ...ports.proxies,
    ...guestEnvironment(inputs.env, ownEnvironment()),
  }
  const job = { inputs, command, keep, environment, folder, volumes, stdin: true, terminal } as const
  const { outcomes } = await main({ ...job, lifetime: 'run', ...reported }, ports)
  return conclude(outcomes)
}
