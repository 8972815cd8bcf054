import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Notes, as the engine does, that for the cpus of these tools nothing better was found today: a machine whose kept
 * emulators have known faults would else search again, for about 5 s, in every place that a test makes.
 * @param cache the engine's folder of that name
 * @param tools where its emulators are kept; where there are none nothing is noted
 */
export async function noteSearched(cache: string, tools: string): Promise<void> {
  const searched = path.join(cache, 'searched-emulators')
  for (const tool of await readdir(tools).catch(() => [])) {
    const [, cpu] = /^xarch-qemu-(\w+)$/.exec(tool) ?? []
    if (cpu === undefined) continue
    await mkdir(searched, { recursive: true })
    await writeFile(path.join(searched, cpu), '')
  }
}
