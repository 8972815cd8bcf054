import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { parseRunArguments } from './inputs/arguments.js'
import type { Inputs } from './inputs/parse.js'
import { main } from './main.js'
import { statusOfAll, type Outcome } from './outcome.js'
import { ownEnvironment, terminalFacts } from './platform/environment.js'
import { localPorts, terminalLog, type Loudness } from './platform/local.js'
import type { Log } from './platform/ports.js'
import { BadInputs, explain, Interrupted } from './report/errors.js'
import { HELP, runHelp } from './report/help.js'
import { ending, summaryLines } from './report/summary.js'
import { guestEnvironment } from './sandbox/environment.js'
import { anchored, workspaceOf } from './workspace.js'

const WRONG_USE = 2
/** As env, chroot and docker have it: what was asked for was not run. */
const FAILED = 125

/**
 * The command `xarch`.
 * @param args what stands behind the program's name
 * @param assets the folder that scripts and keys are in
 * @returns the exit status
 */
export async function cli(args: readonly string[], assets: string): Promise<number> {
  const [verb, ...rest] = args
  if (verb === 'run') return run(rest, assets)
  if (verb === '--version') {
    process.stdout.write(`xarch ${version(assets)}\n`)
    return 0
  }
  if (verb === undefined || !['--help', '-h', 'help'].includes(verb)) {
    const got = verb === undefined ? 'nothing was asked for' : `got "${verb}"`
    return wrongUse(terminalLog('normal'), [`${got}; allowed are run, --help and --version`])
  }
  process.stdout.write(HELP)
  return 0
}

async function run(args: readonly string[], assets: string): Promise<number> {
  const parsed = parseRunArguments(args)
  if (!parsed.ok) return wrongUse(terminalLog('normal'), parsed.problems)
  if (parsed.value.help) {
    process.stdout.write(runHelp())
    return 0
  }
  const { command, quiet, verbose } = parsed.value
  const loudness: Loudness = quiet ? 'quiet' : verbose ? 'verbose' : 'normal'
  const log = terminalLog(loudness)
  try {
    return await runCommand(parsed.value.inputs, command, loudness, assets)
  } catch (error) {
    if (error instanceof BadInputs) return wrongUse(log, error.problems)
    log.error(explain(error))
    return error instanceof Interrupted ? 128 + constants.signals[error.signal] : FAILED
  }
}

async function runCommand(
  asked: Inputs,
  command: readonly [string, ...string[]],
  loudness: Loudness,
  assets: string,
): Promise<number> {
  const ports = localPorts(assets, loudness)
  const inputs = anchored(asked, ports.paths.workspace, true)
  const { volumes, folder } = workspaceOf(inputs, ports.paths)
  const environment = {
    ...terminalFacts(),
    ...ports.proxies,
    ...guestEnvironment(inputs.env, ownEnvironment()),
  }
  const job = { inputs, command, environment, folder, volumes, stdin: true, lifetime: 'run' } as const
  const outcomes = await main(job, ports)
  report(outcomes, ports.log)
  return statusOfAll(outcomes)
}

/** One architecture: only a signal is worth a word. Several: what came of each, and what it took. */
function report(outcomes: readonly Outcome[], log: Log): void {
  const several = outcomes.length > 1
  for (const line of summaryLines(outcomes)) {
    if (several) log.info(line)
    else log.debug(line)
  }
  for (const outcome of outcomes) {
    const line = ending(outcome)
    if (line !== undefined && (several || outcome.exit?.signal)) log.error([line])
  }
}

function wrongUse(log: Log, problems: readonly string[]): number {
  log.error([...problems, 'xarch --help and xarch run --help say what can be given'])
  return WRONG_USE
}

/** The version in package.json, which stands beside the folder of assets. */
function version(assets: string): string {
  return (JSON.parse(readFileSync(join(assets, '../package.json'), 'utf8')) as { version: string }).version
}
