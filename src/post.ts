import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { releaseHandlers } from './binfmt/registry.js'
import type { Exec, Log, Paths } from './platform/ports.js'
import type { State } from './platform/state.js'
import { explain } from './report/errors.js'
import { cachedFile, partialFile } from './cache/file.js'
import { releaseMounts } from './rootfs/root-mounts.js'
import { removeTree } from './rootfs/store.js'

interface PostPorts {
  readonly exec: Pick<Exec, 'run'>
  readonly log: Log
  /** The paths of main: what post does is below them. */
  readonly paths: Paths
  readonly save: (key: string, file: string) => Promise<void>
}

/** Undoes, newest first, what the state says was done, then saves the cache. Never throws: the job is over. */
export async function post(state: State, ports: PostPorts): Promise<void> {
  const steps: (() => Promise<unknown>)[] = [
    () => releaseMounts(ports.paths.holder, ports), // or what is removed next would be what is mounted
    () => removeTree(ports.paths.store, ports.exec),
    () => releaseHandlers(ports.paths.holder, [], ports),
    ...Object.entries(state.archives).map(
      ([key, { saveAs }]) =>
        () =>
          concludeArchive(key, saveAs, ports),
    ),
  ]
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      ports.log.warning(explain(error).join('\n'))
    }
  }
}

async function concludeArchive(
  key: string,
  saveAs: string | undefined,
  { paths, save }: PostPorts,
): Promise<void> {
  const file = cachedFile(key, paths)
  if (saveAs !== undefined && existsSync(file)) await save(saveAs, file)
  await rm(file, { force: true })
  await rm(partialFile(key, paths), { force: true })
}
