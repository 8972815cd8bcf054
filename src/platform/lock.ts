import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failed, Interrupted } from '../report/errors.js'
import { makeFolder, diskError, writing } from './disk.js'
import type { Exec, Interrupts, Paths, Running } from './ports.js'

/** The status of flock where somebody else has the lock; its own errors have others. */
const TAKEN = 99

/** Says who has the lock, in its file, and waits. A file that cannot be written (a full disk, another user's) is still locked. */
const HOLD = '{ printf "%s\\n" "$1" >"$0"; } 2>/dev/null; echo locked; read -r _'

interface LockPorts {
  readonly exec: Exec
  readonly interrupts: Interrupts
  readonly paths: Pick<Paths, 'workspace'>
}

/**
 * Does some work while no other process on this machine holds the same lock. The kernel's own lock (flock(1)) is held by
 * a child whose end is ours: it is free again however we end.
 * @param path a file that stays; it has in it who had it last
 * @param onWait called when somebody else has it, with who that is; a signal ends the waiting, with `Interrupted`
 */
export async function withLock<T>(
  path: string,
  { exec, interrupts, paths }: LockPorts,
  onWait: (by: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  await writing(path, makeFolder(dirname(path)))
  const ourselves = `process ${process.pid} in ${paths.workspace}`
  const command = (options: readonly string[]): Parameters<Exec['start']>[0] => ({
    argv: ['flock', '--no-fork', ...options, path, 'sh', '-c', HOLD, path, ourselves],
    why: `lock ${path}`,
  })
  let holder = exec.start(command(['--nonblock', '--conflict-exit-code', String(TAKEN)]), {
    kind: 'lifeline',
  })
  let line = await holder.nextLine()
  if (line !== 'locked' && (await holder.exit).status === TAKEN) {
    onWait(await whoHas(path))
    holder = exec.start(command([]), { kind: 'lifeline' })
    line = await lineUnlessInterrupted(holder, interrupts)
  }
  if (line !== 'locked') {
    await holder.exit
    throw await notLocked(path, holder.stderr().trim())
  }
  try {
    return await work()
  } finally {
    holder.endInput()
    await holder.exit
  }
}

/** Who has a lock; one that has just got it may not have said so yet: the file still names whoever had it before, or nobody. */
async function whoHas(path: string): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    const text = await readFile(path, 'utf8').catch(() => '')
    const [, who, pid] = /^(process (\d+) .*)\n$/s.exec(text) ?? [] // one that is just being written may be read in part
    if (who !== undefined && existsSync(`/proc/${pid ?? ''}`)) return who
    await sleep(10)
  }
  return 'another process'
}

/** flock(1) says why in its own words; where it is the disk's fault, ours say what to do. */
async function notLocked(path: string, said: string): Promise<Failed> {
  const cause: unknown = await open(path, 'a').then(
    (file) => file.close(),
    (error: unknown) => error,
  )
  const known = cause === undefined ? undefined : await diskError(cause, path)
  return known ?? new Failed({ what: `could not lock ${path}: ${said}`, source: path })
}

async function lineUnlessInterrupted(holder: Running, interrupts: Interrupts): Promise<string | undefined> {
  const give = (): void => {
    try {
      if (holder.pid > 0) process.kill(holder.pid)
    } catch {
      // it has ended by itself
    }
  }
  const deaf = interrupts.listen(give)
  if (interrupts.received() !== undefined) give()
  try {
    const line = await holder.nextLine()
    const signal = interrupts.received()
    if (line === undefined && signal !== undefined) throw new Interrupted(signal)
    return line
  } finally {
    deaf()
  }
}
