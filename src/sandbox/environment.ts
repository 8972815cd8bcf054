import type { EnvironmentItem } from '../inputs/environment.js'
import type { Account } from './accounts.js'

export type Environment = Readonly<Record<string, string>>

/** What is the guest's own: never taken from the host. */
const GUEST: Environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  USER: 'root',
  LOGNAME: 'root',
  SHELL: '/bin/sh',
  LANG: 'C.UTF-8',
}

/** Facts about the workflow, its job and its runner: names that go in by themselves. */
const WORKFLOW_NAME = /^(CI|GITHUB_[A-Za-z0-9_]+|RUNNER_[A-Za-z0-9_]+)$/
/** Never taken along but by its full name: the runner's secrets, and what means something to the host alone. */
const SECRET_NAME =
  /^(ACTIONS_[A-Za-z0-9_]+|GITHUB_TOKEN|INPUT_.*|STATE_.*|XARCH_.*|LD_[A-Za-z0-9_]+|GITHUB_STATE)$/
/** The guest's own, or the shell's: what the workflow has set of them speaks of the host. */
const HOST_NAME = /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|PWD|OLDPWD|SHLVL|_)$/
/** What sh can export. Others (`npm_config_foo-bar`) cannot be handed in. */
const EXPORTABLE = /^[A-Za-z_][A-Za-z0-9_]*$/

/** The same rules for the shell of later steps (shell.sh): these patterns mean the same to bash. */
export const SHELL_RULES = {
  guest: GUEST,
  patterns: [WORKFLOW_NAME, SECRET_NAME, HOST_NAME].map(({ source }) => source),
} as const

/** Where the variables of this process come from. */
export interface Outside {
  readonly all: Environment
  /** Names that the workflow itself has set: `env` of the workflow, its job or step, or an earlier step's GITHUB_ENV. */
  readonly ofWorkflow: ReadonlySet<string>
}

/**
 * The environment of a command inside: the guest's own, what the workflow says and sets, and what `env` names.
 * @param items the input `env`, in order; later ones win
 */
export function guestEnvironment(items: readonly EnvironmentItem[], outside: Outside): Environment {
  const environment: Record<string, string> = { ...GUEST }
  const take = (wanted: (name: string) => boolean): void => {
    for (const [name, value] of Object.entries(outside.all)) {
      if (EXPORTABLE.test(name) && wanted(name)) environment[name] = value
    }
  }
  take((name) => isOfWorkflow(name, outside) && !SECRET_NAME.test(name))
  for (const item of items) {
    if (item.kind === 'value') environment[item.name] = item.value
    else if (item.kind === 'name') take((name) => name === item.name)
    else take((name) => name.startsWith(item.prefix) && !SECRET_NAME.test(name))
  }
  return environment
}

function isOfWorkflow(name: string, { ofWorkflow }: Outside): boolean {
  return WORKFLOW_NAME.test(name) || (ofWorkflow.has(name) && !HOST_NAME.test(name))
}

/** The variables of an image (`NAME=value`) that can be handed in. */
export function imageVariables(lines: readonly string[]): Environment {
  const entries = lines.map(
    (line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const,
  )
  return Object.fromEntries(entries.filter(([name]) => EXPORTABLE.test(name) && !SECRET_NAME.test(name)))
}

/** An environment with what an image sets, where nobody else has set it: its PATH takes the place of the usual one. */
export function withImage(environment: Environment, ofImage: Environment): Environment {
  const isFree = (name: string): boolean =>
    environment[name] === undefined || environment[name] === GUEST[name]
  return { ...environment, ...Object.fromEntries(Object.entries(ofImage).filter(([name]) => isFree(name))) }
}

/** An environment with what says who runs the command, where nobody has set it. */
export function withAccount(environment: Environment, { name, home, shell }: Account): Environment {
  return withImage(environment, { HOME: home, USER: name, LOGNAME: name, SHELL: shell })
}

/**
 * An environment by which git takes a workspace of another owner for safe. Variables of the user's own for git's configuration
 * (GIT_CONFIG_COUNT, git-config(1)) stay before it; where they are broken, git is left to say so.
 */
export function withSafeWorkspace(environment: Environment): Environment {
  const count = environment['GIT_CONFIG_COUNT'] ?? '0'
  if (!/^\d{1,6}$/.test(count)) return environment
  return {
    ...environment,
    GIT_CONFIG_COUNT: String(Number(count) + 1),
    [`GIT_CONFIG_KEY_${Number(count)}`]: 'safe.directory',
    [`GIT_CONFIG_VALUE_${Number(count)}`]: '*',
  }
}

/** An outside that has nothing to give. */
export const NOTHING_OUTSIDE: Outside = { all: {}, ofWorkflow: new Set() }

/** How enter.sh wants an environment: names that mean nothing to the host's programs on the way in. */
export function carried(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [`XARCH_E_${name}`, value] as const)
  return { XARCH_NAMES: Object.keys(environment).join(' '), ...Object.fromEntries(entries) }
}

/**
 * What of it is shown by the name of its variable alone, since its value may be a secret: all but the guest's own, and the model of
 * the processor, which xarch has chosen.
 */
export function referencesOf(environment: Environment): Record<string, string> {
  const names = Object.keys(environment).filter(
    (name) => name !== 'QEMU_CPU' && environment[name] !== GUEST[name],
  )
  return Object.fromEntries(names.map((name) => [`XARCH_E_${name}`, name]))
}
