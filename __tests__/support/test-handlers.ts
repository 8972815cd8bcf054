import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import type { Handler } from '../../src/binfmt/entry.js'
import { registerHandlers, type Lifetime, type Registered } from '../../src/binfmt/registry.js'
import { enginePorts } from './engine.js'
import { execOn, type Host } from './host.js'
import { handlerFor, living } from './registration.js'

/** Two handlers of a test's own, with one emulator that has an odd name. */
export async function twoHandlers(folder: string): Promise<{ one: Handler; two: Handler }> {
  const file = path.join(folder, "emu later's")
  await copyFile('/bin/true', file)
  return { one: handlerFor('xarch-test-one', file), two: handlerFor('xarch-test-two', file) }
}

/** Registers as a run of that name would do it on that host. */
export function registerOn(
  host: Host,
  folder: string,
  handlers: Handler[],
  lifetime: Lifetime,
  holder?: string,
): Promise<Registered> {
  const ports = enginePorts(folder, holder)
  return registerHandlers(handlers, lifetime, { ...ports, exec: execOn(host, ports.exec) })
}

/** Does something while a process lives. */
export async function withLivingProcess(work: (name: string) => Promise<void>): Promise<void> {
  const process = living()
  try {
    await work(process.name)
  } finally {
    await process.end()
  }
}
