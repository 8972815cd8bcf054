import { spawnSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failed } from '../report/errors.js'
import { hostEnvironment } from './environment.js'

/** One pipe: we read, a child writes. */
export interface Pipe {
  readonly reader: Socket
  /** Descriptor for the child; to be closed here once it has started. */
  readonly writer: number
}

/** TMPDIR; where that takes no files (it is not there; a container whose root is read-only), what every Linux has for them. */
export const PIPE_FOLDERS = [tmpdir(), '/tmp', '/var/tmp', '/dev/shm'] as const

/**
 * Real pipes. What node makes for a child are sockets, which a program cannot open again by name: `echo >/dev/stderr`
 * would fail.
 * @param folders they have names for a moment in the first of these that takes them. Throws `Failed` where none does.
 */
export function makePipes(count: number, folders: readonly string[] = PIPE_FOLDERS): Pipe[] {
  const folder = newFolder(folders)
  try {
    const names = Array.from({ length: count }, (_, index) => join(folder, String(index)))
    const made = spawnSync('mkfifo', ['-m', '600', ...names], { stdio: 'ignore', env: hostEnvironment() })
    if (made.status !== 0) throw new Error(`mkfifo could not make a pipe in ${folder}`)
    return names.map((name) => {
      const reader = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK) // there is no writer yet to wait for
      return {
        reader: new Socket({ fd: reader, readable: true, writable: false }),
        writer: openSync(name, constants.O_WRONLY),
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function newFolder(folders: readonly string[]): string {
  for (const folder of folders) {
    try {
      return mkdtempSync(join(folder, `xarch-pipes-${process.pid}-`))
    } catch {
      continue // is not there, takes no files, or is full
    }
  }
  throw new Failed({
    what: `no pipe can be made for the output of the command: none of ${folders.join(', ')} takes a file`,
    todo: 'Have the variable TMPDIR name a folder that can be written to.',
  })
}

/** The child has its copy: without ours the reader sees the end when the child's is closed. */
export function closeWriters(pipes: readonly Pipe[]): void {
  for (const { writer } of pipes) closeSync(writer)
}
