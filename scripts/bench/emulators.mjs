// Emulators and their handlers, and the start of the action.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { environment, fewRounds, folder, median, mirror } from './ground.mjs'
import { output, project, rounds, run, store, time, timeServed, xarch } from './ground.mjs'
import { makeRepository } from './repository.mjs'
import { serve } from './serve.mjs'

/** The action until it has read its inputs (and refuses them). */
export function start() {
  const env = { ...environment, GITHUB_STATE: '', INPUT_ARCH: 'none-such', RUNNER_TEMP: folder }
  const bundle = join(project, 'dist/index.js')
  const once = (argv) => {
    const begin = performance.now()
    spawnSync(process.execPath, argv, { env, cwd: folder })
    return performance.now() - begin
  }
  const ours = []
  const theirs = []
  for (let round = 0; round < rounds; round++) {
    ours.push(once([bundle]))
    theirs.push(once(['-e', '0']))
  }
  return { ours: median(ours), theirs: median(theirs) }
}

/**
 * All handlers at once, beyond what the command takes to start; where /run is a tmpfs, as systemd has it (a machine
 * without systemd may have it on its disk).
 */
export async function allHandlers() {
  const holder = spawn('unshare', ['--mount', 'sh', '-ec', 'mount -t tmpfs run /run; echo there; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => holder.stdout.once('data', resolve))
  const there = (...args) => time(['nsenter', `--mount=/proc/${holder.pid}/ns/mnt`, ...xarch(...args)])
  const add = ['handlers', 'add', 'all', '--mirror', `file:${mirror}`]
  const ours = []
  const theirs = []
  there(...add) // brings the emulators
  there('handlers', 'remove', 'all')
  for (let round = 0; round < rounds; round++) {
    ours.push(there(...add))
    there('handlers', 'remove', 'all')
    theirs.push(there('--version'))
  }
  holder.stdin.end()
  await new Promise((resolve) => holder.once('close', resolve))
  return { ours: median(ours), theirs: median(theirs) }
}

/**
 * What a run says that emulator and handler took, where somebody else's handler of the same name serves. It is registered
 * in a mount namespace of its own, and gone with it.
 */
export function reused() {
  const tool = join(store, 'tools/xarch-qemu-aarch64')
  const row = JSON.parse(output(xarch('archs', '--json')))
  const { magic, mask } = row.find(({ name }) => name === 'aarch64')
  const bytes = (hex) => hex.replace(/../g, '\\x$&')
  const file = join(tool, readdirSync(tool)[0], 'qemu-aarch64')
  const line = `:qemu-aarch64:M::${bytes(magic)}:${bytes(mask)}:${file}:PF`
  const script = [
    'mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc',
    'printf %s "$1" >/proc/sys/fs/binfmt_misc/register',
    'shift',
    ...['first', ...Array(rounds).fill('again')].map(() => '"$@" || exit'),
  ].join('\n')
  const [program, verb, , ...options] = run(`file:${mirror}`, '/bin/true')
  const { status, stderr } = spawnSync(
    'unshare',
    ['--mount', 'sh', '-e', '-c', script, 'sh', line, program, verb, '--verbose', ...options],
    { env: environment, cwd: folder, encoding: 'utf8' },
  )
  const found = [...stderr.matchAll(/emulator (\d+) ms, handler (\d+) ms/g)].slice(1)
  if (status !== 0 || found.length !== rounds)
    throw new Error(`a run with a reused handler failed: ${stderr}`)
  return Math.max(...[1, 2].map((part) => median(found.map((match) => Number(match[part])))))
}

/** The folder of a repository with one emulator. */
function withOneEmulator() {
  const base = join(folder, 'repository')
  const arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64'
  const tree = join(folder, 'tree')
  const bin = join(tree, 'usr/bin')
  mkdirSync(bin, { recursive: true })
  const tool = join(store, 'tools/xarch-qemu-ppc')
  cpSync(join(tool, readdirSync(tool)[0], 'qemu-ppc'), join(bin, 'qemu-ppc'))
  const packages = [{ name: 'qemu-ppc', version: '9.9-r0', tree }]
  makeRepository(join(base, 'latest-stable/community', arch), arch, packages)
  return base
}

/** An emulator out of an apk repository on loopback: verified, unpacked, proved, kept, registered. */
export async function fromRepository(key) {
  const base = withOneEmulator()
  const { url, close } = await serve(base)
  const times = []
  for (let round = 0; round < fewRounds; round++) {
    rmSync(join(store, 'tools/xarch-qemu-ppc'), { recursive: true })
    times.push(
      await timeServed(xarch('handlers', 'add', 'ppc', '--qemu', 'apk', '--mirror', url, '--keys', key)),
    )
    time(xarch('handlers', 'remove', 'ppc'))
  }
  close()
  return median(times)
}

/** One file out of the distribution's package, against the shortest pipe there is. */
export function fromPackage() {
  spawnSync('apt-get', ['-q', 'download', 'qemu-user-static'], { cwd: folder })
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb'))
  const member = './usr/bin/qemu-ppc-static'
  const ours = []
  const theirs = []
  for (let round = 0; round < 3; round++) {
    ours.push(time(['bash', join(project, 'src/qemu/extract.sh'), archive, folder, member]))
    theirs.push(time(['sh', '-c', `dpkg-deb --fsys-tarfile ${archive} | tar x ${member}`]))
  }
  return { ours: median(ours), theirs: median(theirs) }
}
