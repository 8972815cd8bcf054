// What a command inside says, against the same through a pipe alone.
import { machine } from 'node:os'
import { join } from 'node:path'
import { fewRounds, folder, median, mirror, output, time, xarch } from './ground.mjs'

const BYTES = 2 ** 30

/** A command of this machine's own architecture that says 1 GB, and `cat` of the same. */
export function saying() {
  const file = join(folder, 'large')
  output(['truncate', '-s', String(BYTES), file])
  const options = ['--quiet', '-a', machine(), '--branch', 'v3.20', '--mirror', `file:${mirror}`]
  const piped = (...command) => ['sh', '-c', '"$@" | cat >/dev/null', 'sh', ...command]
  const times = { ours: [], theirs: [] }
  for (let round = 0; round < Math.min(fewRounds, 5); round++) {
    times.ours.push(time(piped(...xarch('run', ...options, '--', 'cat', file))))
    times.theirs.push(time(piped('cat', file)))
  }
  return { ours: median(times.ours), theirs: median(times.theirs) }
}
