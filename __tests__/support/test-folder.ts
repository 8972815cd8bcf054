import { existsSync } from 'node:fs'
import process from 'node:process'

/** Temporary folders of tests: `xarch-test-PID-…`, with the pid of the process that made them. */
export const TEST_FOLDER = 'xarch-test-'

/**
 * Whether this file runs beside others, before those of the project `machine` (jest.config.mjs). It makes no handlers and no state
 * then; what it made nevertheless, those would find.
 */
export const isApart = 'isApart' in globalThis

const OWNER = new RegExp(`(?:^|/)${TEST_FOLDER}(\\d+)-`)

/** The process whose tests have the folder that a name or a path is in; undefined where it is in none. */
export function ownerOf(name: string): number | undefined {
  const owner = OWNER.exec(name)?.[1]
  return owner === undefined ? undefined : Number(owner)
}

/** Folders that are there for a moment, of the engine in some process (src/platform/pipes.ts). */
const PIPES = /^xarch-pipes-(\d+)-/

/** Whether it is of another process's tests, which go on. */
export function isOfOthers(name: string, pid = process.pid): boolean {
  const maker = Number(PIPES.exec(name)?.[1] ?? pid)
  return (ownerOf(name) ?? pid) !== pid || (maker !== pid && existsSync(`/proc/${maker}`))
}
