import { parseShellArguments } from '../inputs/arguments.js'
import { resolveArchitecture } from '../arch/resolve.js'
import { hasTerminal } from '../platform/environment.js'
import { localPorts, terminalLog } from '../platform/local.js'
import { changedArchitecture, changedFolder } from '../rootfs/changed.js'
import { ending, wrongUse } from './exit.js'
import { loudnessOf } from './loudness.js'
import { reporting } from './reporting.js'
import { runCommand } from './run.js'

const HELP = 'xarch shell --help'

/** `xarch shell`: a shell in a root that was kept under a name, or in a new one. Returns the exit status. */
export async function shell(args: readonly string[], assets: string): Promise<number> {
  const parsed = parseShellArguments(args)
  if (!parsed.ok) return wrongUse(terminalLog('normal'), parsed.problems, HELP)
  const asked = parsed.value
  if (asked.help) {
    return (await import('./help.js')).helpOf('shell')
  }
  const loudness = loudnessOf(asked)
  return ending(terminalLog(loudness), HELP, async () => {
    const ports = localPorts(assets, loudness)
    const told = reporting(asked.reports, ports)
    if (!asked.isNamed) {
      const keep = asked.keep === '' ? undefined : { name: asked.keep, isThere: false }
      return runCommand(asked.inputs, asked.command, keep, told, ports, hasTerminal())
    }
    const arch = resolveArchitecture(await changedArchitecture(asked.keep, ports.paths))
    // What it was made of, and whether that can be had now, does not matter any more.
    const rootfs = { kind: 'path', path: changedFolder(ports.paths), checksum: undefined } as const
    const inputs = { ...asked.inputs, rootfs, architectures: arch ? [arch] : [] }
    return runCommand(inputs, asked.command, { name: asked.keep, isThere: true }, told, ports, hasTerminal())
  })
}
