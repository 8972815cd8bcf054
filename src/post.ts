import { rm } from 'node:fs/promises'
import { releaseHandlers } from './binfmt/registry.js'
import type { Exec, Log, Paths } from './platform/ports.js'
import type { State } from './platform/state.js'
import { explain } from './report/errors.js'
import { removeTree } from './rootfs/store.js'

interface PostPorts {
  readonly exec: Pick<Exec, 'run'>
  readonly log: Log
  readonly paths: Paths
  readonly save: (key: string, file: string) => Promise<void>
}

/** Undoes, newest first, what the state says was done, then saves the cache. Never throws: the job is over. */
export async function post(state: State, ports: PostPorts): Promise<void> {
  const steps: (() => Promise<unknown>)[] = [
    () => removeTree(state.store, ports.exec),
    () => releaseHandlers(state.holder, [], ports),
    ...Object.entries(state.archives).map(([key, file]) => async () => {
      await ports.save(key, file)
      await rm(file, { force: true })
    }),
  ]
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      ports.log.warning(explain(error).join('\n'))
    }
  }
}
