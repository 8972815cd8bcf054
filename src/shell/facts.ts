import type { Handler } from '../binfmt/entry.js'
import type { EnvironmentItem } from '../inputs/environment.js'
import { SHELL_RULES, type Environment } from '../sandbox/environment.js'
import type { Resources } from '../inputs/resources.js'
import { rootWords, type Privilege } from '../platform/privilege.js'
import type { Enforced } from '../sandbox/enforced.js'
import { furnishingArguments } from '../sandbox/furnishings.js'
import type { Policy } from '../sandbox/policy.js'
import type { Mounts } from '../sandbox/sandbox.js'
import { setupArguments } from '../sandbox/setup-arguments.js'
import type { Household } from './household.js'
import type { Tool } from './tool.js'

/** What a shell for later steps stands on. */
export interface Shell {
  readonly mounts: Mounts
  readonly policy: Policy
  readonly maker: Namespaces | Tool
  readonly privilege: Privilege
  /** What all that runs in one step may take together. */
  readonly resources: Resources
  /** As setarch names it. */
  readonly personality: 'linux32' | undefined
  readonly household: Household
  /** Who runs a step where its shell line does not say it: a user of the root, or `runner`. */
  readonly user: string
  /** Whether the runner takes what a step says for commands to it. */
  readonly commands: 'on' | 'off'
  /** The program that reads a step's script where its shell line names none. */
  readonly program: readonly [string, ...string[]]
  /** The input `env`. */
  readonly items: readonly EnvironmentItem[]
  /** What an image sets, where nobody else has set it. */
  readonly image: Environment
  /** Variables that qemu reads. */
  readonly emulator: Environment
}

/** What makes the sandboxes of steps: hold.sh. */
export interface Namespaces {
  readonly kind: 'namespaces'
  readonly enforced: Enforced
  /** Handlers that its sandboxes alone have. */
  readonly handlers: readonly Handler[]
}

/**
 * The facts as shell.sh reads them: `KIND=VALUE`, each with a zero byte behind it, which no value can have. They are data
 * there, never code.
 * @param login whether profiles are read where the shell line does not ask for it
 */
export function factsText(shell: Shell, login: boolean): string {
  const fields: [string, readonly string[]][] = [
    ['as-root', rootWords(shell.privilege)],
    ...makerFields(shell.maker),
    ['most', most(shell.resources)],
    ['personality', shell.personality === undefined ? [] : [shell.personality]],
    ['user', [shell.user]],
    ['login', login ? ['1'] : []],
    ['muted', shell.commands === 'off' ? ['1'] : []],
    ...householdFields(shell.household),
    ['setup', setupArguments(shell.mounts, shell.policy)],
    ['program', shell.program],
    ['pattern', SHELL_RULES.patterns],
    ['guest', assignments(SHELL_RULES.guest)],
    ['item', shell.items.map(itemText)],
    ['image', assignments(shell.image)],
    ['emulator', assignments(shell.emulator)],
  ]
  return fields.flatMap(([kind, values]) => values.map((value) => `${kind}=${value}\0`)).join('')
}

function makerFields(maker: Shell['maker']): [string, readonly string[]][] {
  if (maker.kind === 'tool')
    return [
      ['how', [maker.how]],
      ['tool-of-root', maker.ofRoot],
      ['tool-of-user', maker.ofUser],
    ]
  const { enforced, handlers } = maker
  return [
    ['namespaces', [enforced.namespaces]],
    ['limits', [enforced.limits]],
    ['handler', handlers.flatMap(({ file, line }) => [file, line])],
  ]
}

/** As limit.sh wants them; none where there is no limit. */
function most({ pids, memoryBytes }: Resources): string[] {
  const limits = [pids, memoryBytes]
  return limits.every((limit) => limit === undefined) ? [] : limits.map((limit) => String(limit ?? 'max'))
}

function householdFields({
  runner: { uid, gid, groups, name, home, shell },
  ofRunner,
  ofMachine,
  ownFolder,
  workspace,
}: Household): [string, readonly string[]][] {
  return [
    ['runner', [String(uid), String(gid), groups.join(','), name, home, shell]],
    ['of-runner', furnishingArguments(ofRunner)],
    ['of-machine', furnishingArguments(ofMachine)],
    ['own-folder', ownFolder === undefined ? [] : [ownFolder]],
    ['workspace', [workspace.path]],
    ['owner', [`${workspace.uid}:${workspace.gid}`]],
  ]
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
