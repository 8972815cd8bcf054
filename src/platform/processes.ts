import { readFileSync } from 'node:fs'

/**
 * Names a process so that no later one can be taken for it: `PID-STARTTIME`.
 * Source: fields 1 and 22 of /proc/PID/stat, proc(5); handlers.sh reads the same.
 */
export function processName(pid: number): string {
  return `${pid}-${startTime(pid) ?? '0'}`
}

/** Whether the process of that name still runs. */
export function isAlive(name: string): boolean {
  const [pid, started] = name.split('-')
  return started !== undefined && startTime(Number(pid)) === started
}

function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses, with any character in it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
