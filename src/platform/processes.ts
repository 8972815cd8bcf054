import { readdirSync, readFileSync } from 'node:fs'

/**
 * Names a process so that no later one can be taken for it: `PID-STARTTIME`.
 * Source: fields 1 and 22 of /proc/PID/stat, proc(5); handlers.sh reads the same.
 */
export function processName(pid: number): string {
  return `${pid}-${startTime(pid) ?? '0'}`
}

/** Whether the process of that name still runs; what stands behind a point tells several names of one process apart. */
export function isAlive(name: string): boolean {
  const [process = ''] = name.split('.')
  const [pid, started] = process.split('-')
  const fields = statFields(Number(pid))
  // One that has ended, and whose end nobody has asked for, does nothing any more.
  return started !== undefined && fields?.[19] === started && fields[0] !== 'Z'
}

/** The nearest process below one that leads a session of its own; undefined where there is none (yet). */
export function sessionBelow(pid: number): number | undefined {
  let generation = children(pid)
  while (generation.length > 0) {
    const leader = generation.find((child) => statFields(child)?.[3] === String(child))
    if (leader !== undefined) return leader
    generation = generation.flatMap(children)
  }
  return undefined
}

/** Whether a process is this program by now, and has children of its own. */
export function hasChildren(pid: number, program: string): boolean {
  return programOf(pid) === program && children(pid).length > 0
}

/** The processes of a group but the one that leads it. */
export function groupMembers(leader: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return all.map(Number).filter((pid) => pid !== leader && statFields(pid)?.[2] === String(leader))
}

function children(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** The program's name, as the kernel has it: its first 15 bytes. */
function programOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd()
  } catch {
    return undefined
  }
}

const startTime = (pid: number): string | undefined => statFields(pid)?.[19]

/** The fields of /proc/PID/stat from the third on: the second, the program's name, may have any character in it. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
