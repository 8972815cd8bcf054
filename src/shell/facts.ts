import type { Handler } from '../binfmt/entry.js'
import type { EnvironmentItem } from '../inputs/environment.js'
import { SHELL_RULES, type Environment } from '../sandbox/environment.js'
import type { Enforced } from '../sandbox/enforced.js'
import type { Policy } from '../sandbox/policy.js'
import type { Mounts } from '../sandbox/sandbox.js'
import { setupArguments } from '../sandbox/setup-arguments.js'

/** What a shell for later steps stands on. */
export interface Shell {
  readonly mounts: Mounts
  readonly policy: Policy
  /** Handlers that its sandboxes alone have. */
  readonly handlers: readonly Handler[]
  readonly enforced: Enforced
  /** Who runs a step where its shell line does not say it: a user of the root, or `runner`. */
  readonly user: string
  /** The program that reads a step's script where its shell line names none. */
  readonly program: readonly [string, ...string[]]
  /** The input `env`. */
  readonly items: readonly EnvironmentItem[]
  /** What an image sets, where nobody else has set it. */
  readonly image: Environment
  /** Variables that qemu reads. */
  readonly emulator: Environment
}

/**
 * The facts as shell.sh reads them: `KIND=VALUE`, each with a zero byte behind it, which no value can have. They are data
 * there, never code.
 * @param login whether profiles are read where the shell line does not ask for it
 */
export function factsText(shell: Shell, login: boolean): string {
  const fields: [string, readonly string[]][] = [
    ['namespaces', [shell.enforced.namespaces]],
    ['limits', [shell.enforced.limits]],
    ['user', [shell.user]],
    ['login', login ? ['1'] : []],
    ['setup', setupArguments(shell.mounts, shell.policy)],
    ['handler', shell.handlers.flatMap(({ file, line }) => [file, line])],
    ['program', shell.program],
    ['pattern', SHELL_RULES.patterns],
    ['guest', assignments(SHELL_RULES.guest)],
    ['item', shell.items.map(itemText)],
    ['image', assignments(shell.image)],
    ['emulator', assignments(shell.emulator)],
  ]
  return fields.flatMap(([kind, values]) => values.map((value) => `${kind}=${value}\0`)).join('')
}

function assignments(environment: Environment): string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`)
}

function itemText(item: EnvironmentItem): string {
  switch (item.kind) {
    case 'name':
      return item.name
    case 'prefix':
      return `${item.prefix}*`
    case 'value':
      return `${item.name}=${item.value}`
  }
}
