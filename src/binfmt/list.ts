import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ARCHITECTURES, type Architecture } from '../arch/architectures.js'
import type { Exec, Paths } from '../platform/ports.js'
import type { Entry } from './entry.js'
import { JOURNAL, readEntries } from './registry.js'

/** A handler of this machine. */
export interface ListedHandler extends Entry {
  readonly name: string
  /** The architectures whose programs it matches; empty for a handler of something else. */
  readonly architectures: readonly string[]
  /** Who holds it: `PID-STARTTIME` of processes, or `by-hand`; empty where it is not ours. */
  readonly holders: readonly string[]
}

/** A handler, and whether it does what it is for. */
export interface TriedHandler extends ListedHandler {
  /** Undefined for a handler of something else than programs of the table. */
  readonly works: boolean | undefined
}

interface ListPorts {
  readonly exec: Exec
  readonly paths: Paths
}

/** All handlers of this machine, mounted or not; nothing is changed. */
export async function listHandlers(ports: ListPorts): Promise<ListedHandler[]> {
  const entries = [...(await readEntries(ports))]
  return Promise.all(
    entries.map(async ([name, { enabled, interpreter, flags, offset, magic, mask }]) => ({
      ...{ name, enabled, interpreter, flags, offset, magic, mask },
      architectures: matched({ magic, mask }),
      holders: await holdersOf(name),
    })),
  )
}

function matched({ magic, mask }: Pick<Entry, 'magic' | 'mask'>): string[] {
  const rows: readonly Architecture[] = ARCHITECTURES
  return rows.filter((row) => row.magic === magic && row.mask === mask).map(({ name }) => name)
}

async function holdersOf(name: string): Promise<string[]> {
  return readdir(join(JOURNAL, name)).catch(() => [])
}
