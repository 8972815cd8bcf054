import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../platform/disk.js'
import type { Paths } from '../platform/ports.js'

/**
 * Names something that was tried with some files, as the very files that they are now; undefined where one cannot be seen from here.
 * @param facts what was tried; JSON
 */
export function proofName(facts: unknown, files: readonly string[]): string | undefined {
  try {
    const seen = files.map((file) => {
      const { dev, ino, size, mtimeMs } = statSync(file)
      return [dev, ino, size, mtimeMs]
    })
    return createHash('sha256')
      .update(JSON.stringify([facts, seen]))
      .digest('hex')
      .slice(0, 32)
  } catch {
    return undefined
  }
}

/** What was remembered under a name. Read at once: what waits its turn beside a sandbox that opens takes milliseconds. */
export function readProof(name: string, paths: Pick<Paths, 'cache'>): unknown {
  try {
    return JSON.parse(readFileSync(join(folderIn(paths), name), 'utf8'))
  } catch {
    return undefined
  }
}

/** Remembers what came of a trial; where nothing can be written it is tried again. */
export async function writeProof(name: string, proof: unknown, paths: Pick<Paths, 'cache'>): Promise<void> {
  try {
    await makeFolder(folderIn(paths))
    await writeFile(join(folderIn(paths), name), JSON.stringify(proof))
  } catch {
    // the next run tries
  }
}

/** Names the time since this machine has started: another kernel may run other things. Source: random(4). */
export function thisBoot(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
}

const folderIn = ({ cache }: Pick<Paths, 'cache'>): string => join(cache, 'proved-handlers')
