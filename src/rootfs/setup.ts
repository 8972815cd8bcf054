import type { RootPlan } from '../plan/roots.js'
import { Failed } from '../report/errors.js'
import type { Made } from './base.js'
import type { RootContext } from './context.js'
import { runInside, type Inside } from './inside-commands.js'
import { BUILDING, STRICTLY_BUILDING } from '../sandbox/policy.js'
import { defaultShell } from './shell.js'

/** Runs the plan's `setup` once in a root that is being built. Throws `Failed` where its status is not 0. */
export async function runSetup(plan: RootPlan, inside: Inside, context: RootContext): Promise<Made> {
  const { arch, setup, network } = plan
  context.ports.log.info(`${arch.name}: running setup${network === 'none' ? ', without a network' : ''}`)
  const shell = await defaultShell(inside.root)
  const failure = (how: string, last: readonly string[]): Failed => failed(arch.name, how, last)
  const commands = { argv: [...shell, '-c', setup], doing: `${arch.name}: setup`, name: 'setup' } as const
  const policy = context.isStrict ? STRICTLY_BUILDING : BUILDING
  await runInside({ ...commands, network, policy, failure }, inside, context)
  return { fetched: [] }
}

function failed(arch: string, how: string, last: readonly string[]): Failed {
  return new Failed({
    what: `${arch}: setup ended with ${how}${last.length > 0 ? `:\n${last.join('\n')}` : ''}`,
    todo: 'Nothing of this root is kept. Mend the commands of the input "setup"; they run as root in the new root, in /, with nothing of this machine visible.',
  })
}
