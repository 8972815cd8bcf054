import path from 'node:path'
import process from 'node:process'
import { nodeExec } from '../../src/platform/exec.js'
import type { Exec, Log, Paths } from '../../src/platform/ports.js'
import { processName } from '../../src/platform/processes.js'
import { REPOSITORY } from './runner-environment.js'

/** What parts of the engine get as ports where a test runs them out of src/ on the real machine. */
export interface EnginePorts {
  readonly exec: Exec
  readonly log: Log
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
  return { exec: nodeExec('root', silent, new AbortController().signal), log, paths }
}
