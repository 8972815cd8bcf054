import { setMaxListeners } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { nodeExec } from '../../src/platform/exec.js'
import type { Exec, Interrupts, Log, Paths, Ports, Progress } from '../../src/platform/ports.js'
import { processName } from '../../src/platform/processes.js'
import { UNSEEN } from '../../src/platform/progress.js'
import { REPOSITORY } from './runner-environment.js'

/** What parts of the engine get as ports where a test runs them out of src/ on the real machine. */
export interface EnginePorts extends Pick<Ports, 'executor' | 'privilege' | 'execAs'> {
  readonly exec: Exec
  readonly interrupts: Interrupts
  readonly log: Log
  readonly progress: Progress
  readonly paths: Paths
}

/** Ports whose folders are all below one folder of a test. */
export function enginePorts(folder: string, holder = processName(process.pid)): EnginePorts {
  const paths: Paths = {
    store: path.join(folder, 'store'),
    cache: path.join(folder, 'cache'),
    temporary: folder,
    assets: path.join(REPOSITORY, 'src'),
    workspace: folder,
    visible: [],
    holder,
  }
  const silent = (): void => undefined
  const log: Log = { info: silent, debug: silent, warning: silent, error: silent }
  const abort = new AbortController().signal
  setMaxListeners(0, abort)
  const execAs = (privilege: Ports['privilege']): Exec => nodeExec(privilege, silent, abort)
  const executing = { exec: execAs('root'), executor: 'namespaces', privilege: 'root', execAs } as const
  return { ...executing, interrupts: neverInterrupted(abort), log, progress: UNSEEN, paths }
}

/** No signal comes. */
function neverInterrupted(abort: AbortSignal): Interrupts {
  return { received: () => undefined, abort, listen: () => () => undefined }
}
