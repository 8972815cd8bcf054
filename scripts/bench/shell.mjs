// The shell of a later step against a bare change of root, with the same handler and the same root.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder, median, mirror, output, project, rounds, store, time } from './ground.mjs'

const temp = join(folder, 'runner')
const files = Object.fromEntries(
  ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'].map((name) => [`GITHUB_${name}`, join(temp, name)]),
)
const environment = {
  ...{ PATH: process.env.PATH, HOME: folder, CI: 'true', GITHUB_WORKSPACE: join(folder, 'workspace') },
  ...{ RUNNER_TEMP: temp, ...files },
}

/** The emulator that the command has kept. */
function emulator() {
  const kept = join(store, 'tools/xarch-qemu-aarch64')
  return join(kept, readdirSync(kept)[0], 'qemu-aarch64')
}

/** Main, or post where there is a state. */
function action(more) {
  const inputs = {
    ARCH: 'aarch64',
    MIRROR: `file:${mirror}`,
    BRANCH: 'v3.20',
    CACHE: 'false',
    QEMU: emulator(),
  }
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])
  const env = { ...environment, ...Object.fromEntries(given), ...more }
  output([process.execPath, join(project, 'dist/index.js')], env)
}

export function shell() {
  for (const made of [temp, environment.GITHUB_WORKSPACE]) mkdirSync(made, { recursive: true })
  for (const file of Object.values(files)) writeFileSync(file, '')
  action({})
  const said = (file, pattern) => pattern.exec(readFileSync(file, 'utf8'))[1]
  try {
    const root = said(files.GITHUB_OUTPUT, /root-path<<.*\n(.*)/)
    const program = join(readFileSync(files.GITHUB_PATH, 'utf8').trim(), 'xarch')
    const script = join(temp, 'script')
    writeFileSync(script, '')
    const ours = []
    const theirs = []
    for (let round = 0; round < rounds; round++) {
      ours.push(time([program, '--with', '/bin/true', script], environment))
      theirs.push(time(['unshare', '-mpf', '--setgroups', 'allow', 'chroot', root, '/bin/true']))
    }
    return { ours: median(ours), theirs: median(theirs) }
  } finally {
    action({ STATE_xarch: said(files.GITHUB_STATE, /xarch<<.*\n(.*)/) })
  }
}
