import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { EMBEDDED, FOREIGN } from './embedded-mirror.js'
import { mirrorWithGiven, sharedFolder } from './given-emulators.js'
import { newJob } from './runner.js'
import { TEST_TOOLS } from './runner-environment.js'
import { temporaryFolder } from './temporary.js'

const SHARED = sharedFolder('tool-cache')

/**
 * A tool cache with the emulators of all foreign architectures in it, made once by the action itself (which may
 * download a package of 62 MB for it) and then copied into every job of the tests.
 */
export async function filledToolCache(): Promise<string> {
  if (!existsSync(SHARED)) await (filling ??= fillToolCache())
  return SHARED
}

/** Of those who need it at the same time, one makes it. */
let filling: Promise<void> | undefined

async function fillToolCache(): Promise<void> {
  await using folder = await temporaryFolder()
  const job = await newJob(path.join(folder.path, 'job'))
  const { mirror, keys } = await mirrorWithGiven(path.join(folder.path, 'given'))
  const source = { ...EMBEDDED, mirror, keys: keys.join('\n') }
  const filled = await job.step({ ...source, arch: FOREIGN.join(' '), cache: 'false' }).main()
  await job.end()
  if (filled.status !== 0) throw new Error(`the action could not fill a tool cache:\n${filled.log}`)
  await keep(job.tools)
}

/** Puts it in its place whole; another run of the tests may have been faster. */
async function keep(tools: string): Promise<void> {
  await mkdir(TEST_TOOLS, { recursive: true })
  const partial = await mkdtemp(path.join(TEST_TOOLS, '.tool-cache-'))
  try {
    await cp(tools, partial, { recursive: true })
    await rename(partial, SHARED)
  } catch (error) {
    if (!existsSync(SHARED)) throw error
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}
