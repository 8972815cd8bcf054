// npm run bench: what a step waits for, against what it would take by hand, in the same run and in turn.
// These machines are noisy: medians are shown, and a figure over its limit is marked, not failed.
import { spawn, spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'

const project = join(import.meta.dirname, '..')
const mirror = join(project, '__tests__/fixtures/mirror')
const rounds = Number(process.argv[2] ?? 11)
const folder = mkdtempSync(join(tmpdir(), 'xarch-bench-'))
const environment = { PATH: process.env.PATH, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') }

/** Milliseconds that a command takes from its start to its end; its status has to be 0. */
function time(argv, env = environment) {
  const start = performance.now()
  const { status, stderr } = spawnSync(argv[0], argv.slice(1), { env, cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - start
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** Serves the embedded mirror on loopback. */
async function serveMirror() {
  const server = createServer((request, response) => {
    const path = join(mirror, normalize(decodeURIComponent(request.url)))
    if (!existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end()
    response.writeHead(200, { 'content-length': statSync(path).size })
    if (request.method === 'HEAD') response.end()
    else createReadStream(path).pipe(response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

/** As `time`, but leaves our own event loop free to serve. */
async function timeServed(argv) {
  const start = performance.now()
  const child = spawn(argv[0], argv.slice(1), {
    env: environment,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const status = await new Promise((resolve) => child.once('close', resolve))
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${said}`)
  return performance.now() - start
}

const run = (url, ...command) => [
  join(project, 'bin/xarch'),
  ...['run', '--quiet', '-a', 'aarch64', '--branch', 'v3.20', '--mirror', url, '--', ...command],
]

/** A warm run of ours against a bare change of root with the same handler and the same root. */
async function warm() {
  const local = `file:${mirror}`
  time(run(local, '/bin/true'))
  const roots = join(folder, 'cache/xarch/roots')
  const root = join(roots, readdirSync(roots)[0], 'root')
  const bare = ['unshare', '-mpf', '--setgroups', 'allow', 'chroot', root, '/bin/true']
  const ours = []
  const theirs = []
  for (let round = 0; round < rounds; round++) {
    ours.push(time(run(local, '/bin/true')))
    const [program, ...args] = run(local, 'sh', '-c', 'echo there; cat') // holds the handler for the bare one
    const holder = spawn(program, args, { env: environment, cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    theirs.push(time(bare))
    holder.stdin.end()
    await new Promise((resolve) => holder.once('close', resolve))
  }
  return { ours: median(ours), theirs: median(theirs) }
}

/** From nothing but the emulator, over loopback. */
async function cold() {
  const { url, close } = await serveMirror()
  const times = []
  for (let round = 0; round < Math.min(rounds, 7); round++) {
    rmSync(join(folder, 'cache/xarch/roots'), { recursive: true, force: true })
    times.push(await timeServed(run(url, '/bin/true')))
  }
  close()
  return median(times)
}

/** The action until it has read its inputs (and refuses them). */
function start() {
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

function show(what, value, limit, note) {
  const mark = value <= limit ? 'ok  ' : 'OVER'
  console.log(`${mark} ${what}: ${Math.round(value)} ms (at most ${limit} ms; ${note})`)
}

try {
  const warmed = await warm()
  const more = warmed.ours - warmed.theirs
  show(
    'warm /bin/true, more than a bare chroot',
    more,
    150,
    `ours ${Math.round(warmed.ours)} ms, bare ${Math.round(warmed.theirs)} ms`,
  )
  show('cold /bin/true, loopback mirror, emulator kept', await cold(), 600, `${Math.min(rounds, 7)} rounds`)
  const started = start()
  show("start of the action's bundle", started.ours, 150, `node alone ${Math.round(started.theirs)} ms`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
