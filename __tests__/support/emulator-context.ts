import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { machine } from 'node:os'
import path from 'node:path'
import type { Architecture, Cpu } from '../../src/arch/architectures.js'
import type { QemuRequest } from '../../src/inputs/qemu.js'
import { networkFetch } from '../../src/platform/fetch.js'
import { folderTools } from '../../src/platform/local.js'
import type { Exec, Log, Output } from '../../src/platform/ports.js'
import type { Emulator } from '../../src/qemu/emulator.js'
import { provideEmulators, type EmulatorContext } from '../../src/qemu/provide.js'
import type { PublicKey } from '../../src/rootfs/keys.js'
import { enginePorts } from './engine.js'

/** What is known to the search for emulators, and what it said and did. */
export interface Search {
  readonly context: EmulatorContext
  /** Lines of the log, each behind its level. */
  readonly lines: string[]
  /** How often apt was asked to download something. */
  readonly aptDownloads: () => number
}

export interface SearchOptions {
  readonly request?: Partial<QemuRequest>
  /** Base of Alpine's mirror; without it one that has nothing. */
  readonly mirror?: string
  readonly keys?: readonly PublicKey[]
  /** The package that apt has; without it it has none. */
  readonly apt?: string
}

/** The real ports in a folder of a test; only apt-get is played: its package lies on the disk, or is not there. */
export function emulatorSearch(folder: string, options: SearchOptions = {}): Search {
  const ports = enginePorts(folder)
  const lines: string[] = []
  const log: Log = {
    info: (line) => lines.push(`info: ${line}`),
    debug: (line) => lines.push(`debug: ${line}`),
    warning: (line) => lines.push(`warning: ${line}`),
    error: (texts) => lines.push(...texts.map((line) => `error: ${line}`)),
  }
  let downloads = 0
  const asked = (): void => {
    downloads++
  }
  const { request, mirror = 'file:/nonexistent', keys = [], apt } = options
  return {
    lines,
    aptDownloads: () => downloads,
    context: {
      exec: withApt(ports.exec, apt, asked),
      log,
      progress: ports.progress,
      paths: ports.paths,
      fetch: networkFetch(log, new AbortController().signal, ports.progress),
      tools: folderTools(toolsIn(folder)),
      interrupts: ports.interrupts,
      remote: undefined,
      keepsForOthers: true,
      proxies: {},
      date: new Date(),
      request: { source: 'auto', path: '', version: '', cpuModel: '', variables: {}, ...request },
      packages: { mirror, hostArch: machine(), keys },
    },
  }
}

/** The emulators of all of these; throws why there is none for some. */
export async function allEmulators(
  architectures: readonly Architecture[],
  context: EmulatorContext,
): Promise<ReadonlyMap<Cpu, Emulator>> {
  const { emulators, whyNone } = await provideEmulators(architectures, context)
  const missing = architectures.filter(({ cpu }) => !emulators.has(cpu))
  if (missing.length > 0) throw whyNone(missing)
  return emulators
}

/** Where a search in a folder keeps what it has found. */
export const toolsIn = (folder: string): string => path.join(folder, 'tools')

function withApt(exec: Exec, debian: string | undefined, asked: () => void): Exec {
  const attempt: Exec['attempt'] = (command) => {
    const [program, , verb, name] = command.argv
    if (program !== 'apt-get') return exec.attempt(command)
    if (verb !== 'download') return Promise.resolve(ended(0))
    asked()
    if (debian === undefined || name !== 'qemu-user-static')
      return Promise.resolve(ended(100, `E: Unable to locate package ${name ?? ''}`))
    execFileSync('cp', [debian, command.cwd ?? ''])
    return Promise.resolve(ended(0))
  }
  const run: Exec['run'] = (command) => (command.argv[0] === 'apt-get' ? attempt(command) : exec.run(command))
  return { attempt, run, start: exec.start.bind(exec) }
}

const ended = (status: number, stderr = ''): Output => ({ status, signal: null, stdout: '', stderr })

/** A package qemu-user-static as Debian has it, with some emulators; made by dpkg-deb. */
export async function debianPackage(
  folder: string,
  files: Readonly<Record<string, Buffer>>,
): Promise<string> {
  const tree = path.join(folder, 'debian')
  await mkdir(path.join(tree, 'DEBIAN'), { recursive: true })
  await mkdir(path.join(tree, 'usr/bin'), { recursive: true })
  for (const [cpu, file] of Object.entries(files))
    await writeFile(path.join(tree, `usr/bin/qemu-${cpu}-static`), file, { mode: 0o755 })
  await writeFile(
    path.join(tree, 'DEBIAN/control'),
    'Package: qemu-user-static\nVersion: 1\nArchitecture: all\nMaintainer: a test <test@example.invalid>\nDescription: x\n',
  )
  const debian = path.join(folder, 'qemu-user-static_1_all.deb')
  execFileSync('dpkg-deb', ['--build', '-Znone', tree, debian], { stdio: ['ignore', 'ignore', 'inherit'] })
  return debian
}
