import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { describe } from '@jest/globals'
import type { Architecture, Cpu } from '../../src/arch/architectures.js'
import { entryNames } from '../../src/binfmt/entry.js'
import type { Emulator } from '../../src/qemu/emulator.js'
import { handlerEntries, provideHandlers } from '../../src/qemu/handlers.js'
import type { DebianJob, DebianPorts } from '../../src/rootfs/debian/build.js'
import { parseOsRelease } from '../../src/rootfs/debian/status.js'
import { guestEnvironment, NOTHING_OUTSIDE } from '../../src/sandbox/environment.js'
import { openSandbox, type SandboxPorts } from '../../src/sandbox/sandbox.js'
import { architecture } from './builders.js'
import { enginePorts, type EnginePorts } from './engine.js'
import { everyEmulator } from './every-emulator.js'
import { execOn, startHost, type Host } from './host.js'
import { NEWER_EMULATORS } from './newer-emulators.js'

/** Roots of Debian, from the mirror that this machine's own apt uses. */

const RELEASE = parseOsRelease(readFileSync('/etc/os-release', 'utf8'))

/** The machine's own suite. */
export const SUITE = RELEASE.get('VERSION_CODENAME') ?? ''

/** The first mirror of it that the machine's apt has; undefined where there is none. */
const OWN = outputOf('apt-get', 'indextargets', '--format', '$(RELEASE) $(REPO_URI)', 'Created-By: Packages')
  .split('\n')
  .find((line) => line.startsWith(`${SUITE} http`))
export const MIRROR = (OWN?.split(' ')[1] ?? '').replace(/\/+$/, '')

/** A describe block of what needs them; where there are none here it is skipped, and says why. */
export const describeDebian = choose()

function choose(): typeof describe | typeof describe.skip {
  const reason = whyNot()
  if (reason === '') return describe
  process.stderr.write(`roots of Debian: SKIPPED, ${reason}\n`)
  return describe.skip
}

function whyNot(): string {
  if (RELEASE.get('ID') !== 'debian') return 'this machine is no Debian, whose mirror it would use'
  if (MIRROR === '') return 'the apt of this machine has no mirror'
  return outputOf('which', 'mmdebstrap') === '' ? 'scripts/test-tools.sh could not get mmdebstrap' : ''
}

function outputOf(program: string, ...argv: string[]): string {
  try {
    return execFileSync(program, argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

/** A job for the machine's own suite. */
export function aDebianJob(arch: string, target: string, overrides: Partial<DebianJob> = {}): DebianJob {
  return {
    distribution: 'debian',
    suite: SUITE,
    arch: architecture(arch),
    packages: [],
    mirror: undefined,
    repositories: [],
    keys: [],
    allowUntrusted: false,
    target,
    ...overrides,
  }
}

/** What is kept of what was said. */
export interface Said {
  readonly lines: string[]
}

/** Ports on a host, and what the engine says to them. */
export function debianPorts(
  folder: string,
  host?: Host,
): DebianPorts & EnginePorts & { readonly said: Said } {
  const ports = enginePorts(folder)
  const said: Said = { lines: [] }
  const say = (line: string): void => void said.lines.push(line)
  const log = { ...ports.log, info: say, debug: say }
  return { ...ports, log, said, proxies: {}, exec: host ? execOn(host, ports.exec) : ports.exec }
}

/** A machine on which programs of some architectures run, until it is disposed of. */
export async function hostThatRuns(
  names: readonly string[],
  folder: string,
): Promise<{ readonly host: Host; [Symbol.asyncDispose](): Promise<void> }> {
  const rows = names.map(architecture)
  const emulators = await emulatorsOf(rows, folder)
  const host = await startHost()
  const plans = rows.map((arch) => ({ arch, names: entryNames(arch), setuid: false }))
  const ports = debianPorts(folder, host)
  const registered = await provideHandlers(handlerEntries(plans, emulators), rows, 'run', ports)
  return {
    host,
    [Symbol.asyncDispose]: async () => {
      await registered.release()
      await host[Symbol.asyncDispose]()
    },
  }
}

/** In a folder of ours, so that the host takes what it leaves away. */
async function emulatorsOf(
  rows: readonly Architecture[],
  folder: string,
): Promise<ReadonlyMap<Cpu, Emulator>> {
  const files = NEWER_EMULATORS === undefined ? await everyEmulator(folder) : undefined
  const emulators = new Map<Cpu, Emulator>()
  for (const { cpu } of rows) {
    const from = files ? files.get(cpu) : path.join(NEWER_EMULATORS ?? '', `qemu-${cpu}`)
    if (from === undefined || !existsSync(from)) throw new Error(`there is no emulator for ${cpu}`)
    const file = path.join(folder, `qemu-${cpu}`)
    await copyFile(from, file)
    emulators.set(cpu, { cpu, file, version: '0', source: 'of the test' })
  }
  return emulators
}

/** What a command says in a sandbox of a root, and its status. */
export async function within(root: string, script: string, ports: SandboxPorts): Promise<string> {
  const scratch = path.join(path.dirname(root), 'scratch')
  await mkdir(scratch, { recursive: true })
  const sandbox = await openSandbox(
    { mounts: { root, scratch, mode: 'overlay', volumes: [] }, handlers: [], network: 'host' },
    ports,
  )
  let said = ''
  const environment = guestEnvironment([], NOTHING_OUTSIDE)
  const guest = sandbox.start(
    { argv: ['sh', '-c', script], folder: '/tmp', environment },
    { kind: 'piped', onOutput: (_, chunk) => (said += chunk.toString('utf8')) },
  )
  const { status } = await guest.exit
  await sandbox.close()
  await guest.drained
  return `${said}${status ?? 'killed'}`
}

const isLong = process.env['XARCH_TEST_LONG'] !== undefined

/** Architectures that take a minute each: tried where there is time for all (XARCH_TEST_LONG=1), else left out, aloud. */
export const LONG = {
  archs: (names: readonly string[]): readonly string[] => (isLong ? names : []),
  note: isLong ? '' : ' (others are left out: XARCH_TEST_LONG=1 tries them, a minute each)',
} as const
