import { once } from 'node:events'
import type { Interrupts, Ports, RemoteCache } from './ports.js'

/** The same ports for work that other signals end, too: host programs, downloads, and waiting for the cache. */
export function endedBy(interrupts: Interrupts, ports: Ports): Ports {
  const { abort } = interrupts
  const execAs: Ports['execAs'] = (privilege, until = abort) => ports.execAs(privilege, until)
  return {
    ...ports,
    interrupts,
    execAs,
    exec: execAs(ports.privilege),
    fetch: ports.fetchUntil(abort),
    remote: ports.remote && remoteUntil(abort, ports.remote),
  }
}

/** Who waits for the cache is told that it has nothing. */
function remoteUntil(abort: AbortSignal, remote: RemoteCache): RemoteCache {
  const ended = async (): Promise<undefined> => {
    if (!abort.aborted) await once(abort, 'abort')
    return undefined
  }
  return {
    note: (...noted) => {
      remote.note(...noted)
    },
    restore: (...asked) => Promise.race([remote.restore(...asked), ended()]),
    newest: (...asked) => Promise.race([remote.newest(...asked), ended()]),
  }
}
