import type { SeenProcess } from '../platform/process-tree.js'
import { columns } from './columns.js'
import { duration } from './duration.js'
import { oneLine } from './one-line.js'

/** Source: proc(5), /proc/PID/stat. */
const STATES: Readonly<Record<string, string>> = {
  R: 'running',
  S: 'sleeping',
  D: 'waits for disk',
  T: 'stopped',
  t: 'traced',
  Z: 'ended, not waited for',
}
const SHOWN_PROCESSES = 40
const SHOWN_CHARACTERS = 200

/** What ran, and for how long, as lines that stand under each other; children are indented. */
export function processList(processes: readonly SeenProcess[]): string[] {
  if (processes.length === 0) return []
  const rows = processes.slice(0, SHOWN_PROCESSES).map(({ pid, depth, argv, state, elapsedMs, cpuMs }) => {
    const command = oneLine(argv.join(' '))
    const cut = command.length > SHOWN_CHARACTERS ? `${command.slice(0, SHOWN_CHARACTERS)}…` : command
    const times = [duration(Math.max(0, elapsedMs)), duration(cpuMs)]
    return [String(pid), ...times, STATES[state] ?? state, `${'  '.repeat(depth)}${cut}`]
  })
  const more = processes.length - rows.length
  const text = columns([['PID', 'SINCE', 'CPU', 'STATE', 'COMMAND'], ...rows])
  return [...text.trimEnd().split('\n'), ...(more > 0 ? [`… and ${more} more`] : [])]
}
