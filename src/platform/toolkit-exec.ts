import { getExecOutput } from '@actions/exec'
import { hostEnvironment } from './environment.js'
import { failure } from './failure.js'
import type { Command, Exec } from './ports.js'
import { privilegedArgv, type Privilege } from './privilege.js'

/**
 * Carries out commands by the toolkit, which shows each in the step's log: for `post`, whose commands are short and
 * few. It knows no deadline and no signals, so main has its own.
 */
export function toolkitExec(privilege: Privilege): Pick<Exec, 'run'> {
  return {
    async run(command: Command) {
      const [program, ...args] = privilegedArgv(command, privilege)
      const { exitCode, stdout, stderr } = await getExecOutput(program, args, {
        env: { ...hostEnvironment(), ...command.env },
        ignoreReturnCode: true,
        ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
      })
      const output = { status: exitCode, signal: null, stdout, stderr }
      if (exitCode !== 0) throw failure(command, output)
      return output
    },
  }
}
