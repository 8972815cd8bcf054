import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ARCHITECTURES, type Architecture } from '../arch/architectures.js'
import type { Exec, Paths } from '../platform/ports.js'
import { parseEntry, type Entry } from './entry.js'
import { JOURNAL } from './registry.js'

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
export async function listHandlers({ exec, paths }: ListPorts): Promise<ListedHandler[]> {
  const { stdout } = await exec.run({
    argv: [
      'unshare',
      '--mount',
      '--propagation',
      'private',
      'bash',
      join(paths.assets, 'binfmt/handlers.sh'),
      'show',
    ],
    why: 'look at the handlers of binfmt_misc',
    privileged: true,
  })
  const texts = stdout.split(/^== /m).filter((text) => text !== '')
  const handlers = texts.map(async (text): Promise<ListedHandler[]> => {
    const [name = '', ...lines] = text.split('\n')
    const entry = parseEntry(lines.join('\n'))
    return entry ? [{ ...entry, name, architectures: matched(entry), holders: await holdersOf(name) }] : []
  })
  return (await Promise.all(handlers)).flat()
}

function matched({ magic, mask }: Entry): string[] {
  const rows: readonly Architecture[] = ARCHITECTURES
  return rows.filter((row) => row.magic === magic && row.mask === mask).map(({ name }) => name)
}

async function holdersOf(name: string): Promise<string[]> {
  return readdir(join(JOURNAL, name)).catch(() => [])
}
