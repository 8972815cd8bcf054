import { copyFile, link, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'

/**
 * The files of a tree, linked where that can be; nothing where there is none (the machine has emulators of its own). Who
 * gets them may remove and replace them, and not write to them or change their owner or mode: all have the same.
 */
export async function linkFiles(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const target = path.join(to, path.relative(from, file))
    await mkdir(path.dirname(target), { recursive: true })
    await link(file, target).catch(() => copyFile(file, target))
  }
}
