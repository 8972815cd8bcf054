import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Failed } from '../report/errors.js'
import type { Exec } from './ports.js'

/** The status of flock where somebody else has the lock; its own errors have others. */
const TAKEN = 99

/**
 * Does some work while no other process on this machine holds the same lock. The kernel's own lock (flock(1)) is held by
 * a child whose end is ours: it is free again however we end.
 * @param path a file that stays; it is empty
 * @param onWait called when somebody else has it
 */
export async function withLock<T>(
  path: string,
  exec: Exec,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true })
  const command = (options: readonly string[]): Parameters<Exec['start']>[0] => ({
    argv: ['flock', ...options, path, 'sh', '-c', 'echo locked; exec cat'],
    why: `lock ${path}`,
  })
  let holder = exec.start(command(['--nonblock', '--conflict-exit-code', String(TAKEN)]), {
    kind: 'lifeline',
  })
  let line = await holder.nextLine()
  if (line !== 'locked' && (await holder.exit).status === TAKEN) {
    onWait()
    holder = exec.start(command([]), { kind: 'lifeline' })
    line = await holder.nextLine()
  }
  if (line !== 'locked') {
    await holder.exit
    throw new Failed({ what: `could not lock ${path}: ${holder.stderr().trim()}`, source: path })
  }
  try {
    return await work()
  } finally {
    holder.endInput()
    await holder.exit
  }
}
