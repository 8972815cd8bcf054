// Several architectures at once.
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { clearInterval, setInterval } from 'node:timers'
import { environment, fewRounds, folder, median, mirror, output, store, time, xarch } from './ground.mjs'

const KEY = join(mirror, 'keys/be-fixture@example.invalid.rsa.pub')
const OPTIONS = ['--quiet', '--branch', 'v3.20', '--mirror', `file:${mirror}`, '--keys', KEY]
const run = (archs, script) => xarch('run', '-a', archs.join(','), ...OPTIONS, '--', 'sh', '-c', script)

const BUSY = ['aarch64', 'ppc', 'ppc64', 'mips64']
const COUNTING = 'i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done'

/** All at once, against the best that as many cores could do with what each takes alone. */
export function makespan() {
  time(run(BUSY, 'true'))
  const times = { ours: [], theirs: [] }
  for (let round = 0; round < Math.min(fewRounds, 3); round++) {
    times.ours.push(time(run(BUSY, COUNTING)))
    times.theirs.push(scheduled(BUSY.map((arch) => time(run([arch], COUNTING)))))
  }
  return { ours: median(times.ours), theirs: median(times.theirs) }
}

/** How long the cores are busy with pieces that take so long: the longest first, each where it is done soonest. */
function scheduled(pieces) {
  const cores = Array.from({ length: availableParallelism() }, () => 0)
  for (const piece of pieces.toSorted((a, b) => b - a)) cores[cores.indexOf(Math.min(...cores))] += piece
  return Math.max(...cores)
}

const SAYING = 'seq 1 1000000'

/** Two architectures that say much to whoever reads a pipe, with labels, against the same two whose output is passed through. */
export function labelled() {
  const pair = ['aarch64', 'ppc']
  const unseen = (...runs) => [
    'sh',
    '-c',
    `${runs.map((argv) => `${quoted(argv)} | cat >/dev/null &`).join(' ')} wait`,
  ]
  const times = { ours: [], theirs: [] }
  for (let round = 0; round < Math.min(fewRounds, 5); round++) {
    times.ours.push(time(unseen(run(pair, SAYING))))
    times.theirs.push(time(unseen(...pair.map((arch) => run([arch], SAYING)))))
  }
  return { ours: median(times.ours), theirs: median(times.theirs) }
}

const quoted = (argv) => argv.map((word) => `'${word}'`).join(' ')

/** Most memory of node, in MB, with a target of each architecture there is, all in one native root, and how many that are. */
export async function memory() {
  output(xarch('run', '-a', process.arch === 'arm64' ? 'aarch64' : 'x86_64', ...OPTIONS, '--', 'true'))
  const native = readdirSync(join(store, 'roots')).find((name) =>
    name.includes(process.arch === 'arm64' ? 'aarch64' : 'x86_64'),
  )
  const kept = join(store, 'roots', native)
  const root = join(kept, readdirSync(kept)[0], 'root')
  const names = JSON.parse(output(xarch('archs', '--json'))).map(({ name }) => name)
  const [program, ...args] = xarch(
    'run',
    '--quiet',
    '-a',
    names.join(','),
    '--rootfs',
    root,
    '--',
    'sh',
    '-c',
    'seq 1 20000',
  )
  output(['sh', '-c', `${quoted([program, ...args])} >/dev/null`]) // gets the emulators
  const child = spawn(program, args, {
    env: environment,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, peakOf(child.pid))
  }, 20)
  const status = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(timer)
  if (status !== 0) throw new Error(`${names.length} targets ended with ${status}`)
  return { most: most / 1024, targets: names.length }
}

/** VmHWM, in KiB. Source: proc(5). */
function peakOf(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
