import { readdirSync } from 'node:fs'
import { copyFile, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { makeFolder } from './disk.js'
import { Refused } from '../report/errors.js'
import { maskedLog } from '../report/masked.js'
import { sudoCaller } from './caller.js'
import { engineVariables, proxies, showsColours } from './environment.js'
import { fetching } from './late-fetch.js'
import { processInterrupts } from './interrupts.js'
import { ownStream } from './own-streams.js'
import type { Log, Paths, Ports, ToolCache } from './ports.js'
import { executing } from './executing.js'
import { monotonicMs } from './monotonic.js'
import { processName } from './processes.js'
import { screen } from './screen.js'
import { localProgress } from './watching.js'

/** How much the command says on standard error. */
export type Loudness = 'quiet' | 'normal' | 'verbose'

/** The ports of the command: folders by the XDG base directory specification, words on standard error. */
export function localPorts(assets: string, loudness: Loudness): Ports {
  process.umask(0o022) // what is made in roots is for all of their users, whatever ours is
  const log = terminalLog(loudness)
  const progress = localProgress(loudness === 'quiet', log)
  const interrupts = processInterrupts()
  const store = join(cacheHome(), 'xarch')
  const paths: Paths = {
    store,
    cache: store,
    temporary: join(store, 'tmp'), // programs are run there: /tmp may be mounted noexec
    assets,
    workspace: currentFolder(),
    visible: [],
    holder: processName(process.pid),
  }
  return {
    ...executing(log, interrupts.abort),
    log,
    progress,
    ...fetching(log, interrupts.abort, progress),
    tools: folderTools(join(store, 'tools')),
    remote: undefined,
    interrupts,
    paths,
    output: (stream, line) => {
      screen.write(stream, line)
    },
    audience: {
      // Asked by few: node takes a millisecond to make these streams.
      get showsColours() {
        return showsColours(ownStream('stdout').isTTY && ownStream('stderr').isTTY)
      },
      takesCommands: false,
    },
    proxies: proxies(),
    engines: engineVariables(),
    caller: sudoCaller(),
    now: monotonicMs,
  }
}

/** Source: XDG base directory specification; a path that is empty or relative counts as none. */
function cacheHome(): string {
  const home = process.env['XDG_CACHE_HOME'] ?? ''
  return isAbsolute(home) ? home : join(homedir(), '.cache')
}

function currentFolder(): string {
  try {
    return process.cwd()
  } catch {
    throw new Refused({
      what: 'the current folder is not there any more',
      todo: 'Go to the folder of your project: it is what the command sees at its own path.',
    })
  }
}

/** Words for a person at a terminal, or a log: one line each, nothing on standard output. */
export function terminalLog(loudness: Loudness): Log {
  const say = (line: string): void => {
    screen.write('stderr', `xarch: ${line}\n`)
  }
  return maskedLog({
    info: (line) => {
      if (loudness !== 'quiet') say(line)
    },
    debug: (line) => {
      if (loudness === 'verbose') say(line)
    },
    warning: (line) => {
      say(`warning: ${line}`)
    },
    error: (lines) => {
      for (const line of lines) say(`error: ${line}`)
    },
  })
}

/** Tools as `<folder>/<tool>/<version>/<file>`; a version is whole or absent. */
export function folderTools(folder: string): ToolCache {
  return {
    find: (tool) => {
      // Of all cpus at once: what waits its turn in the pool of threads would take longer.
      const versions = namesIn(join(folder, tool)).filter((name) => !name.startsWith('.'))
      return Promise.resolve(versions.map((version) => ({ version, folder: join(folder, tool, version) })))
    },
    async keep(file, name, tool, version) {
      const final = join(folder, tool, version)
      const partial = join(folder, tool, `.part.${process.pid}`)
      await makeFolder(partial)
      try {
        await copyFile(file, join(partial, name))
        await rename(partial, final).catch(async (error: unknown) => {
          if (!(await this.find(tool)).some((kept) => kept.version === version)) throw error
        })
      } finally {
        await rm(partial, { recursive: true, force: true })
      }
      return final
    },
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // nothing is kept there
  }
}
