import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { archs } from './commands/archs.js'
import { build } from './commands/build.js'
import { cache } from './commands/cache.js'
import { wrongUse } from './commands/exit.js'
import { handlers } from './commands/handlers.js'
import { run } from './commands/run.js'
import { shell } from './commands/shell.js'
import { terminalLog } from './platform/local.js'
import { HELP } from './report/help.js'

type Verb = (args: readonly string[], assets: string) => number | Promise<number>

const help: Verb = () => say(HELP)

const VERBS: Readonly<Record<string, Verb>> = {
  run,
  shell,
  build,
  cache,
  handlers,
  archs,
  matrix: async (args) => (await import('./commands/matrix.js')).matrix(args),
  help,
  '--help': help,
  '-h': help,
  '--version': (_, assets) => say(`xarch ${version(assets)}\n`),
}

/**
 * The command `xarch`.
 * @param args what stands behind the program's name
 * @param assets the folder that scripts and keys are in
 * @returns the exit status
 */
export async function cli(args: readonly string[], assets: string): Promise<number> {
  const [name, ...rest] = args
  const verb = name !== undefined && Object.hasOwn(VERBS, name) ? VERBS[name] : undefined
  if (verb) return verb(rest, assets)
  const got = name === undefined ? 'nothing was asked for' : `got "${name}"`
  return wrongUse(
    terminalLog('normal'),
    [`${got}; allowed are run, shell, build, cache, handlers, archs, matrix, --help and --version`],
    'xarch --help',
  )
}

function say(text: string): number {
  process.stdout.write(text)
  return 0
}

/** The version in package.json, which stands beside the folder of assets. */
function version(assets: string): string {
  return (JSON.parse(readFileSync(join(assets, '../package.json'), 'utf8')) as { version: string }).version
}
