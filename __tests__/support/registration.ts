import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, open, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import type { Handler } from '../../src/binfmt/entry.js'
import { processName } from '../../src/platform/processes.js'
import type { Host } from './host.js'
import { REPOSITORY } from './runner-environment.js'

/** Registrations that are looked at from outside, stopped in their middle, and killed. */

/** Entries of magics that no program has. */
export function handlerFor(name: string, file: string): Handler {
  return { name, file, line: `:${name}:M::XARCHTEST-${name}::${file}:PF` }
}

/** A process that lives until it is told to end, for its name. */
export interface Living {
  readonly name: string
  end(): Promise<void>
}

export function living(): Living {
  const child = spawn('sleep', ['300'])
  const name = processName(child.pid ?? 0)
  return {
    name,
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** A call of handlers.sh on a host, leader of a process group of its own. */
export interface Call {
  readonly child: ChildProcess
  /** Resolves when it has said something: `hold`, that it is ready. */
  said(): Promise<void>
  /** Kills it, or all of its group, in the way that nothing can catch. */
  kill(what: 'process' | 'group'): Promise<void>
}

export function callHandlers(
  host: Host,
  verb: 'hold' | 'acquire',
  holder: string,
  handlers: readonly Handler[],
): Call {
  const words = handlers.flatMap(({ name, file, line }) => [name, file, line])
  const script = (name: string): string => path.join(REPOSITORY, 'src/binfmt', name)
  const call = verb === 'hold' ? ['sh', script('hold.sh')] : ['bash', script('handlers.sh'), verb]
  const [program, ...argv] = [...host.within, ...call, holder, ...words]
  const child = spawn(program, argv, { detached: true, stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  const said = once(child.stdout, 'data')
  child.stdin.on('error', () => undefined)
  return {
    child,
    said: async () => {
      await said
    },
    kill: async (what) => {
      try {
        process.kill(what === 'group' ? -(child.pid ?? 0) : (child.pid ?? 0), 'SIGKILL')
      } catch {
        // it has ended by itself
      }
      child.stdin.destroy()
      await ended
    },
  }
}

/** Where a registration is stopped: the journal is written then, and the entry is not yet there, or is. */
export type Point = 'before' | 'after'

/** Programs that handlers.sh starts at a point, and by what in their words that is known. */
const STARTED: Readonly<Record<Point, readonly { program: string; words: string; isLast: boolean }[]>> = {
  before: [{ program: 'mount', words: '*bind,ro*', isLast: true }],
  after: [{ program: 'unshare', words: "*' write '*", isLast: false }], // `hold` stops by itself, and says so
}

/** Stops every registration on a host at a point, until it is given up. */
export async function stopAt(
  point: Point,
  host: Host,
  folder: string,
): Promise<{ reached(): Promise<void>; giveUp(): Promise<void> }> {
  // A FIFO can be written to where all files are read-only.
  const flag = path.join(folder, 'reached')
  execFileSync('mkfifo', [flag])
  const reached = readFile(flag)
  const there = (...words: string[]): void => {
    const [program, ...argv] = [...host.within, ...words]
    execFileSync(program, argv, { stdio: 'ignore' })
  }
  const faked: string[] = []
  for (const { program, words, isLast } of STARTED[point]) {
    const place = `/usr/bin/${program}`
    const [real, fake] = [path.join(folder, program), path.join(folder, `stopping-${program}`)]
    await copyFile(place, real)
    const stop = `echo >'${flag}'; exec sleep 60`
    const script = isLast ? stop : `'${real}' "$@"; ${stop}`
    const text = `#!/bin/bash\ncase " $* " in ${words}) ${script} ;; esac\nexec '${real}' "$@"\n`
    await writeFile(fake, text, { mode: 0o755 })
    there('mount', '-n', '--bind', fake, place)
    faked.push(place)
  }
  return {
    reached: async () => {
      await reached
    },
    giveUp: async () => {
      for (const place of faked.reverse()) there('umount', '-n', '-l', place)
      await (await open(flag, 'r+')).close() // whoever still waits
      await rm(flag)
    },
  }
}
