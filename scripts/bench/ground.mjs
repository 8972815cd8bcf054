// What the benchmarks stand on: a folder that goes with them, an environment of its own, and a clock.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

export const project = join(import.meta.dirname, '../..')
export const mirror = join(project, '__tests__/fixtures/mirror')
export const rounds = Number(process.argv[2] ?? 11)
/** For what takes seconds. */
export const fewRounds = Math.min(rounds, 7)
// Not in /tmp: ext4 makes files slowly in a group of folders where many were removed within the last minute.
export const folder = mkdtempSync('/var/tmp/xarch-bench-')
export const environment = { PATH: process.env.PATH, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') }
export const store = join(folder, 'cache/xarch')

export const xarch = (...args) => [join(project, 'bin/xarch'), ...args]

/** A run of the newest aarch64 minirootfs of the mirror at `url`. */
export const run = (url, ...command) => runWith(['--mirror', url], ...command)

/** The same with other options. */
export const runWith = (options, ...command) =>
  xarch('run', '--quiet', '-a', 'aarch64', '--branch', 'v3.20', ...options, '--', ...command)

/** Milliseconds that a command takes from its start to its end; its status has to be 0. */
export function time(argv, env = environment) {
  const start = performance.now()
  output(argv, env)
  return performance.now() - start
}

/** What a command says on standard output; its status has to be 0. */
export function output([program, ...args], env = environment) {
  const { status, stdout, stderr } = spawnSync(program, args, { env, cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`)
  return stdout
}

/** As `time`, but leaves our own event loop free to serve. */
export async function timeServed([program, ...args]) {
  const start = performance.now()
  const stdio = ['ignore', 'ignore', 'pipe']
  const child = spawn(program, args, { env: environment, cwd: folder, stdio })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const status = await new Promise((resolve) => child.once('close', resolve))
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${said}`)
  return performance.now() - start
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** The folder of the only root that is kept. */
export function onlyRoot() {
  const [key] = readdirSync(join(store, 'roots')).filter((name) => !name.startsWith('.'))
  const kept = join(store, 'roots', key)
  return join(kept, readdirSync(kept)[0], 'root')
}

let aside = 0

/** Puts a folder aside. Not removed: ext4 is slow to make files where some were removed within the last minute. */
export function putAside(path) {
  renameSync(path, join(folder, `aside-${aside++}`))
}
