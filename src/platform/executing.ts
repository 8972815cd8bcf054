import { nodeExec } from './exec.js'
import type { Log, Ports } from './ports.js'
import { findPrivilege } from './privilege.js'

/** How commands and sandboxes are carried out, as long as nobody has asked for less than what this process may. */
export function executing(
  log: Log,
  abort: AbortSignal,
): Pick<Ports, 'exec' | 'executor' | 'privilege' | 'execAs'> {
  const privilege = findPrivilege()
  const debug = (line: string): void => {
    log.debug(line)
  }
  const execAs: Ports['execAs'] = (other, until = abort) => nodeExec(other, debug, until)
  return { exec: execAs(privilege), executor: 'namespaces', privilege, execAs }
}
