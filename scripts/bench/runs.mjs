// Runs with the minirootfs, from a root that is kept and from none.
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { environment, fewRounds, folder, median, mirror, onlyRoot, putAside } from './ground.mjs'
import { rounds, run, store, time, timeServed } from './ground.mjs'
import { serve } from './serve.mjs'

/** A warm run of ours against a bare change of root with the same handler and the same root. */
export async function warm() {
  const local = `file:${mirror}`
  time(run(local, '/bin/true'))
  const bare = ['unshare', '-mpf', '--setgroups', 'allow', 'chroot', onlyRoot(), '/bin/true']
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

/** From nothing but the emulator, over loopback, against tar and the start of node. */
export async function cold() {
  const { url, close } = await serve(mirror)
  const releases = join(mirror, 'v3.20/releases/aarch64')
  const tarball = join(
    releases,
    readdirSync(releases).find((name) => name.endsWith('.tar.gz')),
  )
  const ours = []
  const theirs = []
  for (let round = 0; round < fewRounds; round++) {
    putAside(join(store, 'roots'))
    ours.push(await timeServed(run(url, '/bin/true')))
    const empty = join(folder, `minirootfs-${round}`)
    mkdirSync(empty)
    theirs.push(time(['tar', 'xzf', tarball, '-C', empty]) + time([process.execPath, '-e', '0']))
  }
  close()
  return { ours: median(ours), theirs: median(theirs) }
}
