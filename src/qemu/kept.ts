import { join } from 'node:path'
import type { Architecture, Cpu } from '../arch/architectures.js'
import type { ToolCache } from '../platform/ports.js'
import { isStaticProgram, type Emulator } from './emulator.js'

/** Those kept in the tool cache, all versions; they were proved before they were kept. */
export async function keptEmulators(
  architectures: readonly Architecture[],
  tools: ToolCache,
): Promise<Emulator[]> {
  const found = await Promise.all(
    architectures.map(async ({ cpu }) =>
      (await tools.find(toolName(cpu))).map(({ folder, version }): Emulator => {
        const [number = '', release = ''] = version.split('-')
        return {
          ...{ cpu, version: number, file: join(folder, fileName(cpu)), source: 'kept from before' },
          ...(/^r\d+$/.test(release) ? { release } : {}),
        }
      }),
    ),
  )
  return found.flat().filter(({ file }) => isStaticProgram(file))
}

/** What the emulator of a cpu is called in the tool cache. */
export const toolName = (cpu: Cpu): string => `xarch-qemu-${cpu}`
/** The name of its file there. */
export const fileName = (cpu: Cpu): string => `qemu-${cpu}`
