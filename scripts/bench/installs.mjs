// Packages for a foreign root: by our native apk (packages), and by the root's own, emulated, in the same place (setup).
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fewRounds, folder, median, mirror, run, runWith, timeServed } from './ground.mjs'
import { makeRepository } from './repository.mjs'
import { serve } from './serve.mjs'

/** One of a large file, the others of many small ones. */
const PACKAGES = Array.from({ length: 8 }, (_, index) => ({
  name: `bench-${index}`,
  isOfMany: index > 0,
}))
const NAMES = PACKAGES.map(({ name }) => name)

/** What it takes beyond a run without packages; both check the signatures of index and packages. */
export async function installs(key) {
  const { url, close } = await serve(makeMirror())
  const withKey = ['--mirror', url, '--keys', key, '--packages']
  const trusted = `printf %s '${readFileSync(key, 'utf8')}' >/etc/apk/keys/bench.rsa.pub`
  const inside = (names) =>
    runWith(['--mirror', url, '--setup', `${trusted}; apk add --quiet --no-cache ${names}`], '/bin/true')
  await timeServed(run(url, '/bin/true')) // brings the root
  await timeServed(runWith([...withKey, 'bench-0'], '/bin/true')) // and the native one
  const [ours, theirs, without] = [[], [], []]
  for (let round = 0; round < fewRounds; round++) {
    const names = [...NAMES, `round-${round}`].join(' ') // a root of its own for each round
    ours.push(await timeServed(runWith([...withKey, names], '/bin/true')))
    theirs.push(await timeServed(inside(names)))
    without.push(await timeServed(run(url, '/bin/true')))
  }
  close()
  const base = median(without)
  return { ours: median(ours) - base, theirs: median(theirs) - base }
}

function makeMirror() {
  const base = join(folder, 'packages')
  const main = join(base, 'v3.20/main/aarch64')
  mkdirSync(main, { recursive: true })
  symlinkSync(join(mirror, 'v3.20/releases'), join(base, 'v3.20/releases'))
  const ofRounds = Array.from({ length: fewRounds }, (_, round) => ({
    name: `round-${round}`,
    isOfMany: true,
  }))
  const packages = [...PACKAGES, ...ofRounds].map(({ name, isOfMany }) => ({
    name,
    version: '1.0-r0',
    tree: isOfMany ? manyFiles(name) : oneFile(name),
  }))
  makeRepository(main, 'aarch64', packages)
  return base
}

function manyFiles(name) {
  const tree = join(folder, 'trees', name)
  const share = join(tree, 'usr/share', name)
  mkdirSync(share, { recursive: true })
  for (let file = 0; file < 300; file++)
    writeFileSync(join(share, `file-${file}`), `${name} ${file}\n`.repeat(100))
  return tree
}

function oneFile(name) {
  const tree = join(folder, 'trees', name)
  const lib = join(tree, 'usr/lib')
  mkdirSync(lib, { recursive: true })
  cpSync(process.execPath, join(lib, name)) // some 100 MB, as a compiler has
  return tree
}
