import type { EnvironmentItem } from '../inputs/parse.js'

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
const WORKFLOW_NAME = /^(CI|GITHUB_\w+|RUNNER_\w+)$/
/** Never taken along, whatever asks for them by a prefix: they are the runner's, or mean something to the host alone. */
const SECRET_NAME = /^(ACTIONS_\w+|GITHUB_TOKEN|INPUT_.*|STATE_.*|XARCH_.*|LD_\w+|GITHUB_STATE)$/
/** What sh can export. Others (`npm_config_foo-bar`) cannot be handed in. */
const EXPORTABLE = /^[A-Za-z_]\w*$/

/**
 * The environment of a command inside: the guest's own, what the workflow's context says, and what `env` names.
 * @param items the input `env`, in order; later ones win
 * @param outside the environment of this process
 */
export function guestEnvironment(items: readonly EnvironmentItem[], outside: Environment): Environment {
  const environment: Record<string, string> = { ...GUEST }
  const take = (wanted: (name: string) => boolean): void => {
    for (const [name, value] of Object.entries(outside)) {
      if (EXPORTABLE.test(name) && wanted(name)) environment[name] = value
    }
  }
  take((name) => WORKFLOW_NAME.test(name) && !SECRET_NAME.test(name))
  for (const item of items) {
    if (item.kind === 'value') environment[item.name] = item.value
    else if (item.kind === 'name') take((name) => name === item.name)
    else take((name) => name.startsWith(item.prefix) && !SECRET_NAME.test(name))
  }
  return environment
}

/** How enter.sh wants an environment: names that mean nothing to the host's programs on the way in. */
export function carried(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [`XARCH_E_${name}`, value] as const)
  return { XARCH_NAMES: Object.keys(environment).join(' '), ...Object.fromEntries(entries) }
}
