import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { attempt } from './reading.js'
import { isApart, ownerOf } from './test-folder.js'

const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** One process of /proc. */
export interface Process {
  readonly pid: number
  readonly parent: number
  readonly state: string
  /** Clock ticks since boot: with the pid, the process's identity. */
  readonly start: number
  readonly argv: readonly string[]
  readonly cwd: string
  readonly exe: string
}

/**
 * Those that a test of process `self` may have started: its descendants, and the orphans. An orphan hangs from one of
 * our own ancestors (where the kernel puts it when its parent ends), is not in our own line, and is ours by name:
 * what else hangs there, such as another worker of jest or somebody's shell, is not. Ended processes do not count.
 * @param apart whether others run at the same time, whose orphans are not told from ours where no folder of a test is
 * named: then these are theirs (who do look at them).
 */
export function ourProcesses(
  processes: readonly Process[],
  self: number,
  {
    repository = REPOSITORY,
    apart = isApart,
  }: { readonly repository?: string; readonly apart?: boolean } = {},
): Process[] {
  const byPid = new Map(processes.map((it) => [it.pid, it]))
  const line = new Set(lineOf(self, byPid).slice(1))
  return processes.filter((it) => {
    if (it.state === 'Z' || it.state === 'X' || it.pid === self || line.has(it.pid)) return false
    const ownLine = lineOf(it.pid, byPid)
    if (ownLine.includes(self)) return true
    const top = ownLine.findLast((pid) => !line.has(pid))
    const orphan = top === undefined ? undefined : byPid.get(top)
    if (orphan === undefined) return false
    const owner = pathsOf(orphan)
      .map(ownerOf)
      .find((it) => it !== undefined)
    return owner === undefined ? !apart && isNamedOurs(orphan, repository) : owner === self
  })
}

/** A process and its ancestors, nearest first; pid 0, the kernel, is in no line. */
function lineOf(pid: number, byPid: ReadonlyMap<number, Process>): number[] {
  const line: number[] = []
  for (let at = byPid.get(pid); at && !line.includes(at.pid); at = byPid.get(at.parent)) line.push(at.pid)
  return line
}

/**
 * Whether a process shows by its paths that it is of this project: its program, a path among its arguments, or its
 * folder speaks of xarch or qemu. The name of the checkout itself says nothing (in CI it is in every path), but what
 * is built there does.
 */
function isNamedOurs(orphan: Process, repository: string): boolean {
  return pathsOf(orphan).some((it) => {
    if (it === repository) return false
    if (!it.startsWith(`${repository}/`)) return /xarch|qemu/.test(it)
    return /^\/(dist|bin)\/|xarch|qemu/.test(it.slice(repository.length))
  })
}

/** Text that is no path, such as a script after `-c`, says nothing. */
function pathsOf({ argv, cwd, exe }: Process): string[] {
  return [exe, cwd, argv[0] ?? '', ...argv.slice(1).filter((argument) => /^\/\S*$/.test(argument))]
}

/** Pid, start time and command line. */
export function describeProcess({ pid, start, argv, exe }: Process): string {
  return `${pid} since ${start}: ${argv.length > 0 ? argv.join(' ') : exe}`
}

/** All processes of /proc; one that ends meanwhile is left out. */
export function readProcesses(): Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => attempt(() => readProcess(pid)) ?? [])
}

function readProcess(pid: string): Process {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in parentheses, in which anything may stand: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    pid: Number(pid),
    state: fields[0] ?? '',
    parent: Number(fields[1]),
    start: Number(fields[19]),
    argv: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1),
    cwd: attempt(() => readlinkSync(`/proc/${pid}/cwd`)) ?? '',
    exe: attempt(() => readlinkSync(`/proc/${pid}/exe`)) ?? '',
  }
}

/** Command lines of this machine that have that word. */
export function commandsWith(word: string): string[] {
  return readProcesses()
    .filter(({ argv }) => argv.includes(word))
    .map(({ argv }) => argv.join(' '))
}
