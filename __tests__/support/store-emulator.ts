import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Place } from './xarch.js'

/** A real emulator, which lies in the store of a place. */
export async function storeEmulator({ cache }: Place, cpu: string): Promise<string> {
  const tool = path.join(cache, `xarch/tools/xarch-qemu-${cpu}`)
  const versions = await readdir(tool).catch(() => [])
  const [version] = versions.filter((name) => !name.startsWith('.'))
  if (version === undefined) throw new Error(`the store has no emulator for ${cpu}`)
  return path.join(tool, version, `qemu-${cpu}`)
}
