import { build } from './commands/build.js'
import { wrongUse } from './commands/exit.js'
import { run } from './commands/run.js'
import { shell } from './commands/shell.js'
import { terminalLog } from './platform/local.js'
import { ownStream } from './platform/own-streams.js'

type Verb = (args: readonly string[], assets: string) => number | Promise<number>

/** What `run` has no use for is loaded when it is asked for. */
const help: Verb = async (...asked) => (await import('./commands/help.js')).help(...asked)

const VERBS: Readonly<Record<string, Verb>> = {
  run,
  shell,
  build,
  cache: async (...asked) => (await import('./commands/cache.js')).cache(...asked),
  handlers: async (...asked) => (await import('./commands/handlers.js')).handlers(...asked),
  archs: async (args) => (await import('./commands/archs.js')).archs(args),
  matrix: async (args) => (await import('./commands/matrix.js')).matrix(args),
  doctor: async (...asked) => (await import('./commands/doctor.js')).doctor(...asked),
  completion: async (...asked) => (await import('./commands/completion.js')).completion(...asked),
  help,
  '--help': (_, assets) => help([], assets),
  '-h': (_, assets) => help([], assets),
  '--version': async (_, assets) => {
    ownStream('stdout').write(`xarch ${(await import('./commands/help.js')).version(assets)}\n`)
    return 0
  },
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
  const allowed = Object.keys(VERBS).filter((one) => one !== '-h')
  return wrongUse(terminalLog('normal'), [`${got}; allowed are ${allowed.join(', ')}`], 'xarch --help')
}
