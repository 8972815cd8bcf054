// Packages for a foreign root: by our native apk, and by the root's own, emulated.
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fewRounds, folder, median, mirror, run, runWith, timeServed } from './ground.mjs'
import { makeRepository } from './repository.mjs'
import { serve } from './serve.mjs'

/** One of many files, one of a large file, and so on. */
const PACKAGES = Array.from({ length: 8 }, (_, index) => ({
  name: `bench-${index}`,
  isOfMany: index % 2 === 0,
}))
const NAMES = PACKAGES.map(({ name }) => name)

/** What it takes beyond a run without packages; both check the signatures of index and packages. */
export async function installs(key) {
  const { url, close } = await serve(makeMirror())
  const keys = join(folder, 'keys')
  mkdirSync(keys)
  cpSync(key, join(keys, 'bench.rsa.pub'))
  const withKey = ['--mirror', url, '--keys', key, '--packages']
  const inside = ['apk', 'add', '--quiet', '--no-progress', '--update-cache', '--keys-dir', keys]
  await timeServed(run(url, '/bin/true')) // brings the root
  await timeServed(runWith([...withKey, 'bench-0'], '/bin/true')) // and the native one
  const [ours, theirs, without] = [[], [], []]
  for (let round = 0; round < fewRounds; round++) {
    const names = [...NAMES, `round-${round}`] // a root of its own for each round
    ours.push(await timeServed(runWith([...withKey, names.join(' ')], '/bin/true')))
    theirs.push(await timeServed(run(url, ...inside, ...names)))
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
    isOfMany: false,
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
  cpSync('/bin/bash', join(lib, name)) // 1.2 MB
  return tree
}
