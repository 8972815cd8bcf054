// A root of 400 MB and 30,000 files: restored from its archive, and with a command in it.
import { cpSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fewRounds, folder, median, mirror, onlyRoot, output, project } from './ground.mjs'
import { rounds, run, runWith, time, timeServed } from './ground.mjs'
import { serve } from './serve.mjs'

const MOST_BYTES = 400e6
const MOST_FILES = 28_000
/** Files above are left out: they would be a few, and nothing but the disk. */
const MOST_FILE_BYTES = 2 ** 19
/** One name in so many is a hard link to the one before. */
const LINKS = 20

/** The archive of a root, as the action keeps it, and the tar in it. */
export function makeLargeRoot() {
  const made = join(folder, 'large')
  const root = join(made, 'root')
  mkdirSync(made)
  cpSync(onlyRoot(), root, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  const files = chosenFiles()
  const list = join(folder, 'chosen')
  writeFileSync(list, files.map((name) => `${name}\0`).join(''))
  const place = join(root, 'srv/usr')
  mkdirSync(place)
  const copy = 'tar -c -C /usr --null --verbatim-files-from -T "$1" | tar -x -C "$2"'
  time(['sh', '-c', copy, 'sh', list, place])
  for (let at = 0; at < files.length; at += LINKS)
    linkSync(join(place, files[at]), join(place, `${files[at]}.link`))
  const archive = join(folder, 'large.tar')
  packed('pack', made, archive)
  time(['tar', '-x', '-C', folder, '-f', archive, 'root.tar.zst'])
  return { archive, tarball: join(folder, 'root.tar.zst') }
}

/** Names below /usr: real files, spread over all of it. */
function chosenFiles() {
  const find = ['find', '/usr', '-xdev', '-type', 'f', '-size', `-${MOST_FILE_BYTES}c`, '-printf', '%s %P\\0']
  const { stdout } = spawnSync(find[0], find.slice(1), { encoding: 'latin1', maxBuffer: 2 ** 28 })
  const all = stdout.split('\0').filter((line) => /^\d+ [\x21-\x7e]+$/.test(line))
  const step = Math.max(1, Math.floor(all.length / MOST_FILES))
  const chosen = []
  let bytes = 0
  for (let at = 0; at < all.length && chosen.length < MOST_FILES && bytes < MOST_BYTES; at += step) {
    const [size, name] = all[at].split(' ')
    bytes += Number(size)
    chosen.push(name)
  }
  return chosen
}

let compiled

/** Calls what the action calls (src/rootfs/packed.ts), in a process of its own; returns the milliseconds it took. */
function packed(...args) {
  compiled ??= compile()
  return Number(output([process.execPath, join(import.meta.dirname, 'packed.mjs'), compiled, ...args]))
}

/** The sources as modules: a bundle has no way in but its own. */
function compile() {
  const out = join(folder, 'compiled')
  const tsc = join(project, 'node_modules/.bin/tsc')
  time([tsc, '-p', project, '--noEmit', 'false', '--outDir', out])
  writeFileSync(join(out, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(project, 'node_modules'), join(out, 'node_modules'))
  return out
}

/** Restoring against tar alone, each into an empty folder. */
export function restore({ archive, tarball }) {
  const ours = []
  const theirs = []
  for (let round = 0; round < Math.min(fewRounds, 5); round++) {
    const [restored, unpacked] = ['restored', 'unpacked'].map((name) => join(folder, `${name}-${round}`))
    for (const empty of [restored, unpacked]) mkdirSync(empty)
    const work = [
      () => ours.push(packed('unpack', archive, restored)),
      () => theirs.push(time(['tar', '--zstd', '-x', '-f', tarball, '-C', unpacked])),
    ]
    for (const one of round % 2 === 0 ? work : work.toReversed()) {
      time(['sync']) // what was written before is not paid for now
      one()
    }
  }
  return { ours: median(ours), theirs: median(theirs) }
}

/** A warm run in the large root against one in the minirootfs. */
export async function overlay({ tarball }) {
  const sha256 = createHash('sha256').update(readFileSync(tarball)).digest('hex')
  const { url, close } = await serve(folder)
  const from = ['--rootfs', `${url}/root.tar.zst`, '--checksum', `sha256:${sha256}`]
  await timeServed(runWith(from, '/bin/true')) // keeps it
  close()
  const local = `file:${mirror}`
  const [large, small] = [[], []]
  for (let round = 0; round < rounds; round++) {
    large.push(time(runWith(from, '/bin/true')))
    small.push(time(run(local, '/bin/true')))
  }
  return { large: median(large), small: median(small) }
}
