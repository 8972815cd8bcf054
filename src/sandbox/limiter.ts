import { randomUUID } from 'node:crypto'
import type { Resources } from '../inputs/resources.js'
import type { Paths } from '../platform/ports.js'
import type { Argv } from './sandbox.js'

/** Gives a command the limits of this sandbox, where there are any. */
export function limiter(
  script: string,
  { pids, memoryBytes }: Resources = { pids: undefined, memoryBytes: undefined },
  { holder }: Paths,
): (verb: 'make' | 'join', argv: Argv) => Argv {
  if (pids === undefined && memoryBytes === undefined) return (_, argv) => argv
  const name = `xarch-${holder}.${randomUUID()}`
  const most = [pids, memoryBytes].map((limit) => String(limit ?? 'max'))
  return (verb, argv) => ['bash', script, verb, name, ...most, ...argv]
}
