import type { Ports } from '../platform/ports.js'

/**
 * Whether sandboxes give commands terminals of their own: those of namespaces do, by perl (terminal.pl). Warns where that is
 * missing.
 */
export async function hasTerminals({
  exec,
  executor,
  log,
}: Pick<Ports, 'exec' | 'executor' | 'log'>): Promise<boolean> {
  if (executor !== 'namespaces') return false
  const look = { argv: ['perl', '-MPOSIX', '-e', '1'], why: 'look for perl' } as const
  const has = await exec.attempt(look).then(
    ({ status }) => status === 0,
    () => false,
  )
  if (!has)
    log.warning(
      'without perl (Debian: perl-base) the shell has no terminal of its own, and no job control (^Z, fg)',
    )
  return has
}
