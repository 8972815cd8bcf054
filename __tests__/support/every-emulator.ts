import { readdir } from 'node:fs/promises'
import { machine } from 'node:os'
import path from 'node:path'
import { ARCHITECTURES, type Architecture, type Cpu } from '../../src/arch/architectures.js'
import { executionOn } from '../../src/arch/resolve.js'
import { downloadFromApt } from '../../src/qemu/apt.js'
import { isStaticProgram } from '../../src/qemu/emulator.js'
import { enginePorts } from './engine.js'
import { QEMU_FOLDER, sharedFolder } from './given-emulators.js'

/** The architectures of the table that this machine does not run by itself. */
export const FOREIGN_ROWS: readonly Architecture[] = ARCHITECTURES.filter(
  (row) => executionOn(machine(), row) !== 'native',
)

/**
 * A static emulator for each cpu of those rows that one exists of here: in XARCH_TEST_QEMU_DIR, else in apt's package,
 * else among those that the tests keep.
 * @param folder an empty one, for what apt has
 */
export async function everyEmulator(folder: string): Promise<ReadonlyMap<Cpu, string>> {
  const cpus = [...new Set(FOREIGN_ROWS.map(({ cpu }) => cpu))]
  const found = new Map<Cpu, string>()
  const given = QEMU_FOLDER ?? ''
  for (const cpu of given === '' ? [] : cpus) {
    for (const name of [`qemu-${cpu}-static`, `qemu-${cpu}`])
      if (!found.has(cpu) && isStaticProgram(path.join(given, name))) found.set(cpu, path.join(given, name))
  }
  if (found.size > 0) return found
  try {
    const files = await downloadFromApt(cpus, folder, { ...enginePorts(folder), proxies: {} })
    return new Map([...files].map(([cpu, { file }]) => [cpu, file]))
  } catch {
    const kept = sharedFolder('emulators')
    for (const file of await readdir(kept, { recursive: true }).catch(() => [])) {
      const cpu = cpus.find((name) => path.basename(file) === `qemu-${name}`)
      const place = path.join(kept, file)
      if (cpu !== undefined && isStaticProgram(place)) found.set(cpu, place)
    }
    return found
  }
}
