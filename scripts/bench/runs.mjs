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

/** Ten commands, each entering the sandbox of one run as that entered it, against ten changes of root with the same handler. */
export async function entered() {
  const [program, verb, , ...options] = run(`file:${mirror}`, 'cat')
  const open = spawn(program, [verb, '--verbose', ...options], {
    env: environment,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const line = await said(open, /^xarch: \+ (.* nsenter .*\/enter\.sh .*) cat$/m)
  const tenTimes = (command) => ['bash', '-c', Array(10).fill(command).join('\n')]
  const ours = []
  const theirs = []
  for (let round = 0; round < fewRounds; round++) {
    ours.push(time(tenTimes(`${line} /bin/true </dev/null`)))
    theirs.push(time(tenTimes(`unshare -mpf --setgroups allow chroot ${onlyRoot()} /bin/true`)))
  }
  open.stdin.end()
  await new Promise((resolve) => open.once('close', resolve))
  return { ours: median(ours) / 10, theirs: median(theirs) / 10 }
}

/** What is in the first brackets of a pattern, once a program has said it on standard error. */
async function said(child, pattern) {
  let text = ''
  for await (const chunk of child.stderr) {
    text += chunk
    const [, found] = pattern.exec(text) ?? []
    if (found !== undefined) return found
  }
  throw new Error(`it never said ${pattern}: ${text}`)
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
