import { readdirSync, readFileSync } from 'node:fs'

/** A process as one sees it who asks what a command is doing. */
export interface SeenProcess {
  /** Its number inside, where that is another one. */
  readonly pid: number
  /** How many of those before it in the list it is below. */
  readonly depth: number
  readonly argv: readonly string[]
  /** A letter of proc(5): R, S, D, T, Z … */
  readonly state: string
  /** Since it was started. */
  readonly elapsedMs: number
  /** What it has had of the processors, its threads together. */
  readonly cpuMs: number
}

/** Ticks of the clock in which /proc counts, per second: USER_HZ, the same on all architectures of Linux but alpha and ia64. */
const TICKS = 100

interface Stat {
  readonly parent: number
  readonly state: string
  readonly started: number
  readonly ticks: number
  readonly name: string
}

/**
 * The processes below some, each behind its parent; the ones themselves are not among them. Where some have numbers of
 * their own in a namespace, these alone: what has started them is ours.
 */
export function processesBelow(roots: readonly number[]): SeenProcess[] {
  const stats = allStats()
  const uptimeMs = Number(text('/proc/uptime').split(' ')[0]) * 1000
  const below = (parent: number): number[] =>
    [...stats].filter(([, stat]) => stat.parent === parent).map(([pid]) => pid)
  const walk = (pid: number, depth: number): { pid: number; depth: number }[] => [
    { pid, depth },
    ...below(pid).flatMap((child) => walk(child, depth + 1)),
  ]
  const all = roots.flatMap((root) => below(root).flatMap((pid) => walk(pid, 0)))
  const levels = namespaceLevels('self')
  const inside = all.filter(({ pid }) => namespaceLevels(pid) > levels)
  const least = Math.min(...inside.map(({ depth }) => depth))
  return (inside.length > 0 ? inside.map((it) => ({ ...it, depth: it.depth - least })) : all).flatMap(
    ({ pid, depth }) => {
      const stat = stats.get(pid)
      if (!stat) return []
      const { state, started, ticks } = stat
      const times = { elapsedMs: uptimeMs - (started / TICKS) * 1000, cpuMs: (ticks / TICKS) * 1000 }
      return [{ pid: insidePid(pid), depth, argv: argvOf(pid, stat), state, ...times }]
    },
  )
}

function allStats(): ReadonlyMap<number, Stat> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return new Map(
    pids.flatMap((pid): [number, Stat][] => {
      const stat = text(`/proc/${pid}/stat`)
      const end = stat.lastIndexOf(')') // the program's name may have any character in it
      if (end < 0) return []
      const fields = stat.slice(end + 2).split(' ') // from the third on
      const number = (index: number): number => Number(fields[index - 3])
      return [
        [
          Number(pid),
          {
            ...{ parent: number(4), state: fields[0] ?? '', started: number(22) },
            ticks: number(14) + number(15),
            name: stat.slice(stat.indexOf('(') + 1, end),
          },
        ],
      ]
    }),
  )
}

/** What it was started as: qemu-user has its own name and the program's path in front (binfmt_misc with the flag P). */
function argvOf(pid: number, { name }: Stat): readonly string[] {
  const argv = text(`/proc/${pid}/cmdline`).split('\0').slice(0, -1)
  if (argv.length === 0) return [`[${name}]`] // a zombie
  return /(^|\/)qemu-[\w]+(-static)?$/.test(argv[0] ?? '') && argv.length > 2 ? argv.slice(2) : argv
}

/** Its numbers in all namespaces that it is in, from the one of this /proc on. */
function numbers(pid: number | 'self'): readonly string[] {
  const [, line = ''] = /^NSpid:\s*(.*)$/m.exec(text(`/proc/${pid}/status`)) ?? []
  return line.split(/\s+/)
}

const namespaceLevels = (pid: number | 'self'): number => numbers(pid).length
const insidePid = (pid: number): number => Number(numbers(pid).at(-1) ?? '') || pid

/** A process may be gone by now. */
function text(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
