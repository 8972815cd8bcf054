// Two architectures at once against each alone, where the network is slow.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fewRounds, median, mirror, putAside, store, timeServed, xarch } from './ground.mjs'
import { serve } from './serve.mjs'

const BYTES_PER_SECOND = 2e6
const PAIR = ['mips64', 'ppc'] // made by one and the same apk, which is downloaded too
const KEY = join(mirror, 'keys/be-fixture@example.invalid.rsa.pub')

/** Both at once, the slower alone, and what was asked for twice while it was both. */
export async function twoTargets() {
  const { url, asked, close } = await serve(mirror, BYTES_PER_SECOND)
  const cold = (archs) => {
    for (const kept of ['roots', 'apk']) if (existsSync(join(store, kept))) putAside(join(store, kept))
    asked.length = 0
    const options = ['--quiet', '-a', archs, '--branch', 'v3.20', '--mirror', url, '--keys', KEY]
    return timeServed(xarch('run', ...options, '--', '/bin/true'))
  }
  await cold(PAIR.join(',')) // brings the emulators
  const times = { both: [], alone: [] }
  const twice = new Set()
  for (let round = 0; round < Math.min(fewRounds, 3); round++) {
    times.both.push(await cold(PAIR.join(',')))
    for (const line of asked.filter((one, at) => asked.indexOf(one) !== at)) twice.add(line)
    times.alone.push(Math.max(await cold(PAIR[0]), await cold(PAIR[1])))
  }
  close()
  return { both: median(times.both), alone: median(times.alone), twice: [...twice] }
}
