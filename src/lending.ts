import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Paths } from './platform/ports.js'

/**
 * Does work with the runner's files (GITHUB_ENV and their kin) as whoever works inside can write to them. They belong to the job's user: root
 * and that user get them as they are; another gets files of their own in their place, in a folder that nobody else of the machine can enter,
 * whose content goes into the runner's at the end.
 * @param user the input `user`
 */
export async function lending<T>(user: string, paths: Paths, work: (paths: Paths) => Promise<T>): Promise<T> {
  if (user === 'root' || user === 'runner') return work(paths)
  const folder = join(paths.store, 'lent')
  await mkdir(folder, { mode: 0o700 })
  const visible = paths.visible.map((file, index) =>
    file.readOnly ? file : { ...file, source: join(folder, String(index)) },
  )
  const lent = visible.flatMap(({ path, source }) => (source === undefined ? [] : [{ path, source }]))
  for (const { path, source } of lent) {
    await writeFile(source, '')
    await content(path, source)
    await chmod(source, 0o666)
  }
  const sizes = await Promise.all(lent.map(async ({ source }) => (await stat(source)).size))
  try {
    return await work({ ...paths, visible })
  } finally {
    for (const [index, { path, source }] of lent.entries()) await giveBack(source, path, sizes[index] ?? 0)
  }
}

/** Adds what was added: we write to the runner's own file too. One that is shorter than before was written anew. */
async function giveBack(from: string, to: string, sizeBytes: number): Promise<void> {
  if ((await stat(from)).size < sizeBytes) return content(from, to)
  await pipeline(createReadStream(from, { start: sizeBytes }), createWriteStream(to, { flags: 'a' }))
}

/** The file stays the one that it is: its mode too. */
async function content(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createWriteStream(to))
}
