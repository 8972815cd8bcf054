// npm run bench: what a step waits for, against what it would take by hand, in the same run and in turn.
// These machines are noisy: medians are shown, and a figure over its limit is marked, not failed.
import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { join, normalize } from 'node:path'

const project = join(import.meta.dirname, '..')
const mirror = join(project, '__tests__/fixtures/mirror')
const rounds = Number(process.argv[2] ?? 11)
// Not in /tmp: ext4 makes files slowly in a group of folders where many were removed within the last minute.
const folder = mkdtempSync('/var/tmp/xarch-bench-')
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

/** Serves a folder on loopback. */
async function serve(root) {
  const server = createServer((request, response) => {
    const path = join(root, normalize(decodeURIComponent(request.url)))
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
  const { url, close } = await serve(mirror)
  const times = []
  const roots = join(folder, 'cache/xarch/roots')
  for (let round = 0; round < Math.min(rounds, 7); round++) {
    // Put aside, not removed: ext4 is slow to make files where some were removed within the last minute.
    renameSync(roots, `${roots}-${round}`)
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

const xarch = (...args) => [join(project, 'bin/xarch'), ...args]

/**
 * All handlers at once, beyond what the command takes to start; where /run is a tmpfs, as systemd has it (a machine
 * without systemd may have it on its disk).
 */
async function allHandlers() {
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
function reused() {
  const tool = join(folder, 'cache/xarch/tools/xarch-qemu-aarch64')
  const row = JSON.parse(spawnSync(...spread(xarch('archs', '--json')), { encoding: 'utf8' }).stdout)
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

const spread = ([program, ...args]) => [program, args]

/** A signed apk repository with one emulator, as Alpine's mirrors have them; returns its folder and the key. */
function makeRepository() {
  const recipe = join(mirror, 'recipe/mkapk.py')
  const base = join(folder, 'repository')
  const place = join(base, 'latest-stable/community', process.arch === 'arm64' ? 'aarch64' : 'x86_64')
  const tree = join(folder, 'tree/usr/bin')
  for (const made of [place, tree]) mkdirSync(made, { recursive: true })
  const tool = join(folder, 'cache/xarch/tools/xarch-qemu-ppc')
  cpSync(join(tool, readdirSync(tool)[0], 'qemu-ppc'), join(tree, 'qemu-ppc'))
  writeFileSync(
    join(folder, 'meta'),
    'pkgname = qemu-ppc\npkgver = 9.9-r0\npkgdesc = bench\nlicense = GPL-2.0-only\n',
  )
  const key = join(folder, 'bench.rsa')
  time(['openssl', 'genrsa', '-out', key, '2048'])
  time(['openssl', 'rsa', '-in', key, '-pubout', '-out', `${key}.pub`])
  const signed = ['--key', key, '--keyname', 'bench.rsa.pub']
  const arch = place.slice(place.lastIndexOf('/') + 1)
  const options = [
    '--tree',
    join(folder, 'tree'),
    '--meta',
    join(folder, 'meta'),
    '--arch',
    arch,
    '--out',
    place,
  ]
  time(['python3', recipe, 'pkg', ...signed, ...options])
  time(['python3', recipe, 'index', ...signed, '--dir', place])
  return { base, key: `${key}.pub` }
}

/** An emulator out of an apk repository on loopback: verified, unpacked, proved, kept, registered. */
async function fromRepository() {
  const { base, key } = makeRepository()
  const { url, close } = await serve(base)
  const times = []
  for (let round = 0; round < Math.min(rounds, 7); round++) {
    rmSync(join(folder, 'cache/xarch/tools/xarch-qemu-ppc'), { recursive: true })
    times.push(
      await timeServed(xarch('handlers', 'add', 'ppc', '--qemu', 'apk', '--mirror', url, '--keys', key)),
    )
    time(xarch('handlers', 'remove', 'ppc'))
  }
  close()
  return median(times)
}

/** One file out of the distribution's package, against the shortest pipe there is. */
function fromPackage() {
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
  const all = await allHandlers()
  show(
    'all handlers, beyond the start of the command',
    all.ours - all.theirs,
    50,
    `${Math.round(all.ours)} ms in all`,
  )
  show('an emulator or a handler that is reused', reused(), 5, 'the slower of the two, by what a run says')
  const started_ = time(xarch('--version'))
  const apk = (await fromRepository()) - started_
  show('an emulator from an apk repository on loopback', apk, 500, 'registered and proved, beyond the start')
  const one = fromPackage()
  show(
    'one emulator out of the package',
    one.ours,
    Math.round(one.theirs * 1.5),
    `dpkg-deb | tar ${Math.round(one.theirs)} ms`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
