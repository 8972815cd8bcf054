import path from 'node:path'
import process from 'node:process'
import { afterEach, expect } from '@jest/globals'
import type { Exec, Paths, Ports } from '../../src/platform/ports.js'
import { processName } from '../../src/platform/processes.js'
import type { Manifest } from '../../src/rootfs/manifest.js'
import { releaseMounts } from '../../src/rootfs/root-mounts.js'
import { architecture } from './builders.js'
import { enginePorts } from './engine.js'
import { settledBelow } from './root-images.js'

/** Jobs whose root is kept as an image. */

export const KEY = 'xarch-2-ppc-image'
export const MANIFEST: Manifest = {
  source: 'a test',
  version: null,
  created: new Date().toISOString(),
  ingredients: { arch: 'ppc' },
  fetched: [],
  environment: {},
}
export const PLAN = { arch: architecture('ppc'), image: 'auto', maxAgeMs: 3_600_000 } as const

/** A job of a machine. */
export interface ImageJob {
  readonly folder: string
  readonly ports: Ports
  /** Lines of the log; warnings have their word in front. */
  readonly lines: string[]
}

export interface ImageJobOptions {
  /** The folder of a job of the same machine. */
  readonly on?: string
  readonly holder?: string
  readonly exec?: (exec: Exec) => Exec
}

/**
 * For a file: makes jobs of which all is below one folder, and whose log is kept. After each test nothing that they have
 * mounted is left.
 * @param newFolder makes the folders; its own `afterEach` has to come behind this one
 */
export function imageJobs(
  newFolder: () => Promise<string>,
): (options?: ImageJobOptions) => Promise<ImageJob> {
  const begun: ImageJob[] = []
  afterEach(async () => {
    for (const { folder, ports } of begun.splice(0)) {
      await releaseMounts(ports.paths.holder, ports)
      expect(await settledBelow(folder)).toEqual([])
    }
  })
  return async ({ on, holder, exec } = {}) => {
    const folder = on ?? (await newFolder())
    const engine = enginePorts(folder, holder ?? processName(process.pid))
    const lines: string[] = []
    const log = {
      ...engine.log,
      info: lines.push.bind(lines),
      warning: (line: string) => lines.push(`warning: ${line}`),
    }
    const remote = {
      note: () => undefined,
      newest: () => Promise.resolve(undefined),
      restore: () => Promise.resolve(undefined),
    }
    const paths: Paths = { ...engine.paths, store: path.join(folder, 'xarch-7-7') }
    const now = (): number => performance.now()
    const ports = {
      ...engine,
      log,
      remote,
      paths,
      now,
      exec: exec?.(engine.exec) ?? engine.exec,
    } as unknown as Ports
    const job = { folder, ports, lines }
    begun.push(job)
    return job
  }
}
