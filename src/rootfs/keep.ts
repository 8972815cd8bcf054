import { join } from 'node:path'
import type { RootPlan } from '../plan/roots.js'
import { withLock } from '../platform/lock.js'
import type { Ports } from '../platform/ports.js'

/** What is older than this must be built again, in milliseconds since 1970. */
export function notBefore({ maxAgeMs }: Pick<RootPlan, 'maxAgeMs'>): number {
  return Date.now() - maxAgeMs
}

/** One process of this machine builds what has a key, the others wait for it. */
export function locked<T>(arch: string, key: string, ports: Ports, work: () => Promise<T>): Promise<T> {
  const waiting = (by: string): void => {
    if (by.startsWith(`process ${process.pid} `)) return // another target of ours
    ports.log.info(`${arch}: waiting for ${by}, which builds the root ${key}`)
  }
  return withLock(join(ports.paths.cache, 'locks', key), ports, waiting, work)
}
