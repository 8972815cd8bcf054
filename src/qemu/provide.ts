import { access, constants, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Architecture, Cpu } from '../arch/architectures.js'
import type { Exec, Log, Paths, ToolCache } from '../platform/ports.js'
import { withTemporaryFolder } from '../platform/temporary.js'
import { Failed } from '../report/errors.js'
import { downloadFromApt } from './apt.js'
import { CANARY_STATUS } from './canary.js'
import { byCpu, needsLoader, parseVersion, type Emulator } from './emulator.js'
import { runCanary } from './proof.js'

export interface EmulatorPorts {
  readonly exec: Exec
  readonly log: Log
  readonly tools: ToolCache
  readonly paths: Paths
}

/** Where distributions put their static emulators. */
const HOST_FOLDERS = ['/usr/bin', '/usr/local/bin']
/** Where a program's headers are, with much room. */
const HEAD_BYTES = 4096

/**
 * An emulator for each cpu: the host's own static one, one kept from earlier, or the one file needed out of the
 * distribution's package. Throws `Failed` where a cpu has none.
 */
export async function provideEmulators(
  architectures: readonly Architecture[],
  ports: EmulatorPorts,
): Promise<ReadonlyMap<Cpu, Emulator>> {
  const wanted = byCpu(architectures)
  const found = new Map<Cpu, Emulator>()
  await Promise.all(
    [...wanted.values()].map(async (arch) => {
      const emulator = (await ofHost(arch, ports)) ?? (await kept(arch, ports))
      if (emulator) found.set(arch.cpu, emulator)
    }),
  )
  const missing = [...wanted.values()].filter(({ cpu }) => !found.has(cpu))
  if (missing.length > 0) {
    for (const emulator of await fromApt(missing, ports)) found.set(emulator.cpu, emulator)
  }
  return found
}

async function ofHost(arch: Architecture, ports: EmulatorPorts): Promise<Emulator | undefined> {
  for (const folder of HOST_FOLDERS) {
    for (const name of [`qemu-${arch.cpu}-static`, `qemu-${arch.cpu}`]) {
      const file = join(folder, name)
      if (!(await isStaticProgram(file))) continue
      const version = await proved(file, arch, ports)
      if (version !== undefined) return { cpu: arch.cpu, file, version, source: 'of this machine' }
      ports.log.warning(`${file} does not run a ${arch.name} program; it is passed over`)
    }
  }
  return undefined
}

async function kept(arch: Architecture, ports: EmulatorPorts): Promise<Emulator | undefined> {
  const tool = await ports.tools.find(toolName(arch.cpu))
  if (!tool) return undefined
  // It was proved before it was kept.
  return {
    cpu: arch.cpu,
    file: join(tool.folder, fileName(arch.cpu)),
    version: tool.version,
    source: 'kept from before',
  }
}

async function fromApt(missing: readonly Architecture[], ports: EmulatorPorts): Promise<Emulator[]> {
  return withTemporaryFolder(ports.paths.temporary, async (folder) => {
    const cpus = missing.map(({ cpu }) => cpu)
    const files = await downloadFromApt(cpus, folder, ports)
    return Promise.all(missing.map((arch) => keepProved(arch, files.get(arch.cpu), ports)))
  })
}

async function keepProved(
  arch: Architecture,
  file: string | undefined,
  ports: EmulatorPorts,
): Promise<Emulator> {
  if (file === undefined || !(await isStaticProgram(file))) throw nowhere(arch)
  const version = await proved(file, arch, ports)
  if (version === undefined) throw broken(arch)
  const folder = await ports.tools.keep(file, fileName(arch.cpu), toolName(arch.cpu), version)
  return { cpu: arch.cpu, file: join(folder, fileName(arch.cpu)), version, source: 'from apt' }
}

/** Its version, when it runs the canary of that architecture. */
async function proved(file: string, arch: Architecture, ports: EmulatorPorts): Promise<string | undefined> {
  const asked = { argv: [file, '--version'] as const, why: `ask ${file} for its version`, timeoutMs: 10_000 }
  const [canary, version] = await Promise.all([runCanary(arch, file, ports), ports.exec.attempt(asked)])
  return canary.status === CANARY_STATUS ? parseVersion(version.stdout) : undefined
}

async function isStaticProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    if (!(await stat(file)).isFile()) return false
    const handle = await open(file)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
      return !needsLoader(buffer.subarray(0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}

const toolName = (cpu: Cpu): string => `xarch-qemu-${cpu}`
const fileName = (cpu: Cpu): string => `qemu-${cpu}`

function nowhere({ name, cpu }: Architecture): Failed {
  return new Failed({
    what: `there is no static emulator for ${name}: the distribution's packages have no qemu-${cpu}`,
    todo: `Install a static qemu-${cpu}-static into /usr/local/bin, or use a newer distribution.`,
  })
}

function broken({ name, cpu }: Architecture): Failed {
  return new Failed({
    what: `the distribution's qemu-${cpu} does not run a ${name} program here (its canary did not end with ${CANARY_STATUS})`,
    todo: `Install another static qemu-${cpu}-static into /usr/local/bin.`,
  })
}
