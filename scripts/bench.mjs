// npm run bench [ROUNDS]: what a step waits for, against what it would take by hand, in the same run and in turn.
// These machines are noisy: medians are shown, and a figure over its limit is marked, not failed.
import { rmSync } from 'node:fs'
import { allHandlers, fromPackage, fromRepository, reused, start } from './bench/emulators.mjs'
import { folder, time, xarch } from './bench/ground.mjs'
import { installs } from './bench/installs.mjs'
import { makeLargeRoot, overlay, restore } from './bench/large-root.mjs'
import { labelled, makespan, memory } from './bench/many.mjs'
import { saying } from './bench/output.mjs'
import { makeKey } from './bench/repository.mjs'
import { cold, entered, warm } from './bench/runs.mjs'
import { shell } from './bench/shell.mjs'
import { show, showNone, showRatio, showSize } from './bench/show.mjs'
import { twoTargets } from './bench/targets.mjs'

const shown = (value) => `${Math.round(value)} ms`

async function roots() {
  const warmed = await warm()
  const bare = `ours ${shown(warmed.ours)}, bare ${shown(warmed.theirs)}`
  show('warm /bin/true, more than a bare chroot', warmed.ours - warmed.theirs, 120, bare)
  const again = await entered()
  const each = `ours ${shown(again.ours)}, bare ${shown(again.theirs)}`
  show('each of 10 commands in one sandbox, more than a bare chroot', again.ours - again.theirs, 30, each)
  const later = shell()
  const both = `ours ${shown(later.ours)}, bare ${shown(later.theirs)}`
  show("a later step's /bin/true, more than a bare chroot", later.ours - later.theirs, 60, both)
  const large = makeLargeRoot()
  const laid = await overlay(large)
  const sizes = `400 MB ${shown(laid.large)}, minirootfs ${shown(laid.small)}`
  show('warm /bin/true in a large root, more than in a small one', laid.large - laid.small, 15, sizes)
  const restored = restore(large)
  showRatio('restoring a root of 400 MB', restored.ours, restored.theirs, 1.2, 'tar --zstd')
  const { ours, theirs } = await cold()
  show('cold /bin/true, loopback mirror, emulator kept', ours, 600, 'from nothing but the emulator')
  showRatio('the same against the least there is', ours, theirs, 3, 'tar xzf and node -e 0')
}

function output() {
  const { ours, theirs } = saying()
  showRatio('1 GB said by a command inside', ours, theirs, 2, 'cat through a pipe')
}

async function packages(key) {
  const { ours, theirs } = await installs(key)
  showRatio('packages by the native apk', ours, theirs, 0.5, 'by the apk inside, emulated,')
}

async function targets() {
  const { both, alone, twice } = await twoTargets()
  showRatio('two architectures at once, a slow mirror', both, alone, 1.3, 'the slower alone')
  showNone('asked for twice by two architectures', twice)
}

async function many() {
  const span = makespan()
  showRatio(
    'four architectures that compute',
    span.ours,
    span.theirs,
    1.1,
    'the best that the cores could do',
  )
  const said = labelled()
  showRatio('output with labels', said.ours, said.theirs, 1.2, 'passed through')
  const { most, targets } = await memory()
  showSize(`memory of node with ${targets} architectures`, most, 150)
}

async function emulators(key) {
  const started = start()
  show("start of the action's bundle", started.ours, 150, `node alone ${shown(started.theirs)}`)
  const all = await allHandlers()
  const beyond = all.ours - all.theirs
  show('all handlers, beyond the start of the command', beyond, 50, `${shown(all.ours)} in all`)
  show('an emulator or a handler that is reused', reused(), 5, 'the slower of the two, by what a run says')
  const version = time(xarch('--version'))
  const apk = (await fromRepository(key)) - version
  show('an emulator from an apk repository on loopback', apk, 500, 'registered and proved, beyond the start')
  const one = fromPackage()
  show('one emulator out of the package', one.ours, one.theirs * 1.5, `dpkg-deb | tar ${shown(one.theirs)}`)
}

try {
  const key = makeKey()
  await roots()
  output()
  await packages(key)
  await targets()
  await many()
  await emulators(key)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
